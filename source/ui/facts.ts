// Facts by their names, each on as many rows as it takes; where rows are wanting it is seen that there are more.
import {fit, lineWidth, span, spaces, wrap, type Line} from './line.ts';
import type {Style} from './theme.ts';

export type FactForm = {
	readonly width: number;
	/** Columns of the name, a blank before and behind it among them. */
	readonly labelWidth: number;
	readonly style?: Style | undefined;
};

/** ` born     on zk2, timeout 10 s`, one blank left free at the end. */
export const factLines = (
	name: string,
	text: string,
	{width, labelWidth, style}: FactForm,
): readonly Line[] =>
	wrap(text, Math.max(10, width - labelWidth - 1)).map((row, index): Line => [
		span(index === 0 ? ` ${name}`.padEnd(labelWidth) : spaces(labelWidth), 'muted'),
		span(row, style),
	]);

/** The first lines, in at most so many rows; the last one ends with `…` where there are more. */
export const firstOf = (lines: readonly Line[], rows: number, width: number): readonly Line[] => {
	if (lines.length <= rows || rows < 1) {
		return lines.slice(0, Math.max(0, rows));
	}

	const last = lines[rows - 1] ?? [];
	return [
		...lines.slice(0, rows - 1),
		lineWidth(last) + 2 <= width ? [...last, span(' …', 'muted')] : fit([...last, span('…')], width),
	];
};
