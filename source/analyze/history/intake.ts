// Two marks of a server make a number of each of its metrics: gauges as they are, counters as rates, summaries as means.
import {isSameRun, type Mark} from '../figures.ts';
import {rowOf} from '../metrics/rows.ts';
import {meanBetween, rateOf} from '../rates.ts';

type Value = readonly [name: string, value: number | undefined];

/**
 * The metrics of the interval between two marks. Without an earlier mark, and where the counters began anew in between, rates and
 * means are undefined; a mean is, too, where nothing happened.
 */
export const metricsBetween = (earlier: Mark | undefined, after: Mark): readonly Value[] => {
	const before = earlier !== undefined && isCounting(earlier, after) ? earlier : undefined;
	const elapsedMs = after.at - (before?.at ?? after.at);
	const values: Value[] = [];
	for (const [name, value] of after.values) {
		const row = rowOf(name);
		switch (row.kind) {
			case 'gauge':
				values.push([name, value]);
				break;
			case 'counter':
				values.push([name, rateOf(before?.values.get(name), value, elapsedMs)]);
				break;
			case 'sum':
				values.push([row.summary, before && meanBetween(before.values, after.values, row.summary)]);
				if (row.adds) {
					values.push([name, rateOf(before?.values.get(name), value, elapsedMs)]);
				}

				break;
		}
	}

	return values;
};

/** `srst` empties all counters, and the packets are what tells it. */
const isCounting = (before: Mark, after: Mark): boolean =>
	isSameRun(before, after) &&
	(after.values.get('packets_received') ?? 0) >= (before.values.get('packets_received') ?? 0);
