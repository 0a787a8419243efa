// How operations are called in `cons`, and why a server refuses. (KeeperException.Code)
import {ZooKeeperError} from '../../../zookeeper/errors.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';

const oddNames: ReadonlyMap<string, string> = new Map([
	['removeWatches', 'REMW'],
	['setWatches2', 'STW2'],
	['whoAmI', 'HOMI'],
	['getAllChildrenNumber', 'GETACN'],
]);
const names = new Map(Object.entries(ops).map(([name, code]) => [code as number, name]));

/** How `cons` calls an operation: most by their first four letters. */
export const shortNameOf = (type: number): string => {
	const name = names.get(type) ?? 'NA';
	return oddNames.get(name) ?? name.slice(0, 4).toUpperCase();
};

export const codes = {
	RuntimeInconsistency: -2,
	MarshallingError: -5,
	Unimplemented: -6,
	BadArguments: -8,
	NoNode: -101,
	NoAuth: -102,
	BadVersion: -103,
	NoChildrenForEphemerals: -108,
	NodeExists: -110,
	NotEmpty: -111,
	InvalidACL: -114,
	AuthFailed: -115,
	SessionMoved: -118,
	NoWatcher: -121,
} as const;

/** Throws the refusal. */
export const refuse = (reason: keyof typeof codes): never => {
	throw new ZooKeeperError('server', reason, codes[reason]);
};

/** The code that stands for what was thrown; programming errors are thrown again. */
export const codeOf = (error: unknown): number => {
	if (error instanceof ZooKeeperError && error.code !== undefined) {
		return error.code;
	}

	if (error instanceof RangeError) {
		return codes.MarshallingError; // bytes are missing
	}

	throw error;
};
