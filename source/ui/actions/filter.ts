// What is typed to filter a table: the cursor of the tree goes to the name that is meant most.
import type {Event} from '../../store/events.ts';
import {scoreOf, shownTree} from '../../store/shown-tree.ts';
import type {State} from '../../store/state.ts';

/** Rows that are looked at for the best one. */
const mostRows = 1000;

export const typeFilter = (text: string, state: State): Event => {
	const {mode} = state.view;
	if (mode.kind !== 'filter' || mode.table !== 'tree' || text === '') {
		return {type: 'filter-typed', text};
	}

	const filters = {...state.view.filters, tree: text};
	return {type: 'filter-typed', text, at: bestIn({...state, view: {...state.view, filters, filterStep: 0}})};
};

/** The path of the row whose name is meant most; undefined: none is. */
const bestIn = (state: State): string | undefined => {
	const {rows, wanted} = shownTree(state);
	let best: {readonly path: string; readonly score: number} | undefined;
	for (let index = 1; index < Math.min(rows.count, mostRows); index++) {
		const row = rows.rowAt(index);
		const score = row?.kind === 'znode' ? scoreOf(row.name, wanted) : Number.NEGATIVE_INFINITY;
		if (row !== undefined && score > (best?.score ?? Number.NEGATIVE_INFINITY)) {
			best = {path: row.path, score};
		}
	}

	return best?.path;
};
