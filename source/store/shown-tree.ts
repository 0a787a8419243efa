// The tree as it is shown: which rows there are, and what has just happened to them.
import {layOutTree, type TreeRows} from '../analyze/tree-rows.ts';
import {goneBelow} from './recent.ts';
import {remember} from './remember.ts';
import {nothingSorted, type Sort, type Sorted} from './sort-state.ts';
import {shown, type State} from './state.ts';

const layOut = remember(layOutTree);
const gone = remember(goneBelow);

/** An order that is not wanted any more is not shown. */
const ordered = remember((sorted: Sorted, sort: Sort | undefined): Sorted =>
	sort === undefined
		? nothingSorted
		: new Map([...sorted].filter(([, one]) => one.by === sort.by && one.reversed === sort.reversed)),
);

/** The visible rows of the tree. */
export const treeRowsOf = (state: State): TreeRows =>
	layOut(
		shown(state).znodes,
		state.view.open,
		state.view.filters.tree.toLowerCase(),
		gone(shown(state).recent),
		ordered(shown(state).sorted, state.view.sort),
	);
