// The tab of elections and groups: elections, registries, semaphores, barriers, queues and two-phase commits, and the selected one below.
import {groupsOf, type GroupRow} from '../../../store/groups.ts';
import {singlesNotRead} from '../../../store/listed-groups.ts';
import {cursorRow} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {windowAround} from '../../../store/window.ts';
import {escapeText} from '../../escape.ts';
import {formatTime} from '../../format.ts';
import {labelsOf} from '../../labels.ts';
import {cells, fit, lineWidth, shortenStart, span, widthOf, wrap, type Cell, type Line} from '../../line.ts';
import {groupDetail} from './group-detail.ts';
import {scanLines} from '../scan.ts';
import {kindWords, textsOf} from './group-texts.ts';

/** From this width on a group takes one row, below it two. */
const tableFrom = 64;
/** From this width on the recipe has a column. */
const recipeFrom = 100;

export const groupsTab = (state: State, width: number, height: number): readonly Line[] => {
	const rows = groupsOf(state);
	const said = [...scanLines(state, width), ...notReadLines(state, rows, width)];
	return rows.length === 0
		? [...said, ...wrap(escapeText(nothing(state)), width - 2).map((line): Line => [span(` ${line}`)])]
		: [...said, ...tableOf(state, rows, width, height - said.length)];
};

/** Where barriers and counters are looked at: how many may be missing. */
const notReadLines = (state: State, rows: readonly GroupRow[], width: number): readonly Line[] => {
	const {groupKind, open} = state.view;
	const isMeant =
		groupKind === 'barrier' ||
		groupKind === 'counter' ||
		groupKind === 'lease' ||
		rows.some(row => row.kind === 'counter' || (row.kind === 'barrier' && row.members === undefined));
	const text = isMeant ? singlesNotRead(shown(state).znodes, open) : undefined;
	return text === undefined ? [] : wrap(text, width - 2).map((line): Line => [span(` ${line}`, 'notice')]);
};

const tableOf = (
	state: State,
	rows: ReturnType<typeof groupsOf>,
	width: number,
	height: number,
): readonly Line[] => {
	const perRow = width >= tableFrom ? 1 : 2;
	const at = cursorRow(state, 'groups');
	const tableHeight = Math.max(1 + perRow, Math.min(rows.length * perRow + 1, Math.ceil(height / 2)));
	const {top, end} = windowAround(
		state.view.cursors.groups.top,
		at,
		rows.length,
		Math.floor((tableHeight - 1) / perRow),
	);
	const selected = rows[at];
	const table = rows
		.slice(top, end)
		.flatMap((row, index) =>
			perRow === 1
				? [asRow(state, row, width, top + index === at)]
				: asPair(state, row, width, top + index === at),
		);
	return [
		titleLine(width),
		...table,
		...(selected === undefined ? [] : groupDetail(state, selected, width, height - table.length - 1)),
	];
};

/** Never "none" without saying whether we could look. */
const nothing = (state: State): string => {
	const {lockSource} = shown(state).inspection;
	const {groupKind, filters} = state.view;
	const what = groupKind === undefined ? 'election or group' : kindWords[groupKind];
	if (filters.groups !== '') {
		return `no ${what} matches /${filters.groups}`;
	}

	if (groupKind === 'transaction' || groupKind === 'queue') {
		return `no ${what === 'tx' ? 'transaction' : what} among the znodes that are open in the tree; → opens the znode above one`;
	}

	switch (lockSource.kind) {
		case 'none':
			return `nothing known yet: ${lockSource.why}`;
		case 'loaded':
			return shown(state).scan === undefined
				? `cannot look everywhere: ${lockSource.why}. No ${what} among the znodes that are open in the tree; f looks through all of it, its price first`
				: `no ${what} in what was scanned`;
		case 'dump':
			return `no ${what} at ${formatTime(lockSource.at)}: no ephemeral znode looks like one${
				groupKind === 'barrier' || groupKind === 'counter' || groupKind === 'lease'
					? ', nor any that is open in the tree'
					: ''
			}`;
	}
};

const columnsOf = (
	width: number,
): {readonly path: number; readonly recipe: number; readonly says: number} => {
	const recipe = width >= recipeFrom ? 18 : 0;
	// Cursor, KIND, SINCE, COUNT and the blanks between them.
	const room = width - 1 - 9 - 6 - 5 - 4 - (recipe === 0 ? 0 : recipe + 1);
	const path = Math.floor(room * 0.45);
	return {path, recipe, says: room - path};
};

const titleLine = (width: number): Line => {
	const {path, recipe, says} = columnsOf(width);
	const titles: readonly Cell[] =
		width >= tableFrom
			? [
					{text: 'GROUP', width: path},
					{text: 'KIND', width: 9},
					...(recipe === 0 ? [] : [{text: 'RECIPE', width: recipe}]),
					{text: 'WHO', width: says},
					{text: 'SINCE', width: 6, align: 'right'},
					{text: 'COUNT', width: 5, align: 'right'},
				]
			: [
					{text: 'GROUP', width: Math.max(8, width - 17)},
					{text: 'KIND', width: 9},
					{text: 'COUNT', width: 5, align: 'right'},
				];
	return [span(' '), ...cells(titles.map(cell => ({...cell, style: 'muted'})))];
};

const cursorOf = (state: State, isCursor: boolean): Line => [
	span(isCursor ? '▌' : ' ', state.view.focus === 'inspector' ? 'accent' : 'muted'),
];

const pathStyle = (state: State, isCursor: boolean) =>
	isCursor && state.view.focus === 'inspector' ? 'heading' : undefined;

const asRow = (state: State, row: GroupRow, width: number, isCursor: boolean): Line => {
	const {path, recipe, says: saysWidth} = columnsOf(width);
	const {says, since, count} = textsOf(state, row);
	const first: readonly Cell[] = [
		{text: shortenStart(escapeText(row.path), path), width: path, style: pathStyle(state, isCursor)},
		{text: kindWords[row.kind], width: 9},
		...(recipe === 0 ? [] : [{text: row.recipe, width: recipe, style: recipeStyle(row)}]),
	];
	return [
		...cursorOf(state, isCursor),
		...cells(first),
		span(' '),
		...fit(says, saysWidth),
		span(' '),
		...cells([
			{text: since, width: 6, align: 'right'},
			{text: count, width: 5, align: 'right'},
		]),
	];
};

const recipeStyle = (row: GroupRow) =>
	row.kind !== 'transaction' && row.confidence === 'guess' ? ('muted' as const) : undefined;

/** Two rows a group, for narrow boxes: the second one is what is to be said of it. */
const asPair = (state: State, row: GroupRow, width: number, isCursor: boolean): readonly Line[] => {
	const {says, since, count} = textsOf(state, row);
	const path = Math.max(8, width - 17);
	const age = since === '' ? '' : `  ${since}`;
	const room = width - 4 - widthOf(age);
	return [
		[
			...cursorOf(state, isCursor),
			...cells([
				{text: shortenStart(escapeText(row.path), path), width: path, style: pathStyle(state, isCursor)},
				{text: kindWords[row.kind], width: 9},
				{text: count, width: 5, align: 'right'},
			]),
		],
		[span('    '), ...(lineWidth(says) > room ? fit(says, room) : says), span(age, 'muted')],
	];
};

/** What the border below says: which kinds are shown, and where they come from. */
export const groupsRemark = (state: State): string => {
	const {lockSource} = shown(state).inspection;
	const {groupKind} = state.view;
	const kinds =
		groupKind === undefined ? '2: one kind alone' : `${kindWords[groupKind]} alone · 2: the next kind`;
	switch (lockSource.kind) {
		case 'dump':
			return `${kinds} · dump of ${labelsOf(state)(lockSource.server)} ${formatTime(lockSource.at)}`;
		case 'loaded':
			return shown(state).scan === undefined
				? `${kinds} · among the loaded znodes only: dump is shut · f scans the tree`
				: `${kinds} · by a scan: dump is shut`;
		case 'none':
			return kinds;
	}
};
