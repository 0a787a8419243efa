// The transactions tab: zktop's two-phase commits among the rows of the tree, who has voted what and who is missing.
import type {Participant, TransactionRow} from '../../analyze/transactions.ts';
import {cursorRow, leaderNow, transactionsOf} from '../../store/selectors.ts';
import {shown, type State} from '../../store/state.ts';
import {windowAround} from '../../store/window.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatWholeAge} from '../format.ts';
import {cells, shorten, shortenStart, span, wrap, type Line} from '../line.ts';
import type {Style} from '../theme.ts';

const stateStyle: Readonly<Record<TransactionRow['state'], Style | undefined>> = {
	reading: 'muted',
	voting: 'warn',
	ready: 'warn',
	committed: 'good',
	aborted: 'muted',
};

const nothingShown =
	'no transaction among the rows of the tree that are shown; → opens the znode above one, zktop transactions PATH lists those below a path';

export const transactionsTab = (state: State, width: number, height: number): readonly Line[] => {
	const rows = transactionsOf(state);
	if (rows.length === 0) {
		return wrap(nothingShown, width - 2).map(line => [span(` ${line}`)]);
	}

	const at = cursorRow(state, 'transactions');
	const tableHeight = Math.max(2, Math.min(rows.length + 1, Math.ceil(height / 2)));
	const {top, end} = windowAround(state.view.cursors.transactions.top, at, rows.length, tableHeight - 1);
	const pathWidth = Math.max(8, width - 41);
	const title = cells([
		{text: ' TRANSACTION', width: pathWidth + 1},
		{text: 'STATE', width: 9},
		{text: 'DOUBT', width: 6, align: 'right'},
		{text: 'MISSING', width: 20},
	]).map(part => ({...part, style: 'muted'}) as const);
	const selected = rows[at];
	return [
		title,
		...rows.slice(top, end).map((row, index) => rowLine(state, row, pathWidth, top + index === at)),
		...(selected === undefined ? [] : participantLines(state, selected, width, height - tableHeight)),
	];
};

const ageOf = (state: State, since: number | undefined): string =>
	since === undefined ? '' : formatWholeAge(Math.max(0, leaderNow(shown(state)) - since));

const rowLine = (state: State, row: TransactionRow, pathWidth: number, isCursor: boolean): Line => [
	span(isCursor ? '▌' : ' ', state.view.focus === 'inspector' ? 'accent' : 'muted'),
	...cells([
		{text: shortenStart(escapeText(row.path), pathWidth), width: pathWidth},
		{text: row.state, width: 9, style: stateStyle[row.state]},
		{text: ageOf(state, row.inDoubtSince), width: 6, align: 'right'},
		{text: shorten(escapeText(row.missing.join(' ')), 20), width: 20},
	]),
];

const participantLines = (
	state: State,
	{participants, path}: TransactionRow,
	width: number,
	height: number,
): readonly Line[] =>
	[
		rule(width, {left: [span(shortenStart(escapeText(path), width - 4), 'muted')]}),
		...participants.map((participant): Line => participantLine(state, participant, width)),
	].slice(0, Math.max(0, height));

const participantLine = (state: State, {name, vote, votedAt, done}: Participant, width: number): Line => {
	const nameWidth = Math.max(8, width - 34);
	return cells([
		{text: ` ${shorten(escapeText(name), nameWidth - 1)}`, width: nameWidth},
		{text: vote ?? 'no vote', width: 8, style: vote === undefined ? 'warn' : undefined},
		{text: votedAt === undefined ? '' : `${ageOf(state, votedAt)} ago`, width: 10},
		{text: done ? 'carried out' : '', width: 11},
	]);
};
