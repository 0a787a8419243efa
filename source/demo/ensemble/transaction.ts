// One entry of the log that all servers apply in the same order, and what its author is answered.
import type {Result, TreeEvent} from './prepare.ts';
import {ops, type Change as Asked} from './requests.ts';
import type {Change} from './tree.ts';
import type {Writer} from './writer.ts';

export type Transaction = {
	readonly zxid: number;
	readonly changes: readonly Change[];
	readonly events: readonly TreeEvent[];
	/** A session that ends with it. */
	readonly ended?: bigint;
	/** Calls for the server that has applied it, if it is the one the author is connected to. */
	readonly settle?: {readonly server: number; readonly done: () => void};
	/** What the log takes for it, bytes. */
	readonly bytes: number;
};

/** The body of the reply to one change; its code is in the header. */
export const writeResult = (result: Result, reply: Writer): void => {
	switch (result.kind) {
		case 'created':
			reply.text(result.path);
			if (result.type !== ops.create) {
				reply.stat(result.node, 0);
			}

			break;
		case 'stat':
			reply.stat(result.node, result.children);
			break;
		case 'done':
		case 'refused':
			break;
	}
};

/** The body of the reply to a multi: a header before each result, one more at the end. */
export const writeResults = (results: readonly Result[], reply: Writer): void => {
	for (const result of results) {
		if (result.kind === 'refused') {
			reply.int(ops.error).boolean(false).int(result.code).int(result.code);
		} else {
			reply.int(typeOf(result)).boolean(false).int(0);
			writeResult(result, reply);
		}
	}

	reply.int(-1).boolean(true).int(-1);
};

/** Whatever makes a znode and tells its Stat is answered as create2 is. */
const typeOf = (result: Exclude<Result, {kind: 'refused'}>): number =>
	result.kind === 'created' && result.type !== ops.create ? ops.create2 : result.type;

/** What the log takes for a transaction without data. */
export const headerBytes = 60;

/** What the log takes for these changes. */
export const sizeOf = (changes: readonly Asked[]): number =>
	changes.reduce(
		(sum, change) => sum + change.path.length + ('data' in change ? (change.data?.length ?? 0) : 0),
		headerBytes,
	);
