// What clients may ask by its op code, and why a server refuses. (ZooDefs.OpCode, KeeperException.Code)
import {ZooKeeperError} from '../../../zookeeper/errors.ts';

export const ops = {
	create: 1,
	delete: 2,
	exists: 3,
	getData: 4,
	setData: 5,
	getAcl: 6,
	setAcl: 7,
	getChildren: 8,
	sync: 9,
	ping: 11,
	getChildren2: 12,
	check: 13,
	multi: 14,
	create2: 15,
	removeWatches: 18,
	createContainer: 19,
	createTtl: 21,
	auth: 100,
	setWatches: 101,
	getEphemerals: 103,
	getAllChildrenNumber: 104,
	setWatches2: 105,
	addWatch: 106,
	whoAmI: 107,
	closeSession: -11,
	error: -1,
} as const;

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
