// The locks tab: a table of queues, and the queue of the selected one below it.
import type {LockQueue} from '../../analyze/locks/lock-queues.ts';
import {movesOf, viewContender, waitedOf} from '../../store/contenders.ts';
import {cursorRow, locksOf, ranksByWaiting} from '../../store/selectors.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {windowAround} from '../../store/window.ts';
import {escapeText} from '../escape.ts';
import {formatAge, formatShort, formatTime} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {cells, lineWidth, shorten, shortenStart, span, type Cell, type Line, type Span} from '../line.ts';
import {sentenceIn} from '../sentence.ts';
import {scanLines} from './scan.ts';
import {askedForLines, noLocks} from './no-locks.ts';
import {clientOf, heldText, queueOf} from './queue.ts';
import {verdictSpan} from './verdict.ts';

/** From this width on it is told how much time is waited for a lock. */
const waitedFrom = 100;
const waitedWidth = 6;
/** `zktop election`; where there is less room, whose recipe it is alone. */
const recipeWidth = 18;
const libraryWidths = {least: 6, most: 10} as const;
const libraryOf = ({recipe}: LockQueue): string => recipe.split(' ')[0] ?? recipe;
/** From this width on a lock takes one row with all columns, below it two rows, the second one its verdict. */
const tableFrom = 72;

export const locksTab = (state: State, width: number, height: number): readonly Line[] => {
	const locks = locksOf(state);
	const data = shown(state);
	const said = [...scanLines(state, width), ...askedForLines(state, width)];
	const left = height - said.length;
	if (locks.length === 0) {
		return [...said, ...(askedForLines(state, width).length > 0 ? [] : noLocks(state, width))];
	}

	const lines =
		width >= tableFrom ? asTable(state, locks, data, width, left) : asPairs(state, locks, data, width, left);
	return [...said, ...lines];
};

const asTable = (
	state: State,
	locks: readonly LockQueue[],
	data: Data,
	width: number,
	height: number,
): readonly Line[] => {
	const tableHeight = Math.max(2, Math.min(locks.length + 1, Math.ceil(height / 2)));
	const at = cursorRow(state, 'locks');
	const {top, end} = windowAround(state.view.cursors.locks.top, at, locks.length, tableHeight - 1);
	const widths = widthsIn(width, locks);
	const focused = state.view.focus === 'inspector';
	const rows = locks
		.slice(top, end)
		.map((lock, index) => lockRow(lock, data, widths, top + index === at, focused));
	const selected = locks[at];
	return [
		titleOf(widths),
		...rows,
		...(selected === undefined ? [] : queueOf(state, selected, width, height - tableHeight)),
	];
};

type Widths = {
	readonly path: number;
	readonly recipe: number;
	readonly holder: number;
	/** 0: it is not told. */
	readonly waited: number;
};

/** Wider boxes first show more of the holder: a long address, and how many others hold. */
const widthsIn = (width: number, locks: readonly LockQueue[]): Widths => {
	const holder = 15 + Math.min(10, width - tableFrom);
	const waited = width >= waitedFrom ? waitedWidth : 0;
	const {least, most} = libraryWidths;
	const library = Math.min(most, Math.max(least, ...locks.map(lock => libraryOf(lock).length)));
	const recipe = width >= waitedFrom ? recipeWidth : library;
	return {path: width - holder - recipe - 34 - (waited === 0 ? 0 : waited + 1), recipe, holder, waited};
};

const titleOf = ({path, recipe, holder, waited}: Widths): Line =>
	cells([
		{text: ' LOCK', width: path},
		{text: 'RECIPE', width: recipe},
		{text: 'HOLDER', width: holder},
		{text: 'HOLDER IS', width: 13},
		{text: 'HELD', width: 6, align: 'right'},
		{text: 'WAIT', width: 4, align: 'right'},
		{text: 'MOVES', width: 5, align: 'right'},
		...(waited === 0 ? [] : [{text: 'WAITED', width: waited, align: 'right' as const}]),
	]).map(part => ({...part, style: 'muted'}) as const);

const lockRow = (lock: LockQueue, data: Data, widths: Widths, isCursor: boolean, focused: boolean): Line => {
	const verdict = verdictOf(lock, data);
	const row: readonly Cell[] = [
		{
			text: shortenStart(escapeText(lock.path), widths.path - 1),
			width: widths.path - 1,
			style: isCursor && focused ? 'heading' : undefined,
		},
		{
			text: widths.recipe < recipeWidth ? libraryOf(lock) : lock.recipe,
			width: widths.recipe,
			style: lock.confidence === 'guess' ? 'muted' : undefined,
		},
		{text: holderText(verdict, widths.holder), width: widths.holder},
		{...verdict.is, width: 13},
		{text: verdict.held, width: 6, align: 'right'},
		{text: formatShort(lock.waiters.length), width: 4, align: 'right'},
		{text: movesText(data, lock), width: 5, align: 'right'},
		...(widths.waited === 0
			? []
			: [{text: waitedText(data, lock), width: widths.waited, align: 'right' as const}]),
	];
	return [span(isCursor ? '▌' : ' ', focused ? 'accent' : 'muted'), ...cells(row)];
};

type Verdict = {
	readonly client: string;
	/** ` +1` where more than one holds. */
	readonly others: string;
	/** HOLDER IS. */
	readonly is: Span;
	readonly held: string;
};

const verdictOf = (lock: LockQueue, data: Data, whole = false): Verdict => {
	const report = data.inspection.reports.get(lock.path);
	const holder = report?.holder ?? lock.holders[0];
	const is = report === undefined ? span('') : verdictSpan(report, data.clock.at, whole);
	if (holder === undefined) {
		return {client: 'nobody', others: '', is, held: ''};
	}

	const view = viewContender(data, holder);
	const others = lock.holders.length > 1 ? ` +${lock.holders.length - 1}` : '';
	return {client: clientOf(view), others, is, held: heldText(view)};
};

/** Time that all in line wait in a minute; `·` until it is known. */
const waitedText = (data: Data, lock: LockQueue): string => {
	const waited = waitedOf(data, lock);
	return waited === undefined ? '·' : formatAge(Math.round(waited));
};

/** Hand-overs a minute; `·` until they are known. */
const movesText = (data: Data, lock: LockQueue): string => {
	const moves = movesOf(data, lock);
	return moves === undefined ? '·' : formatShort(moves);
};

/** How many hold is told whole, however long the address is. */
const holderText = ({client, others}: Verdict, width: number): string =>
	`${shorten(client, width - others.length)}${others}`;

/** Two rows a lock, for narrow boxes. */
const asPairs = (
	state: State,
	locks: readonly LockQueue[],
	data: Data,
	width: number,
	height: number,
): readonly Line[] => {
	const at = cursorRow(state, 'locks');
	const {top, end} = windowAround(
		state.view.cursors.locks.top,
		at,
		locks.length,
		Math.floor((height - 1) / 2),
	);
	const focused = state.view.focus === 'inspector';
	const pathWidth = Math.max(8, width - 31);
	const title = cells([
		{text: ' LOCK', width: pathWidth + 1},
		{text: 'HOLDER', width: 16},
		{text: 'HELD', width: 6, align: 'right'},
		{text: 'WAIT', width: 4, align: 'right'},
	]).map(part => ({...part, style: 'muted'}) as const);
	const rows = locks
		.slice(top, end)
		.flatMap((lock, index) => pairOf(lock, data, {width, pathWidth}, top + index === at, focused));
	// What two rows a lock leave free tells who is next in the selected one.
	const left = height - 1 - rows.length;
	const selected = locks[at];
	return [
		title,
		...rows,
		...(selected === undefined || left < 3 ? [] : queueOf(state, selected, width, left)),
	];
};

/** A lock with its holder, and below it the verdict. */
const pairOf = (
	lock: LockQueue,
	data: Data,
	{width, pathWidth}: {readonly width: number; readonly pathWidth: number},
	isCursor: boolean,
	focused: boolean,
): readonly Line[] => {
	const verdict = verdictOf(lock, data, true);
	const moves = span(`, ${movesText(data, lock)} hand-overs a minute`, 'muted');
	const start = span('    ');
	const forms = [
		[start, verdict.is, moves],
		[start, {...verdict.is, text: sentenceIn(verdict.is.text, width - 4)}],
	] as const;
	return [
		[
			span(isCursor ? '▌' : ' ', focused ? 'accent' : 'muted'),
			...cells([
				{text: shortenStart(escapeText(lock.path), pathWidth), width: pathWidth},
				{text: holderText(verdict, 16), width: 16},
				{text: verdict.held, width: 6, align: 'right'},
				{text: formatShort(lock.waiters.length), width: 4, align: 'right'},
			]),
		],
		forms.find(form => lineWidth(form) <= width) ?? forms[1],
	];
};

/** Where the list comes from, for the border below it. */
export const locksSource = (state: State): string => {
	const {lockSource} = shown(state).inspection;
	switch (lockSource.kind) {
		case 'dump':
			return `${ranksByWaiting(state) ? 'by time waited · ' : ''}moves = hand-overs a minute · dump of ${labelsOf(state)(lockSource.server)} ${formatTime(lockSource.at)}`;
		case 'loaded':
			return shown(state).scan === undefined
				? 'cannot look everywhere: dump is off · f scans the tree · :lock /path opens one'
				: 'dump is off: by a scan of the tree · :lock /path opens one';
		case 'none':
			return '';
	}
};
