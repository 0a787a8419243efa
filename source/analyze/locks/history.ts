// What became of each lock in this run: how long it was held, how long it took to get it, and how much time is spent waiting for it.
//
// Looks are a second apart: what is taken and given back between two of them is not among these (departures.ts counts it).
import type {LockQueue} from './contender.ts';
import type {Handovers} from './handovers.ts';

/** One hold that ended. `atLeast`: it had begun before zktop looked. */
export type Hold = {readonly endedAt: number; readonly ms: number; readonly atLeast: boolean};

/** Time waited by all in line together, since the lock was first seen, ms. */
type Mark = {readonly at: number; readonly ms: number};

export type LockHistory = {
	/** The newest ones, oldest first. */
	readonly holds: readonly Hold[];
	/** All that were seen to end. */
	readonly ended: number;
	/** Those who were seen to come, to wait and to get it. */
	readonly waits: {readonly count: number; readonly sumMs: number; readonly longestMs: number};
	/** Of the last minute, oldest first. */
	readonly waited: readonly Mark[];
	readonly seenAt: number;
};

export type Histories = ReadonlyMap<string, LockHistory>;

export const noHistories: Histories = new Map();

export type Looked = {
	readonly locks: readonly LockQueue[];
	readonly handovers: Handovers;
	readonly now: number;
};

const keptHolds = 32;
const windowMs = 60_000;
const markEveryMs = 5000;
/** Between two looks that are further apart nobody knows who waited. */
const gapMs = 10_000;
/** A lock that nobody wants any more is remembered for so long, and no more locks than these. */
const keptMs = 600_000;
const keptLocks = 2000;

/** The histories after another look that saw all locks, like the one before it. */
export const historiesAfter = (
	before: Histories,
	last: Pick<Looked, 'locks' | 'handovers'>,
	look: Looked,
	elapsedMs: number,
): Histories => {
	const earlier = new Map(last.locks.map(lock => [lock.path, lock]));
	const next = new Map<string, LockHistory>();
	for (const lock of look.locks) {
		const was = earlier.get(lock.path);
		const history = before.get(lock.path) ?? {...unseen, seenAt: look.now};
		next.set(lock.path, withWaiting(withChange(history, was, lock, last, look), was, look.now, elapsedMs));
	}

	for (const [path, history] of before) {
		if (!next.has(path) && look.now - history.seenAt < keptMs && next.size < keptLocks) {
			next.set(path, withChange(history, earlier.get(path), undefined, last, look));
		}
	}

	return next;
};

const unseen: Omit<LockHistory, 'seenAt'> = {
	holds: [],
	ended: 0,
	waits: {count: 0, sumMs: 0, longestMs: 0},
	waited: [],
};

/** Who does not hold any more, and who does now after having waited. */
const withChange = (
	history: LockHistory,
	was: LockQueue | undefined,
	lock: LockQueue | undefined,
	{handovers: {holdings, waiting}}: Pick<Looked, 'handovers'>,
	{now}: Looked,
): LockHistory => {
	if (was === lock) {
		return history;
	}

	// Who was taken for the holder may only stand in line, behind one that was found later.
	const line = new Set([...(lock?.holders ?? []), ...(lock?.waiters ?? [])].map(({node}) => node));
	const ended = (was?.holders ?? []).flatMap(({node}): readonly Hold[] => {
		const holding = line.has(node) ? undefined : holdings.get(node);
		return holding === undefined
			? []
			: [{endedAt: now, ms: Math.max(0, now - holding.at), atLeast: !holding.seen}];
	});
	const begun = (lock?.holders ?? []).flatMap(({node}) => {
		const standing = waiting.get(node);
		return standing?.seen === true ? [Math.max(0, now - standing.since)] : [];
	});
	return {
		...history,
		holds: ended.length === 0 ? history.holds : [...history.holds, ...ended].slice(-keptHolds),
		ended: history.ended + ended.length,
		waits: begun.reduce(
			({count, sumMs, longestMs}, ms) => ({
				count: count + 1,
				sumMs: sumMs + ms,
				longestMs: Math.max(longestMs, ms),
			}),
			history.waits,
		),
		seenAt: lock === undefined ? history.seenAt : now,
	};
};

/** Who stood in line at the look before has waited since. A mark every five seconds will do. */
const withWaiting = (
	history: LockHistory,
	was: LockQueue | undefined,
	now: number,
	elapsedMs: number,
): LockHistory => {
	const waitedMs = elapsedMs > gapMs ? 0 : (was?.waiters.length ?? 0) * elapsedMs;
	const {waited} = history;
	const [first, last, before] = [waited[0], waited.at(-1), waited.at(-2)];
	if (waitedMs === 0 && first !== last && first?.ms === last?.ms) {
		return history; // nobody has waited for a minute
	}

	const mark = {at: now, ms: (last?.ms ?? 0) + waitedMs};
	const isSoon = last !== undefined && before !== undefined && last.at - before.at < markEveryMs;
	const marks = [...(isSoon ? waited.slice(0, -1) : waited), mark];
	const oldest = marks.findLastIndex(({at}) => at <= now - windowMs);
	return {...history, waited: marks.slice(Math.max(0, oldest))};
};

/** Time that all in line together wait in a minute, ms: of the last one, or as long as it was looked at. Undefined: too short. */
export const waitedPerMinute = (history: LockHistory | undefined): number | undefined => {
	const [first, last] = [history?.waited[0], history?.waited.at(-1)];
	const spanMs = first === undefined || last === undefined ? 0 : last.at - first.at;
	if (first === undefined || last === undefined || spanMs < leastMs) {
		return undefined;
	}

	// Where a mark is older than that, nobody waited for long.
	const countedMs = spanMs > windowMs + markEveryMs ? windowMs : spanMs;
	return ((last.ms - first.ms) * windowMs) / countedMs;
};

const leastMs = 1000;
