// What keys do: each action makes an event of where the user stands, or says why it does nothing there.
import {
	cursorPath,
	cursorRow,
	findingsOf,
	isGiant,
	occurrenceOf,
	troublesOf,
	parentPath,
	rowsOf,
	treeRowsOf,
} from '../../store/selectors.ts';
import type {Part} from '../../collect/sample.ts';
import type {Event} from '../../store/events.ts';
import {countsOf, rowKinds} from '../../store/groups.ts';
import {shown, showsMetrics, type Pane, type State, type Tab, type Table} from '../../store/state.ts';
import {windowAround, windowFrom} from '../../store/window.ts';
import {boxOf, type Layout} from '../layout.ts';
import {tabs} from '../panes/inspector.ts';
import {partsOf} from '../panes/metrics/columns.ts';
import {goToMark, mark} from '../prompt/places.ts';
import {refuse, type Refusal} from '../prompt/commands.ts';
import type {Surroundings} from '../prompt/editing.ts';

export type Context = Surroundings & {
	readonly layout: Layout;
	/** Lines of the card or the help that is open. */
	readonly lines: number;
};

export const tableOf = ({view}: State): Table | undefined => {
	switch (view.focus) {
		case 'tree':
			return 'tree';
		case 'inspector':
			return view.tab;
		case 'servers':
			return showsMetrics(view) ? 'metrics' : undefined;
		case 'trouble':
			return undefined;
	}
};

const heightOf = ({state, layout}: Context): number => {
	const height = boxOf(layout, state.view.focus)?.height ?? 2;
	return Math.max(1, tableOf(state) === 'metrics' ? partsOf(state, height).list : height - 1);
};

/** Which row is meant, from the one that the cursor is on, the last one, and the rows of a page. */
export type Target = (at: number, last: number, height: number) => number;

/** Moves the cursor of the focused table to the row that `target` names. */
export const moveTo =
	(target: Target) =>
	(context: Context): Event | Refusal => {
		const {state} = context;
		const table = tableOf(state);
		if (table === undefined) {
			return refuse('no rows to move in here; tab goes to the next pane');
		}

		const rows = rowsOf(state, table);
		const height = heightOf(context);
		const at = cursorRow(state, table);
		const wanted = Math.max(0, Math.min(rows.count - 1, target(at, rows.count - 1, height)));
		// A note below an open znode and what is gone have no cursor: the step goes on to the next row.
		const to = rows.idAt(wanted);
		if (to === undefined) {
			return refuse('nothing to move to');
		}

		const row =
			table === 'tree' && treeRowsOf(state).rowAt(wanted)?.kind !== 'znode'
				? nextZnode(state, at, wanted)
				: wanted;
		const {top} = windowAround(state.view.cursors[table].top, row, rows.count, height);
		return {type: 'moved', table, to: rows.idAt(row) ?? to, top};
	};

const nextZnode = (state: State, at: number, from: number): number => {
	const rows = treeRowsOf(state);
	const step = from < at ? -1 : 1;
	const find = (row: number, by: number): number | undefined => {
		const kind = rows.rowAt(row)?.kind;
		return kind === undefined ? undefined : kind === 'znode' ? row : find(row + by, by);
	};

	return find(from, step) ?? find(from, -step) ?? at;
};

/** Scrolls what has no cursor: cards, the help and the sources. */
export const scrollTo =
	(target: Target) =>
	({state, layout, lines}: Context): Event | Refusal => {
		const {mode} = state.view;
		if (!('top' in mode)) {
			return refuse('nothing to scroll');
		}

		const height =
			layout.kind === 'card'
				? layout.card.height
				: 'box' in layout && layout.kind !== 'single'
					? layout.box.height
					: 1;
		return {type: 'scrolled', top: windowFrom(target(mode.top, lines, height), lines, height).top};
	};

export const fold = ({state}: Context): Event | Refusal => {
	const path = cursorPath(state);
	if (state.view.focus !== 'tree') {
		return refuse('only the tree folds');
	}

	if (state.view.open.has(path)) {
		return {type: 'collapsed', path};
	}

	return path === '/'
		? refuse('this is the root')
		: {type: 'moved', table: 'tree', to: parentPath(path), top: state.view.cursors.tree.top};
};

export const unfold = (context: Context): Event | Refusal => {
	const {state} = context;
	const path = cursorPath(state);
	if (state.view.focus === 'inspector' && state.view.tab === 'findings') {
		return {type: 'finding-opened', finding: rowsOf(state, 'findings').idAt(cursorRow(state, 'findings'))};
	}

	if (state.view.focus !== 'tree') {
		return refuse('only the tree unfolds, and in the findings one is read whole');
	}

	const isUnasked = !state.view.parts.has(path) && shown(state).znodes.get(path)?.names === undefined;
	if (state.view.open.has(path) && !(isUnasked && isGiantAt(state, path))) {
		// Never on to a sibling: typed fast, the key goes where it would have gone typed slowly, or nowhere.
		const below = treeRowsOf(state).rowAt(cursorRow(state, 'tree') + 1);
		return below?.kind === 'znode' && parentPath(below.path) === path
			? moveTo(at => at + 1)(context)
			: refuse('its children are not here (yet)');
	}

	if (shown(state).znodes.get(path)?.stat?.children === 0) {
		return refuse('this znode has no children');
	}

	return isGiantAt(state, path) ? {type: 'giant-met', path} : {type: 'expanded', path};
};

const isGiantAt = (state: State, path: string): boolean => {
	const stat = shown(state).znodes.get(path)?.stat;
	return stat !== undefined && isGiant(stat);
};

/** Answers how many children of a giant shall be listed. */
export const list =
	(part: Part) =>
	({state: {view}}: Context): Event =>
		view.mode.kind === 'giant' ? {type: 'expanded', path: view.mode.path, part} : {type: 'closed'};

/** The finding under the cursor, where findings are shown. */
export const acknowledge = ({state}: Context): Event | Refusal => {
	const {focus, tab} = state.view;
	const finding =
		focus === 'trouble'
			? troublesOf(state)[0]
			: focus === 'inspector' && tab === 'findings'
				? findingsOf(state)[cursorRow(state, 'findings')]
				: undefined;
	return finding === undefined
		? refuse('no finding to acknowledge here; 5 shows them')
		: {type: 'acknowledged', finding: occurrenceOf(finding)};
};

/** In the line of trouble they are counted only. */
export const showAcknowledged = ({state: {view}}: Context): Event | Refusal =>
	view.focus === 'inspector' && view.tab === 'findings'
		? {type: 'acknowledged-shown'}
		: refuse('acknowledged findings are among the findings; 5 goes there');

const panes: readonly Pane[] = ['tree', 'servers', 'inspector', 'trouble'];

export const focusBy =
	(step: number) =>
	({state}: Context): Event => {
		const at = panes.indexOf(state.view.focus);
		return {type: 'focused', pane: panes[(at + step + panes.length) % panes.length] ?? 'tree'};
	};

export const tabBy =
	(step: number) =>
	({state}: Context): Event => ({
		type: 'tab-chosen',
		tab: tabs[(tabs.indexOf(state.view.tab) + step + tabs.length) % tabs.length] ?? 'locks',
	});

/** Goes to the groups; where they are shown, on to one kind alone, the next kind, and all again. */
export const groups = ({state}: Context): Event => {
	const {tab, focus, groupKind} = state.view;
	if (tab !== 'groups' || focus !== 'inspector') {
		return {type: 'tab-chosen', tab: 'groups'};
	}

	const counts = countsOf(state);
	const kinds = rowKinds.filter(kind => counts.has(kind) || kind === groupKind);
	return {type: 'groups-narrowed', kind: kinds[groupKind === undefined ? 0 : kinds.indexOf(groupKind) + 1]};
};

export const tab = (name: Tab) => (): Event => ({type: 'tab-chosen', tab: name});

export const want = (effect: Extract<Event, {type: 'wanted'}>['effect']) => (): Event => ({
	type: 'wanted',
	effect,
});

/** m and ': which letter, is asked. */
export const askLetter =
	(does: 'mark' | 'go') =>
	({state}: Context): Event | Refusal =>
		does === 'mark' && state.view.focus !== 'tree'
			? refuse('znodes are marked in the tree; tab goes there')
			: {type: 'letter-asked', does};

export const giveLetter = (does: 'mark' | 'go', letter: string, state: State): Event | Refusal =>
	does === 'mark' ? mark(state, letter) : goToMark(state, letter);

export const close = (): Event => ({type: 'closed'});
