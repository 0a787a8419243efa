// Rows of texts in columns as wide as they have to be.
import {cells, widthOf, type Line, type Span} from './line.ts';

/** A column that gives way where there is no room for all: down to so many columns of the terminal; 0: it is left out. */
export type Yield = {readonly column: number; readonly to: number};

/** A line for each row. What is empty in all rows takes no room; of columns that give way the first ones go first. */
export const inColumns = (
	rows: readonly (readonly Span[])[],
	room = Infinity,
	yields: readonly Yield[] = [],
): readonly Line[] => {
	const widths = yielded(widthsOf(rows), room, yields);
	return rows.map(row =>
		cells(
			row.flatMap(({text, style}, column) => {
				const width = widths[column] ?? 0;
				return width === 0 ? [] : [{text, style, width}];
			}),
		),
	);
};

/** Of each column. */
export const widthsOf = (rows: readonly (readonly Span[])[]): readonly number[] => {
	const columns = Math.max(0, ...rows.map(row => row.length));
	return Array.from({length: columns}, (_, column) =>
		Math.max(0, ...rows.map(row => widthOf(row[column]?.text ?? ''))),
	);
};

/** With a blank between two. */
export const totalOf = (widths: readonly number[]): number =>
	Math.max(0, widths.reduce((sum, width) => sum + (width === 0 ? 0 : width + 1), 0) - 1);

const yielded = (widths: readonly number[], room: number, yields: readonly Yield[]): readonly number[] =>
	yields.reduce((before, {column, to}) => {
		const excess = totalOf(before) - room;
		const width = before[column] ?? 0;
		return excess <= 0
			? before
			: before.with(column, to === 0 ? 0 : Math.max(Math.min(width, to), width - excess));
	}, widths);
