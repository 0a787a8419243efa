// The tree as it is shown: which rows there are, and what has just happened to them.
import type {Wanted} from '../analyze/filtering.ts';
import {layOutTree, type TreeRows} from '../analyze/tree-rows.ts';
import {goneBelow} from './recent.ts';
import {remember} from './remember.ts';
import {nothingSorted, type Sort, type Sorted} from './sort-state.ts';
import {shown, type State} from './state.ts';

export {lettersFound, scoreOf, type Wanted} from '../analyze/filtering.ts';

const exactlyWanted = remember((text: string): Wanted => ({text: text.toLowerCase(), isFuzzy: false}));
const fuzzilyWanted = remember((text: string): Wanted => ({text: text.toLowerCase(), isFuzzy: true}));
/** `_step`: names are looked at in slices, and each layout looks at the next one. */
const layOutStep = (_step: number, ...how: Required<Parameters<typeof layOutTree>>): TreeRows =>
	layOutTree(...how);
const layOut = remember(layOutStep);
const layOutFuzzily = remember(layOutStep);
const gone = remember(goneBelow);

/** An order that is not wanted any more is not shown. */
const ordered = remember((sorted: Sorted, sort: Sort | undefined): Sorted =>
	sort === undefined
		? nothingSorted
		: new Map([...sorted].filter(([, one]) => one.by === sort.by && one.reversed === sort.reversed)),
);

type Shown = {readonly rows: TreeRows; readonly wanted: Wanted};

/** The rows, and what the filter looks for: the text as it stands, and where no name has it, its letters. */
export const shownTree = (state: State): Shown => {
	const {znodes, recent, sorted} = shown(state);
	const {open, filters, filterStep, sort} = state.view;
	const exact = exactlyWanted(filters.tree);
	const order = ordered(sorted, sort);
	const rows = layOut(filterStep, znodes, open, exact, gone(recent), order);
	if (exact.text === '' || rows.isScanning || rows.found > 0) {
		return {rows, wanted: exact};
	}

	const wanted = fuzzilyWanted(filters.tree);
	const fuzzy = layOutFuzzily(filterStep, znodes, open, wanted, gone(recent), order);
	return {rows: fuzzy, wanted};
};

/** The visible rows of the tree. */
export const treeRowsOf = (state: State): TreeRows => shownTree(state).rows;
