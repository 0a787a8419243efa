// Rows of texts in columns as wide as they have to be.
import {cells, widthOf, type Line, type Span} from './line.ts';

/** A line for each row. What is empty in all rows takes no room. */
export const inColumns = (rows: readonly (readonly Span[])[]): readonly Line[] => {
	const columns = Math.max(0, ...rows.map(row => row.length));
	const widths = Array.from({length: columns}, (_, column) =>
		Math.max(0, ...rows.map(row => widthOf(row[column]?.text ?? ''))),
	);
	return rows.map(row =>
		cells(
			row.flatMap(({text, style}, column) => {
				const width = widths[column] ?? 0;
				return width === 0 ? [] : [{text, style, width}];
			}),
		),
	);
};
