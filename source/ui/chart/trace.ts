// The line of one series in rows of characters (asciichart). Gaps stay gaps.
import asciichart from 'asciichart';

/** What asciichart puts before the numbers. */
const axisColumns = 2;

/** A row of characters for each row of the chart, top first, a column for each number. Shares are 0 to 1, NaN is a gap. */
export const traceOf = (shares: readonly number[], height: number): readonly string[] => {
	const drawn = joined(shares);
	if (drawn === undefined) {
		return Array.from({length: height}, () => ' '.repeat(shares.length));
	}

	const rows = asciichart
		.plot(
			// Each column is the way from one number to the next: the first one is there already.
			[drawn[0] ?? 0, ...drawn].map(share => share * (height - 1)),
			{min: 0, max: height - 1, height: height - 1, offset: axisColumns, padding: '', format: () => ' '},
		)
		.split('\n');
	return rows.map(row =>
		shares.map((share, index) => (Number.isNaN(share) ? ' ' : (row[axisColumns + index] ?? ' '))).join(''),
	);
};

/** asciichart knows no gaps: it is given the next number in them, so that none jumps, and they are blanked afterwards. */
const joined = (shares: readonly number[]): readonly number[] | undefined => {
	const known = shares.filter(share => !Number.isNaN(share));
	let next = known.at(-1);
	if (next === undefined) {
		return undefined;
	}

	const filled: number[] = [];
	for (const share of shares.toReversed()) {
		next = Number.isNaN(share) ? next : share;
		filled.push(next);
	}

	return filled.reverse();
};
