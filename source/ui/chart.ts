// A line chart of one series in rows of text (asciichart). Gaps stay gaps.
import asciichart from 'asciichart';

/** Columns that the axis with its labels takes. */
export const axisWidth = 9;

/** The chart in `height` rows; empty while there is nothing to draw. */
export const chartLines = (
	values: readonly number[],
	height: number,
	format: (value: number) => string,
): readonly string[] => {
	const first = values.findIndex(value => !Number.isNaN(value));
	if (first === -1 || height < 2) {
		return [];
	}

	const drawn = asciichart.plot(carried(values, values[first] ?? 0), {
		height: height - 1,
		offset: 2,
		min: 0,
		max: ceilingOf(values),
		padding: '',
		format: value => format(Math.max(0, value)).padStart(axisWidth - 2),
	});
	return drawn.split('\n').map(row => withGaps(row, values));
};

/** asciichart knows no gaps: it draws the last number on, and the gap's columns are blanked afterwards. */
const carried = (values: readonly number[], start: number): number[] => {
	let last = start;
	return values.map(value => {
		last = Number.isNaN(value) ? last : value;
		return last;
	});
};

const ceilingOf = (values: readonly number[]): number =>
	Math.max(1, ...values.filter(value => !Number.isNaN(value)));

const withGaps = (row: string, values: readonly number[]): string => {
	const columns = row.split('');
	// The axis stands where the first value would: columns of values begin right of it.
	const axis = columns.findIndex(column => column === '┤' || column === '┼');
	return columns
		.map((column, index) => (index > axis && Number.isNaN(values[index - axis] ?? 0) ? ' ' : column))
		.join('');
};
