// The table of metrics: what a server means by a name, and what a number of the series is that is made of it.

/** `since-start`: a mean, a greatest or a least value of all the time since the server's start, or `srst`. */
export type Shape = 'gauge' | 'counter' | 'summary' | 'since-start';

export type Unit = 'ms' | 'bytes' | 'count' | 'share' | 'id';

/** A name as mntr has it without `zk_`; of a summary without `cnt_` and `sum_`, of a set without its key. */
export type Entry = readonly [name: string, shape: Shape, unit: Unit, meaning: string];

/**
 * A gauge is of its moment, a rate and a mean are of the interval before. What runs since the server's start is never of now;
 * `recent` are quantiles of the Prometheus provider, over some minutes.
 */
export type Kind = 'gauge' | 'rate' | 'mean' | 'since-start' | 'recent';

/** How servers make one figure: load adds up, of times the worst counts, what is replicated is the same everywhere. */
export type Combine = 'sum' | 'worst';

export type Metric = {
	readonly name: string;
	readonly kind: Kind;
	/** Of a rate: so many of them a second. */
	readonly unit: Unit;
	/** Empty where nobody has described it. */
	readonly meaning: string;
	readonly combine: Combine;
};
