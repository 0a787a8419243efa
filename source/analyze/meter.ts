// One server's counters between its two newest answers: what rules read. Names are mntr's without `zk_`.
import {isSameRun, type Mark} from './figures.ts';
import {meanBetween} from './rates.ts';

/** Undefined wherever the server does not tell, or has begun anew in between. */
export type Meter = {
	/** Our clock at the newer answer. */
	readonly at: number;
	/** The interval; undefined without two answers of one run. */
	readonly elapsedMs: number | undefined;
	/** A gauge, as last told. */
	readonly gauge: (name: string) => number | undefined;
	/** How much a counter grew in the interval. */
	readonly growth: (name: string) => number | undefined;
	/** The same per second. */
	readonly rate: (name: string) => number | undefined;
	/** The mean of a summary in the interval, Δsum/Δcnt; undefined when nothing happened in it. */
	readonly mean: (name: string) => number | undefined;
	/** All names that the server tells. */
	readonly names: () => Iterable<string>;
};

/** Reads the interval between two marks; undefined without a newer one. */
export const meterOf = (earlier: Mark | undefined, now: Mark | undefined): Meter | undefined => {
	if (now === undefined) {
		return undefined;
	}

	const before = earlier !== undefined && isSameRun(earlier, now) ? earlier : undefined;
	const elapsedMs = before && now.at - before.at;
	const growth = (name: string): number | undefined => {
		const [start, end] = [before?.values.get(name), now.values.get(name)];
		return start === undefined || end === undefined || end < start ? undefined : end - start;
	};

	return {
		at: now.at,
		elapsedMs,
		gauge: name => now.values.get(name),
		growth,
		rate: name => {
			const grown = growth(name);
			return grown === undefined || elapsedMs === undefined || elapsedMs <= 0
				? undefined
				: (grown * 1000) / elapsedMs;
		},
		mean: name => before && meanBetween(before.values, now.values, name),
		names: () => now.values.keys(),
	};
};
