// The view's slice: what the user did with the screen. It knows no data, so every event is cheap.
import type {Part} from '../collect/sample.ts';
import type {Place} from '../analyze/findings.ts';
import {childPath, parentPath, withinPath} from '../analyze/tree-rows.ts';
import {initialChart, reduceChart} from './chart.ts';
import type {Event} from './events.ts';
import {reduceFilter} from './filter.ts';
import {isInspecting, reduceInspecting} from './inspecting.ts';
import {isOfMode, reduceMode} from './mode.ts';
import {reduceNotice} from './notice.ts';
import {reducePrompt} from './prompt/mode.ts';
import {groupShown, onPane, unset, withCursor} from './placing.ts';
import type {Mode, Pane, View} from './state.ts';
import {sortedView} from './sorting.ts';

/** A screen nobody has touched yet: the root open, the cursor on it. */
export const initialView = (lockPaths: readonly string[]): View => ({
	mode: {kind: 'home'},
	focus: 'tree',
	tab: 'locks',
	open: new Set(['/']),
	parts: new Map(),
	sort: undefined,
	cursors: {
		tree: {at: '/', top: 0},
		metrics: unset,
		locks: unset,
		groups: unset,
		sessions: unset,
		watches: unset,
		findings: unset,
	},
	filters: {tree: '', metrics: '', locks: '', groups: '', sessions: '', watches: '', findings: ''},
	filterStep: 0,
	chart: initialChart,
	acknowledged: new Set(),
	showsAcknowledged: false,
	client: undefined,
	watchersOf: undefined,
	watchersAskedAt: undefined,
	locksAskedFor: [],
	locksBy: 'trouble',
	scan: undefined,
	groupKind: undefined,
	lockPaths,
	notice: undefined,
	size: {columns: 80, rows: 24},
});

/** The view after an event of the user; the same view when the event is not about it. */
export const reduceView = (view: View, event: Event): View =>
	isOfMode(event)
		? withMode(view, reduceMode(view.mode, event))
		: reduceScreen(withChart(view, reduceChart(view.chart, event)), event);

const reduceScreen = (view: View, event: Event): View => {
	switch (event.type) {
		case 'resized':
			return withSize(view, event);
		case 'focused':
			return focused(view, event.pane);
		case 'tab-chosen':
			return {...onPane(view, 'inspector'), tab: event.tab};
		case 'chart-opened':
			return chartOpened(view, event);
		case 'pane-chosen':
			return onPane(view, event.pane);
		case 'moved':
			return withCursor(view, event.table, {at: event.to, top: event.top});
		case 'expanded':
		case 'collapsed':
		case 'revealed':
		case 'sorted-by':
			return reduceTree(view, event);
		case 'client-opened':
			return withClient(view, event.address);
		case 'acknowledged':
		case 'acknowledged-shown':
		case 'went-to':
			return reduceFindings(view, event);
		case 'noticed':
		case 'notice-read':
		case 'travelled':
		case 'bookmarked':
			return reduceNotice(view, event);
		case 'filter-typed':
		case 'filter-advanced':
		case 'filter-kept':
		case 'filter-cleared':
		case 'filter-opened':
			return reduceFilter(view, event);
		case 'prompt-opened':
		case 'prompt-typed':
		case 'prompt-completed':
		case 'prompt-recalled':
			return withMode(view, reducePrompt(view.mode, event));
		default:
			return isInspecting(event) ? reduceInspecting(view, event) : view;
	}
};

const focused = (view: View, pane: Pane): View => ({
	...view,
	focus: pane,
	mode: view.mode.kind === 'zoomed' ? {kind: 'zoomed', pane} : view.mode,
});

type TreeEvent = Extract<Event, {type: 'expanded' | 'collapsed' | 'revealed' | 'sorted-by'}>;

const reduceTree = (view: View, event: TreeEvent): View => {
	switch (event.type) {
		case 'expanded':
			return withPart(withOpen(view, [event.path]), event.path, event.part);
		case 'collapsed':
			return collapsed(view, event.path);
		case 'revealed':
			return revealed(view, event.path);
		case 'sorted-by':
			return sortedView(view, event);
	}
};

type FindingEvent = Extract<Event, {type: 'acknowledged' | 'acknowledged-shown' | 'went-to'}>;

const reduceFindings = (view: View, event: FindingEvent): View => {
	switch (event.type) {
		case 'acknowledged':
			return {...view, acknowledged: toggled(view.acknowledged, event.finding)};
		case 'acknowledged-shown':
			return {...view, showsAcknowledged: !view.showsAcknowledged};
		case 'went-to':
			return wentTo(view, event.place);
	}
};

const toggled = (set: ReadonlySet<string>, one: string): ReadonlySet<string> =>
	set.has(one) ? new Set([...set].filter(other => other !== one)) : new Set([...set, one]);

/** Where the evidence of a finding is seen. */
const wentTo = (view: View, place: Place): View => {
	switch (place.kind) {
		case 'server':
			return place.metric === undefined
				? onPane(view, 'servers')
				: chartOpened(view, {type: 'chart-opened', metric: place.metric, server: undefined});
		case 'znode':
			return revealed(onPane(view, 'tree'), place.path);
		case 'lock':
			return withCursor({...onPane(view, 'inspector'), tab: 'locks'}, 'locks', {at: place.path, top: 0});
		case 'group':
			return groupShown(view, place.id);
		case 'sessions': {
			const filters = {...view.filters, sessions: place.filter};
			return {...onPane(view, 'inspector'), tab: 'sessions', filters};
		}

		case 'sources':
			return withMode(view, reduceMode(view.mode, {type: 'sources-opened'}));
	}
};

/** On the way back the cursor is on the client that is left. */
const withClient = (view: View, client: string | undefined): View => ({
	...withCursor(view, 'sessions', {at: client === undefined ? view.client : undefined, top: 0}),
	client,
});

const withSize = (view: View, {columns, rows}: View['size']): View =>
	view.size.columns === columns && view.size.rows === rows ? view : {...view, size: {columns, rows}};

const withChart = (view: View, chart: View['chart']): View =>
	chart === view.chart ? view : {...view, chart};

const chartOpened = (view: View, event: Extract<Event, {type: 'chart-opened'}>): View => ({
	...withCursor(view, 'metrics', {
		at: event.metric ?? view.cursors.metrics.at,
		top: view.cursors.metrics.top,
	}),
	mode: {kind: 'zoomed', pane: 'servers'},
	focus: 'servers',
	filters: {...view.filters, metrics: event.metric === undefined ? view.filters.metrics : ''},
});

const withMode = (view: View, mode: Mode): View => (mode === view.mode ? view : {...view, mode});

const withOpen = (view: View, paths: readonly string[]): View =>
	paths.every(path => view.open.has(path)) ? view : {...view, open: new Set([...view.open, ...paths])};

/** The question how many children shall be listed is answered. */
const withPart = (view: View, path: string, part: Part | undefined): View =>
	part === undefined
		? view
		: {
				...view,
				parts: new Map([...view.parts, [path, part]]),
				mode: view.mode.kind === 'giant' ? view.mode.back : view.mode,
			};

const withoutOpen = (view: View, isClosed: (path: string) => boolean): View => {
	const kept = [...view.open].filter(path => !isClosed(path));
	return kept.length === view.open.size
		? view
		: {
				...view,
				open: new Set(kept),
				parts: new Map([...view.parts].filter(([path]) => !isClosed(path))),
			};
};

/** A closed znode takes its open descendants along, and the cursor if it stood below. */
const collapsed = (view: View, path: string): View => {
	const {tree} = view.cursors;
	const inside = tree.at !== undefined && tree.at !== path && withinPath(tree.at, path);
	const closed = withoutOpen(view, open => withinPath(open, path));
	return inside ? withCursor(closed, 'tree', {...tree, at: path}) : closed;
};

/** The tree opened down to a path, the cursor on it. */
const revealed = (view: View, path: string): View => ({
	...withCursor(withOpen(view, ancestorsOf(path)), 'tree', {at: path, top: view.cursors.tree.top}),
	focus: 'tree',
});

const ancestorsOf = (path: string): readonly string[] => {
	const ancestors = ['/'];
	for (const name of path.split('/').slice(1, -1)) {
		ancestors.push(childPath(ancestors.at(-1) ?? '/', name));
	}

	return path === '/' ? [] : ancestors;
};

/** The view when some znodes have vanished: they are closed, and the tree's cursor goes to the parent that is left. */
export const viewAfterLoss = (view: View, exists: (path: string) => boolean): View => {
	let {at} = view.cursors.tree;
	while (at !== undefined && at !== '/' && !exists(at)) {
		at = parentPath(at);
	}

	return withoutOpen(withCursor(view, 'tree', {...view.cursors.tree, at}), path => !exists(path));
};
