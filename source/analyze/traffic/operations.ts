// What clients ask for, by sampling: each answer to `cons` tells the last operation of each connection, no more.
import type {SessionRow} from '../sessions.ts';

/** By address, how often each operation was seen, the older the less it counts: few each, of 100,000 addresses. */
export type Operations = ReadonlyMap<string, readonly Count[]>;

type Count = {readonly operation: string; readonly count: number};

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
	const next = new Map<string, Draft[]>();
	for (const [address, counts] of before) {
		const kept: Draft[] = [];
		for (const {operation, count} of counts) {
			if (count * decay >= forgottenBelow) {
				kept.push({operation, count: count * decay});
			}
		}

		if (kept.length > 0) {
			next.set(address, kept);
		}
	}

	for (const {address, lastOp, activity, requestsPerSecond} of rows) {
		if (activity !== 'working' || requestsPerSecond === undefined || lastOp === 'PING' || lastOp === 'NA') {
			continue;
		}

		const counts = next.get(address);
		const known = counts?.find(({operation}) => operation === lastOp);
		if (known !== undefined) {
			known.count += requestsPerSecond;
		} else if (counts !== undefined) {
			counts.push({operation: lastOp, count: requestsPerSecond});
		} else {
			next.set(address, [{operation: lastOp, count: requestsPerSecond}]);
		}
	}

	return next;
};

type Draft = {readonly operation: string; count: number};

/** An address's operations, most first. */
export const mixOf = (operations: Operations, address: string): readonly Share[] => {
	const counts = operations.get(address);
	if (counts === undefined) {
		return none;
	}

	const [only] = counts;
	if (counts.length === 1 && only !== undefined) {
		return [{operation: only.operation, share: 1}];
	}

	const sum = counts.reduce((total, {count}) => total + count, 0);
	return counts
		.map(({operation, count}) => ({operation, share: count / sum}))
		.sort((a, b) => b.share - a.share || (a.operation < b.operation ? -1 : 1));
};
