// What an operation is answered, how `cons` calls it, and why a server refuses it. (KeeperException.Code)
import {codeOf, errorOf, ZooKeeperError, type Refusal} from '../../../zookeeper/errors.ts';
import type {Writer} from '../../../zookeeper/records/writer.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';

/** Writes the body of an answer. */
export type Reply = (reply: Writer) => unknown;
export type Answer = {readonly code: number; readonly reply: Reply};

export const nothing: Reply = () => undefined;

/** Throws the refusal. */
export const refuse = (refusal: Refusal): never => {
	throw errorOf(codeOf(refusal), refusal);
};

/** What comes of an operation, be it a refusal; programming errors are thrown again. */
export const answerOf = (operation: () => Reply): Answer => {
	try {
		return {code: 0, reply: operation()};
	} catch (error) {
		const refusal = error instanceof RangeError ? errorOf(codeOf('MarshallingError'), 'cut off') : error;
		if (!(refusal instanceof ZooKeeperError) || refusal.code === undefined) {
			throw error;
		}

		return {code: refusal.code, reply: nothing};
	}
};

const oddNames: Readonly<Record<string, string>> = {
	removeWatches: 'REMW',
	setWatches2: 'STW2',
	whoAmI: 'HOMI',
	getAllChildrenNumber: 'GETACN',
};

/** How `cons` calls an operation: most by their first four letters. */
export const shortNameOf = (type: number): string => {
	const [name = 'NA'] = Object.entries(ops).find(([, code]) => code === type) ?? [];
	return oddNames[name] ?? name.slice(0, 4).toUpperCase();
};
