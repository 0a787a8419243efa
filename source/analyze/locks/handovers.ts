// Since when each contender holds, as far as this run saw it: a znode's age only says how long it has been in line (facts.md M5).
import type {LockQueue} from './lock-queues.ts';

/** Since when a contender holds. `seen`: its taking over was seen in this run, else it held already. */
export type Holding = {readonly at: number; readonly seen: boolean};

export type Handovers = {
	/** By the holder's node. */
	readonly holdings: ReadonlyMap<string, Holding>;
	/** Nodes that waited at the last look. */
	readonly waiting: ReadonlySet<string>;
	/** Whether the last look saw all contenders there are. */
	readonly sawAll: boolean;
};

export const noHandovers: Handovers = {
	holdings: new Map(),
	waiting: new Set(),
	sawAll: false,
};

/**
 * The record after another look at the locks.
 * @param seesAll False while contenders are still being found: a new holder is then a discovery, not a hand-over,
 * unless it was seen waiting before.
 */
export const afterLook = (
	before: Handovers,
	locks: readonly LockQueue[],
	now: number,
	seesAll: boolean,
): Handovers => {
	const holdings = new Map<string, Holding>();
	const isSeen = (node: string): boolean => before.waiting.has(node) || (before.sawAll && seesAll);
	for (const {node} of locks.flatMap(({holders}) => holders)) {
		holdings.set(node, before.holdings.get(node) ?? {at: now, seen: isSeen(node)});
	}

	const waiting = new Set(locks.flatMap(({waiters}) => waiters.map(({node}) => node)));
	return {holdings, waiting, sawAll: seesAll};
};
