// What becomes of a number of mntr, by its name: kept as it is, made a rate, or, with its count, a mean.
import {entryOf} from './table.ts';

export type Row =
	| {readonly kind: 'gauge'}
	| {readonly kind: 'counter'}
	/** The sum of the summary of this name; `adds`: its own rate tells something, too, as that of bytes does. */
	| {readonly kind: 'sum'; readonly summary: string; readonly adds: boolean};

const gauge: Row = {kind: 'gauge'};
const counter: Row = {kind: 'counter'};

/** Names of namespaces come and go. */
const remembered = 10_000;
const rows = new Map<string, Row>();

/** How a number is taken in; remembered, for each is asked for in every tick. */
export const rowOf = (name: string): Row => {
	const known = rows.get(name);
	if (known !== undefined) {
		return known;
	}

	if (rows.size >= remembered) {
		rows.clear();
	}

	const row = madeOf(name);
	rows.set(name, row);
	return row;
};

const madeOf = (name: string): Row => {
	if (name.startsWith('sum_')) {
		const summary = name.slice('sum_'.length);
		return {kind: 'sum', summary, adds: entryOf(summary)?.[2] === 'bytes'};
	}

	return name.startsWith('cnt_') || entryOf(name)?.[1] === 'counter' ? counter : gauge;
};
