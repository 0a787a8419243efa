// A series as one row of bars. A gap is a blank, never a low bar.
import {sparks} from './glyphs.ts';

/** Bars for numbers, scaled from zero (or the lowest, where all are far from zero) to the highest. */
export const sparkline = (values: readonly number[]): string => {
	const known = values.filter(value => !Number.isNaN(value));
	const highest = Math.max(...known, 0);
	const lowest = Math.min(...known);
	// Gauges in the thousands that move by a few would be a flat line from zero.
	const floor = lowest > highest / 2 && highest > lowest ? lowest - (highest - lowest) / 2 : 0;
	return values
		.map(value => {
			if (Number.isNaN(value)) {
				return ' ';
			}

			const share = highest === floor ? 0 : (value - floor) / (highest - floor);
			return sparks[Math.min(sparks.length - 1, Math.floor(share * sparks.length))] ?? ' ';
		})
		.join('');
};
