// Since when each contender holds, as far as this run saw it: a znode's age only says how long it has been in line (facts.md M5).
import type {LockQueue} from './lock-queues.ts';

/** Since when a contender holds. `seen`: its taking over was seen in this run, else it held already. */
export type Holding = {readonly at: number; readonly seen: boolean};

export type Handovers = {
	/** By the holder's node. */
	readonly holdings: ReadonlyMap<string, Holding>;
	/** Times of the hand-overs seen in the last minute, by lock. */
	readonly moves: ReadonlyMap<string, readonly number[]>;
	/** False until a first look at the locks: what it shows was so before. */
	readonly looked: boolean;
};

export const noHandovers: Handovers = {holdings: new Map(), moves: new Map(), looked: false};

const windowMs = 60_000;

/** The record after another look at the locks. */
export const afterLook = (before: Handovers, locks: readonly LockQueue[], now: number): Handovers => {
	const holdings = new Map<string, Holding>();
	const moves = new Map<string, readonly number[]>();
	for (const {path, holders} of locks) {
		const fresh = holders.filter(({node}) => !before.holdings.has(node));
		for (const {node} of holders) {
			holdings.set(node, before.holdings.get(node) ?? {at: now, seen: before.looked});
		}

		const seen = before.looked ? fresh.map(() => now) : [];
		const recent = [...(before.moves.get(path) ?? []).filter(at => at > now - windowMs), ...seen];
		if (recent.length > 0) {
			moves.set(path, recent);
		}
	}

	return {holdings, moves, looked: true};
};
