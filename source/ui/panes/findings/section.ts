// A part of the findings tab: a title, and entries that take as many rows as their texts need.
import {rule} from '../../box.ts';
import {lineWidth, span, spaces, wrap, type Line} from '../../line.ts';
import type {Style} from '../../theme.ts';

export type Entry = readonly Line[];
export type Section = {readonly title: string; readonly entries: readonly Entry[]};

/** What stands before a text, then the text, which goes on below itself. */
export const entryLines = (
	before: Line,
	text: string,
	{width, style}: {readonly width: number; readonly style?: Style | undefined},
): readonly Line[] =>
	wrap(text, Math.max(10, width - lineWidth(before) - 1)).map((line, row): Line => [
		...(row === 0 ? before : [span(spaces(lineWidth(before)))]),
		span(line, style),
	]);

/** Rows that it takes whole. */
export const sectionHeight = ({entries}: Section): number =>
	entries.length === 0 ? 0 : 1 + entries.reduce((sum, lines) => sum + lines.length, 0);

/** Rows of the title and the first entry. */
export const leastHeight = ({entries: [first]}: Section): number =>
	first === undefined ? 0 : 1 + first.length;

/** In at most so many rows: entries that fit whole; the title counts them all. */
export const sectionLines = (section: Section, width: number, height: number): readonly Line[] =>
	section.entries.length === 0 || height < 1
		? []
		: [
				rule(width, {
					left: [span(section.title, 'muted')],
					right: sectionHeight(section) <= height ? [] : [span('→ reads them all', 'muted')],
				}),
				...fitting(section.entries, height - 1),
			];

const fitting = (entries: readonly Entry[], rows: number): readonly Line[] => {
	let left = rows;
	const end = entries.findIndex(lines => {
		left -= lines.length;
		return left < 0;
	});
	return (end < 0 ? entries : entries.slice(0, end)).flat();
};
