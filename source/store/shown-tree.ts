// The tree as it is shown: which rows there are, and what has just happened to them.
import {layOutTree, type TreeRows} from '../analyze/tree-rows.ts';
import {goneBelow} from './recent.ts';
import {remember} from './remember.ts';
import {shown, type State} from './state.ts';

const layOut = remember(layOutTree);
const gone = remember(goneBelow);

/** The visible rows of the tree. */
export const treeRowsOf = (state: State): TreeRows =>
	layOut(
		shown(state).znodes,
		state.view.open,
		state.view.filters.tree.toLowerCase(),
		gone(shown(state).recent),
	);
