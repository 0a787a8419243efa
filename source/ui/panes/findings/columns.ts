// The columns of the findings tab: where there is little room, the subject stands in the sentence and the rule is left out.

export const sinceWidth = 10;
export const forWidth = 6;

export type Columns = {
	readonly width: number;
	readonly text: number;
	/** 0: no such column. */
	readonly where: number;
	readonly rule: number;
};

/** Cursor, mark, since, for, and a blank between all of them. */
const before = 3 + sinceWidth + forWidth + 5;

export const columnsFor = (width: number): Columns => {
	const where = width >= 100 ? Math.floor(width / 8) : 0;
	const rule = width >= 100 ? 20 : 0;
	const after = where === 0 ? 0 : where + rule + 2;
	return {width, where, rule, text: Math.max(10, width - before - after)};
};
