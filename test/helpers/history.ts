// What a run of contenders has done, and whether it could have been: judged after the fact, by one clock for all of this machine.

/** Somebody held from `from` until `to` (ns, CLOCK_MONOTONIC); `to` is when they began to give it back, were told of its loss, or were killed. */
export type Held = {
	readonly who: string;
	readonly fence: bigint;
	readonly from: bigint;
	readonly to: bigint;
	/** It was frozen meanwhile, and could not know what it had lost: only its fence stops it. */
	readonly frozen: boolean;
};

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const inWords = ({who, fence, from, to}: Held): string => `${who} with fence ${fence} from ${from} to ${to}`;

/** Two who held at once, and fences that went backwards or came twice. */
export const faultsIn = (history: readonly Held[]): readonly string[] => {
	const awake = history.filter(({frozen}) => !frozen);
	const byTime = awake.toSorted((a, b) => compare(a.from, b.from));
	const overlaps = byTime.slice(1).flatMap((next, index) => {
		const before = byTime[index];
		return before !== undefined && before.to > next.from
			? [`${inWords(before)} and ${inWords(next)} held at once`]
			: [];
	});
	const backwards = byTime.slice(1).flatMap((next, index) => {
		const before = byTime[index];
		return before !== undefined && before.fence >= next.fence
			? [`${inWords(next)} came after ${inWords(before)}`]
			: [];
	});
	const fences = history.map(({fence}) => fence);
	const twice = fences.filter((fence, index) => fences.indexOf(fence) !== index);
	return [...overlaps, ...backwards, ...twice.map(fence => `fence ${fence} was given twice`)];
};

/** What came to a subscriber, in the order of its coming: zxids that did not grow. */
export const olderThanBefore = (mzxids: readonly bigint[]): readonly string[] =>
	mzxids.flatMap((mzxid, index) => {
		const before = mzxids[index - 1];
		return before !== undefined && mzxid <= before ? [`${mzxid} came after ${before}`] : [];
	});

/** What each participant of each transaction has done: transactions that did not end for all alike. */
export const disagreements = (
	ends: ReadonlyMap<string, readonly ('commit' | 'abort')[]>,
): readonly string[] =>
	[...ends].flatMap(([transaction, done]) =>
		new Set(done).size > 1 ? [`${transaction} ended with ${done.join(', ')}`] : [],
	);
