// What an operation is answered, and why a server refuses it. (KeeperException.Code)
import {codeOf, errorOf, ZooKeeperError, type Refusal} from '../../../zookeeper/errors.ts';
import type {Writer} from '../../../zookeeper/records/writer.ts';

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
		const isCutOff = error instanceof RangeError;
		const code = isCutOff ? codeOf('MarshallingError') : error instanceof ZooKeeperError && error.code;
		if (typeof code !== 'number') {
			throw error;
		}

		return {code, reply: nothing};
	}
};
