// The times below a chart: each begins at the column that it is of.
import {spaces} from '../line.ts';

const gapColumns = 6;

/** A row of times; `timeOf` is the time of a column. Without seconds where a column is of more than some of them. */
export const timeAxis = (columns: number, columnMs: number, timeOf: (column: number) => number): string => {
	const format = (at: number): string =>
		`└${new Date(at).toISOString().slice(11, columnMs < 10_000 ? 19 : 16)}Z`;
	const length = format(0).length;
	const count = Math.max(1, Math.floor((columns + gapColumns) / (length + gapColumns)));
	const step = Math.floor(columns / count);
	let row = '';
	for (let index = 0; index < count; index++) {
		row += spaces(index * step - row.length) + format(timeOf(index * step));
	}

	return row;
};
