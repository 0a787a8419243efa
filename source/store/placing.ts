// Where the user stands: the pane that has the keys, and the row of a table.
import type {Cursor, Pane, Table, View} from './state.ts';

export const unset: Cursor = {at: undefined, top: 0};

/** A zoomed screen stays zoomed, on the pane. */
export const onPane = (view: View, pane: Pane): View => ({
	...view,
	focus: pane,
	mode: view.mode.kind === 'zoomed' ? {kind: 'zoomed', pane} : {kind: 'home'},
});

/** A group among all of them. */
export const groupShown = (view: View, id: string): View => ({
	...withCursor({...onPane(view, 'inspector'), tab: 'groups'}, 'groups', {at: id, top: 0}),
	groupKind: undefined,
	filters: {...view.filters, groups: ''},
});

/** The cursor of a table put on a row. */
export const withCursor = (view: View, table: Table, cursor: Cursor): View =>
	view.cursors[table].at === cursor.at && view.cursors[table].top === cursor.top
		? view
		: {...view, cursors: {...view.cursors, [table]: cursor}};
