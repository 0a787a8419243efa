// The znode tree: one row a znode, only the rows of the window.
import {cursorPath, cursorRow, treeRowsOf} from '../../store/selectors.ts';
import {groupsInTree} from '../../store/groups.ts';
import {shown, type State} from '../../store/state.ts';
import {windowAround} from '../../store/window.ts';
import {escapeText} from '../escape.ts';
import {labelsOf} from '../labels.ts';
import {cells, shortenStart, type Line} from '../line.ts';
import {columnsFor, titleCells, titledFrom, type Columns} from './tree-columns.ts';
import {rowPen} from './tree-row.ts';
import {unreadable} from './unreadable.ts';

/** The table's title row and its rows; the reason instead, when nothing can be read. */
export const treePane = (state: State, width: number, height: number): readonly Line[] => {
	const data = shown(state);
	const rows = treeRowsOf(state);
	if (data.session.client.kind !== 'connected' && data.znodes.size === 0) {
		return unreadable(data, width);
	}

	const at = cursorRow(state, 'tree');
	const {sort, focus, cursors} = state.view;
	const columns = columnsFor(width, sort, data.counted.size > 0);
	const titled = width >= titledFrom;
	const {top, end} = windowAround(cursors.tree.top, at, rows.count, height - (titled ? 1 : 0));
	const pen = rowPen(data, groupsInTree(state), columns, width);
	const lines = Array.from({length: end - top}, (_, index) => {
		const row = rows.rowAt(top + index);
		return row === undefined
			? []
			: pen(row, top + index !== at ? 'none' : focus === 'tree' ? 'focused' : 'left');
	});
	return titled ? [titleLine(columns, sort), ...lines] : lines;
};

const titleLine = (columns: Columns, sort: State['view']['sort']): Line =>
	cells([{text: ' NAME', width: columns.nameWidth, style: 'muted'}, ...titleCells(columns, sort)]);

/** `via zk1, lag 0`: whose view of the tree this is. */
export const treeSource = (state: State): string => {
	const {session, servers} = shown(state);
	if (session.client.kind !== 'connected') {
		return 'not connected';
	}

	const {name} = session.client.server;
	const lag = servers.find(server => server.name === name)?.lag;
	return `via ${labelsOf(state)(name)}${session.client.readOnly ? ' read-only' : ''}${lag === undefined ? '' : `, lag ${lag}`}`;
};

/** The path in the tree's title, and the filter if there is one. */
export const treeTitle = (state: State, width: number): string => {
	const {tree} = state.view.filters;
	const path = shortenStart(escapeText(cursorPath(state)), Math.max(20, width - 11));
	return `Tree ${path}${tree === '' ? '' : ` /${escapeText(tree)}`}`;
};
