// Since when each contender holds or waits, as far as this run saw it: a znode's age only says how long it has been in line (facts.md M5).
import {noOwner} from './contender.ts';
import type {LockQueue} from './lock-queues.ts';

/** Since when a contender holds. `seen`: its taking over was seen in this run, else it held already. */
export type Holding = {readonly at: number; readonly seen: boolean};

/** One in line, as seen. */
export type Standing = {
	/** The first look at which it waited, our clock. */
	readonly since: number;
	/** It came in this run, else it waited already. */
	readonly seen: boolean;
	/** Who it waits for now; of several the first. */
	readonly behind: string;
	readonly behindSince: number;
};

export type Handovers = {
	/** By the holder's node. */
	readonly holdings: ReadonlyMap<string, Holding>;
	/** By the node of one that waited at the last look. */
	readonly waiting: ReadonlyMap<string, Standing>;
	/** Whether the last look saw all contenders there are. */
	readonly sawAll: boolean;
};

export const noHandovers: Handovers = {
	holdings: new Map(),
	waiting: new Map(),
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
	const seesNew = before.sawAll && seesAll;
	const isSeen = (node: string): boolean => before.waiting.has(node) || seesNew;
	for (const {node, session} of locks.flatMap(({holders}) => holders)) {
		// What is left over was there before it was found.
		holdings.set(node, before.holdings.get(node) ?? {at: now, seen: session !== noOwner && isSeen(node)});
	}

	const waiting = new Map<string, Standing>();
	for (const {node, waitsFor} of locks.flatMap(({waiters}) => waiters)) {
		const known = before.waiting.get(node);
		const behind = waitsFor[0] ?? '';
		waiting.set(
			node,
			known?.behind === behind
				? known
				: {since: known?.since ?? now, seen: known?.seen ?? seesNew, behind, behindSince: now},
		);
	}

	return {holdings, waiting, sawAll: seesAll};
};
