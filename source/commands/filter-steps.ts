// A filter of the tree looks at more names between two keys, until it has looked at all of them.
import {treeRowsOf} from '../store/shown-tree.ts';
import type {Store} from '../store/store.ts';

/** Goes on for as long as there is something to look at; gives how to end it. */
export const stepFilters = (store: Store): (() => void) => {
	let next: NodeJS.Immediate | undefined;
	const unsubscribe = store.subscribe(state => {
		if (state.view.filters.tree !== '' && treeRowsOf(state).isScanning) {
			next ??= setImmediate(() => {
				next = undefined;
				store.dispatch({type: 'filter-advanced'});
			});
		}
	});
	return () => {
		unsubscribe();
		clearImmediate(next);
	};
};
