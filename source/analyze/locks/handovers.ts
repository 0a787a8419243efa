// Since when each contender holds, as far as this run saw it: a znode's age only says how long it has been in line (facts.md M5).
import type {LockQueue} from './lock-queues.ts';

/** Since when a contender holds. `seen`: its taking over was seen in this run, else it held already. */
export type Holding = {readonly at: number; readonly seen: boolean};

export type Handovers = {
	/** By the holder's node. */
	readonly holdings: ReadonlyMap<string, Holding>;
	/** Nodes that waited at the last look. */
	readonly waiting: ReadonlySet<string>;
	/** Times of the hand-overs seen in the last minute, by lock. */
	readonly moves: ReadonlyMap<string, readonly number[]>;
	/** Whether the last look saw all contenders there are. */
	readonly sawAll: boolean;
};

export const noHandovers: Handovers = {
	holdings: new Map(),
	waiting: new Set(),
	moves: new Map(),
	sawAll: false,
};

const windowMs = 60_000;

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
	const moves = new Map<string, readonly number[]>();
	const isSeen = (node: string): boolean => before.waiting.has(node) || (before.sawAll && seesAll);
	for (const {path, holders} of locks) {
		const taken = holders.filter(({node}) => !before.holdings.has(node) && isSeen(node));
		for (const {node} of holders) {
			holdings.set(node, before.holdings.get(node) ?? {at: now, seen: isSeen(node)});
		}

		const recent = (before.moves.get(path) ?? []).filter(at => at > now - windowMs);
		if (taken.length > 0 || recent.length > 0) {
			moves.set(path, [...recent, ...taken.map(() => now)]);
		}
	}

	const waiting = new Set(locks.flatMap(({waiters}) => waiters.map(({node}) => node)));
	return {holdings, waiting, moves, sawAll: seesAll};
};
