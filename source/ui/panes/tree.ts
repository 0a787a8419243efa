// The znode tree: one row a znode, only the rows of the window.
import type {LockQueue} from '../../analyze/locks/lock-queues.ts';
import type {Parent} from '../../analyze/traffic/parents.ts';
import type {FollowingArrival} from '../../collect/sample.ts';
import type {TreeRow, Znode} from '../../analyze/tree-rows.ts';
import {cursorPath, cursorRow, leaderNow, treeRowsOf} from '../../store/selectors.ts';
import type {Happened} from '../../store/recent.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {windowAround} from '../../store/window.ts';
import {escapeText} from '../escape.ts';
import {formatAge, formatBytes, formatCount, formatShort} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {unreadable} from './unreadable.ts';
import {cells, fit, shorten, shortenStart, span, widthOf, type Cell, type Line, type Span} from '../line.ts';

const childrenWidth = 9;
const sizeWidth = 6;
const ageWidth = 5;
const indent = 2;
/** From this width on the size and age columns are shown too. */
const fullFrom = 40;

/** The table's title row and its rows; the reason instead, when nothing can be read. */
export const treePane = (state: State, width: number, height: number): readonly Line[] => {
	const data = shown(state);
	const rows = treeRowsOf(state);
	if (data.session.client.kind !== 'connected' && data.znodes.size === 0) {
		return unreadable(data, width);
	}

	const at = cursorRow(state, 'tree');
	const titled = width >= fullFrom;
	const {top, end} = windowAround(state.view.cursors.tree.top, at, rows.count, height - (titled ? 1 : 0));
	const marks = marksOf(data.inspection.locks);
	const lines = Array.from({length: end - top}, (_, index) => {
		const row = rows.rowAt(top + index);
		return row === undefined
			? []
			: rowLine(row, data, marks, width, top + index === at, state.view.focus === 'tree');
	});
	return titled ? [titleLine(width), ...lines] : lines;
};

const columnsOf = (width: number, row: {children: string; size: string; age: string}): readonly Cell[] => [
	{text: row.children, width: childrenWidth, align: 'right'},
	...(width >= fullFrom
		? ([
				{text: row.size, width: sizeWidth, align: 'right'},
				{text: row.age, width: ageWidth, align: 'right'},
			] as const)
		: []),
];

const nameWidthOf = (width: number): number =>
	width - childrenWidth - 1 - (width >= fullFrom ? sizeWidth + ageWidth + 2 : 0) - 1;

const titleLine = (width: number): Line =>
	cells([
		{text: ' NAME', width: nameWidthOf(width), style: 'muted'},
		...columnsOf(width, {children: 'CHILDREN', size: 'SIZE', age: 'AGE'}).map(
			cell => ({...cell, style: 'muted'}) as const,
		),
	]);

type Marks = {readonly locks: ReadonlyMap<string, LockQueue>; readonly places: ReadonlyMap<string, string>};

let marked: {readonly of: readonly LockQueue[]; readonly marks: Marks} | undefined;

/** Inline names of locks, and each contender's place in its queue. */
const marksOf = (locks: readonly LockQueue[]): Marks => {
	if (marked?.of !== locks) {
		const places = locks.flatMap(({holders, waiters}) => [
			...holders.map(({node}) => [node, '●'] as const),
			...waiters.map(({node}, index) => [node, String(holders.length + index + 1)] as const),
		]);
		marked = {
			of: locks,
			marks: {locks: new Map(locks.map(lock => [lock.path, lock])), places: new Map(places)},
		};
	}

	return marked.marks;
};

const rowLine = (
	row: TreeRow,
	data: Data,
	marks: Marks,
	width: number,
	isCursor: boolean,
	focused: boolean,
): Line => {
	const cursor = isCursor ? span('▌', focused ? 'accent' : 'muted') : span(' ');
	const inset = ' '.repeat(Math.min(row.depth * indent, Math.max(0, nameWidthOf(width) - 12)));
	if (row.kind === 'note') {
		return fit([cursor, span(`${inset}  ${escapeText(row.text)}`, 'muted')], width);
	}

	if (row.kind === 'gone') {
		const name = shortName(escapeText(row.name), nameWidthOf(width) - widthOf(inset) - 4);
		return fit([cursor, span(`${inset}  ${name}`, 'muted'), span(' -', 'bad')], width);
	}

	const znode = data.znodes.get(row.path);
	const mark = markOf(data.recent.get(row.path));
	const sign = `${inset}${row.open ? '▾' : hasChildren(znode) ? '▸' : ' '} `;
	const place = marks.places.get(row.path);
	const nameRoom = nameWidthOf(width) - widthOf(sign) - widthOf(mark.text);
	const suffix =
		suffixOf(marks.locks.get(row.path), place, znode) + rateOf(data.traffic.parents.get(row.path));
	const name =
		place === undefined
			? shortName(escapeText(row.name), nameRoom - widthOf(suffix))
			: shortenStart(escapeText(row.name), Math.min(12, nameRoom - widthOf(suffix)));
	const text = `${sign}${name}`;
	const taken = widthOf(text) + widthOf(mark.text) + widthOf(suffix);
	const padding = ' '.repeat(Math.max(0, nameWidthOf(width) - taken));
	const line: Line = [
		cursor,
		span(text, isCursor && focused ? 'heading' : undefined),
		mark,
		span(suffix, 'notice'),
		span(padding),
		...cells([{text: '', width: 0}, ...columnsOf(width, figuresOf(znode, leaderNow(data)))]),
	];
	return fit(line, width);
};

/** For some seconds after it happened. */
const markOf = (happened: Happened | undefined): Span => {
	switch (happened?.what) {
		case 'new':
			return span(' +', 'good');
		case 'changed':
			return span(' ~', 'warn');
		case 'gone':
		case undefined:
			return span('');
	}
};

/** What tells sequential znodes apart stands at their end. */
const shortName = (name: string, room: number): string =>
	/\d{10}$/.test(name) ? shortenStart(name, room) : shorten(name, room);

/** A znode that is not read yet may have children. */
const hasChildren = (znode: Znode | undefined): boolean => (znode?.stat?.children ?? 1) > 0;

const suffixOf = (
	lock: LockQueue | undefined,
	place: string | undefined,
	znode: Znode | undefined,
): string => {
	const recipe =
		lock === undefined ? '' : ` ${shortRecipe(lock.recipe)} ×${lock.holders.length + lock.waiters.length}`;
	const position = place === undefined ? '' : ` ${place}`;
	return `${recipe}${position}${znode?.stat?.ephemeralOwner === undefined ? '' : ' e'}`;
};

/** How many children more, or less, in a second; slower changes are told by `zktop growth`. */
const rateOf = (parent: Parent | undefined): string => {
	const perSecond = Math.round(parent?.childrenPerSecond ?? 0);
	return perSecond === 0 ? '' : ` ${perSecond > 0 ? '+' : '−'}${formatShort(Math.abs(perSecond))}/s`;
};

/** The library is named in the inspector; here the kind is enough. */
const shortRecipe = (recipe: string): string => recipe.slice(recipe.indexOf(' ') + 1);

const figuresOf = (znode: Znode | undefined, now: number): {children: string; size: string; age: string} => {
	const stat = znode?.stat;
	return stat === undefined
		? {children: '·', size: '·', age: '·'}
		: {
				children: formatCount(stat.children),
				size: stat.dataBytes === 0 ? '–' : formatBytes(stat.dataBytes),
				// The root and /zookeeper are older than any clock: their ctime is 0.
				age: stat.ctime === 0 ? '–' : formatAge(Math.floor(Math.max(0, now - stat.ctime) / 1000) * 1000),
			};
};

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

/** What the border below the tree says: of a storm of events, else what marks mean. A filter looks at no more than what is loaded. */
export const treeRemark = (state: State): string => {
	const {following, znodes} = shown(state);
	const storm = following === undefined ? undefined : stormOf(following);
	return (
		storm ??
		(state.view.filters.tree === ''
			? `${formatCount(znodes.size)} loaded · e ephemeral`
			: `filter: names of open znodes, ${formatCount(znodes.size)} loaded`)
	);
};

/** Fewer events are shown as they come. */
const stormFrom = 100;

const stormOf = ({eventsPerSecond, readsPerSecond, left}: FollowingArrival): string | undefined => {
	const [first] = left;
	if (first !== undefined) {
		const others = left.length === 1 ? '' : ` and ${left.length - 1} more`;
		return `${escapeText(first)}${others}: too many events to be told of each; read ${formatCount(readsPerSecond)}/s`;
	}

	return eventsPerSecond < stormFrom
		? undefined
		: `events ${formatCount(eventsPerSecond)}/s, read ${formatCount(readsPerSecond)}/s: follows with a delay`;
};
