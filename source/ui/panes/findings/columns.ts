// The columns of the findings tab: where there is little room, the subject stands in the sentence and the rule is left out; then goes since when, which the age says too.
import {cells, type Cell, type Line} from '../../line.ts';

export const forWidth = 6;

export type Columns = {
	readonly width: number;
	/** 0: no such column. */
	readonly since: number;
	/** Columns before the text. */
	readonly before: number;
	readonly text: number;
	readonly where: number;
	readonly rule: number;
};

export const columnsFor = (width: number): Columns => {
	const where = width >= 100 ? Math.floor(width / 8) : 0;
	const rule = width >= 100 ? 20 : 0;
	const since = width >= 60 ? 10 : 0;
	// Cursor and mark, since, for, each with a blank before it, and three before the text.
	const before = 2 + (since === 0 ? 0 : since + 1) + forWidth + 1 + 3;
	const after = where === 0 ? 0 : where + rule + 2;
	return {width, since, before, where, rule, text: Math.max(10, width - before - after - 1)};
};

/** Since when and for how long, each after a blank. */
export const timeCells = ({since}: Columns, began: Omit<Cell, 'width'>, age: Omit<Cell, 'width'>): Line =>
	cells([
		{text: '', width: 0},
		...(since === 0 ? [] : [{...began, width: since}]),
		{...age, width: forWidth, align: 'right'},
	]);
