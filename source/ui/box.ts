// Boxes with titles in their borders. Every line that leaves here is exactly as wide as asked for.
import {fit, lineWidth, span, spaces, type Line, type Span} from './line.ts';
import type {Style} from './theme.ts';

/** Text in a border: a title on the left, a remark on the right. */
export type Border = {readonly left?: Line | undefined; readonly right?: Line | undefined};

const border: Style = 'muted';

/** `─ title ────── remark ─` of the given width, corners not included. */
export const rule = (width: number, {left = [], right = []}: Border): Line => {
	const title = lineWidth(left) === 0 ? [] : [span('─ ', border), ...left, span(' ', border)];
	const remark = lineWidth(right) === 0 ? [] : [span(' ', border), ...right, span(' ─', border)];
	const room = width - lineWidth(title);
	const shownRemark = lineWidth(remark) + 1 <= room ? remark : [];
	const fill = width - lineWidth(title) - lineWidth(shownRemark);
	return fill < 0 ? fit(title, width) : [...title, span('─'.repeat(fill), border), ...shownRemark];
};

/** A border line between two corners. */
export const edge = (start: string, width: number, end: string, text: Border = {}): Line => [
	span(start, border),
	...rule(width, text),
	span(end, border),
];

/** Content lines between two vertical borders, filled up to `height`. */
export const sides = (lines: readonly Line[], width: number, height: number): readonly Line[] =>
	filled(lines, width, height).map(line => [startOf(line), ...line, endOf(line)]);

/** Content starts with a blank or a cursor: only a rule starts with a border. */
const isRule = ([first]: Line): boolean => first?.style === border && first.text.startsWith('─');

/** The border left of a line: a rule grows out of it. */
export const startOf = (line: Line): Span => span(isRule(line) ? '├' : '│', border);

/** The border right of a line. */
export const endOf = (line: Line): Span => span(isRule(line) ? '┤' : '│', border);

/** Exactly `height` lines of exactly `width` columns. */
export const filled = (lines: readonly Line[], width: number, height: number): readonly Line[] =>
	Array.from({length: Math.max(0, height)}, (_, index) => fit(lines[index] ?? [], width));

/** Two columns side by side, row by row. */
export const beside = (left: readonly Line[], right: readonly Line[]): readonly Line[] =>
	left.map((line, index) => [...line, ...(right[index] ?? [])]);

/** Left part, then right part at the end of the line; the left one is cut when both do not fit. */
export const spread = (left: Line, right: Line, width: number): Line => {
	const gap = width - lineWidth(left) - lineWidth(right);
	return gap >= 1
		? [...left, span(spaces(gap)), ...right]
		: [...fit(left, Math.max(0, width - lineWidth(right) - 1)), span(' '), ...right];
};
