// How long and how exactly zktop remembers.

export type PastLimits = {
	/** Each tick is remembered for this long. */
	readonly everyTickMs: number;
	/** From then on one of this many milliseconds. */
	readonly coarseMs: number;
	readonly longestMs: number;
	/** What all moments may take; the older ones are thinned before it is more. */
	readonly mostBytes: number;
};

export const pastLimits: PastLimits = {
	everyTickMs: 600_000,
	coarseMs: 10_000,
	longestMs: 3_600_000,
	mostBytes: 64 * 1024 ** 2,
};
