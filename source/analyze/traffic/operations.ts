// What clients ask for, by sampling: each answer to `cons` tells the last operation of each connection, no more.
import type {SessionRow} from '../sessions.ts';

/** By address, how often each operation was seen, the older the less it counts. */
export type Operations = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** ZooKeeper's code of an operation (`GETD`, `SETD`) and its share of what was sampled. */
export type Share = {readonly operation: string; readonly share: number};

export const noOperations: Operations = new Map();
const none: readonly Share[] = [];

/** What an answer counts once the next one has come. */
const decay = 0.8;
/** What is left of one draw after some twenty answers is forgotten. */
const forgottenBelow = 0.01;

/**
 * The operations after another answer.
 * @param rows The sessions of the servers that answered now. A busy one's last operation stands for all its requests since the last answer.
 */
export const afterDraw = (before: Operations, rows: readonly SessionRow[]): Operations => {
	const next = new Map<string, Map<string, number>>();
	for (const [address, counts] of before) {
		const kept = [...counts].flatMap(([operation, count]) =>
			count * decay < forgottenBelow ? [] : [[operation, count * decay] as const],
		);
		if (kept.length > 0) {
			next.set(address, new Map(kept));
		}
	}

	for (const {address, lastOp, activity, requestsPerSecond} of rows) {
		if (activity !== 'working' || requestsPerSecond === undefined || lastOp === 'PING' || lastOp === 'NA') {
			continue;
		}

		const counts = next.get(address) ?? new Map<string, number>();
		counts.set(lastOp, (counts.get(lastOp) ?? 0) + requestsPerSecond);
		next.set(address, counts);
	}

	return next;
};

/** An address's operations, most first. */
export const mixOf = (operations: Operations, address: string): readonly Share[] => {
	const counts = operations.get(address);
	if (counts === undefined) {
		return none;
	}

	const sum = [...counts.values()].reduce((total, count) => total + count, 0);
	return [...counts]
		.map(([operation, count]) => ({operation, share: count / sum}))
		.sort((a, b) => b.share - a.share || (a.operation < b.operation ? -1 : 1));
};
