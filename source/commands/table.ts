// A table for people: columns as wide as their widest cell, two blanks between them.
import type {Data} from '../store/state.ts';
import {escapeText} from '../ui/escape.ts';
import {spaces, widthOf} from '../ui/line.ts';

export type TableColumn<Row> = {
	readonly title: string;
	/** Undefined: not known. */
	readonly text: (row: Row) => string | undefined;
	readonly align?: 'right';
};

/** Title and a line for each row; what is not known is `·`. Text of servers is made harmless. */
export const tableText = <Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string => {
	const texts = rows.map(row => columns.map(({text}) => escapeText(text(row) ?? '·')));
	const widths = columns.map(({title}, index) =>
		Math.max(widthOf(title), ...texts.map(cells => widthOf(cells[index] ?? ''))),
	);
	return [columns.map(({title}) => title), ...texts]
		.map(cells =>
			cells
				.map((text, index) => {
					const blanks = spaces((widths[index] ?? 0) - widthOf(text));
					return columns[index]?.align === 'right' ? blanks + text : text + blanks;
				})
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
};

/** What stands where a table would have no rows: only servers that answer tell that there is none. */
export const noneTold = ({servers}: Data, none: string): string =>
	servers.every(({srvr}) => srvr.kind === 'failed')
		? 'no server answers'
		: `${none}, as far as the servers tell`;
