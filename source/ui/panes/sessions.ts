// The sessions tab: who is connected where, busiest first, and what the selected session owns.
import type {SessionRow} from '../../analyze/sessions.ts';
import {clientsOf, cursorRow, sessionsOf, showsClients} from '../../store/selectors.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {watchedBy} from '../../store/watching.ts';
import {windowAround} from '../../store/window.ts';
import {escapeText} from '../escape.ts';
import {formatAge, formatShort} from '../format.ts';
import {labelsOf, type Labels} from '../labels.ts';
import {clientsTable} from './clients.ts';
import {sessionDetail} from './session-detail.ts';
import {sessionsOverview} from './sessions-overview.ts';
import {cells, fit, span, wrap, type Cell, type Line} from '../line.ts';

type Column = {
	readonly title: string;
	readonly width: number;
	readonly from: number;
	readonly right: boolean;
	readonly text: (row: SessionRow, labels: Labels, data: Data) => string;
};

const columns: readonly Column[] = [
	{title: 'CLIENT', width: 21, from: 0, right: false, text: ({client}) => escapeText(client)},
	{
		title: 'SERVER',
		width: 7,
		from: 0,
		right: false,
		text: ({server, fresh}, labels) => `${labels(server)}${fresh ? '' : '?'}`,
	},
	{
		title: 'REQ/s',
		width: 5,
		from: 0,
		right: true,
		text: ({requestsPerSecond}) => (requestsPerSecond === undefined ? '·' : formatShort(requestsPerSecond)),
	},
	{
		title: 'LAST',
		width: 4,
		from: 0,
		right: false,
		text: ({lastOp}) => (lastOp === 'NA' ? '–' : escapeText(lastOp)),
	},
	{title: 'TIMEOUT', width: 7, from: 56, right: true, text: ({timeoutMs}) => formatAge(timeoutMs)},
	{title: 'QUEUED', width: 6, from: 64, right: true, text: ({queued}) => formatShort(queued)},
	{
		title: 'OWNS',
		width: 4,
		from: 56,
		right: true,
		text: ({ephemerals}) => (ephemerals === undefined ? '·' : formatShort(ephemerals)),
	},
	{
		title: 'WATCHES',
		width: 7,
		from: 94,
		right: true,
		text: (row, _, data) => {
			const watched = watchedBy(data, row);
			return watched === undefined ? '·' : formatShort(watched.length);
		},
	},
	{title: 'SESSION', width: 18, from: 84, right: false, text: ({session}) => session},
];

/** All clients, one of them, or what was looked for. */
export const sessionsTab = (state: State, width: number, height: number): readonly Line[] => {
	const below = [...sessionsOverview(state, width, height), ...blindLine(state, shown(state), width)];
	return showsClients(state) && clientsOf(state).length > 0
		? [...clientsTable(state, width, height - below.length), ...below]
		: sessionsTable(state, width, height);
};

const sessionsTable = (state: State, width: number, height: number): readonly Line[] => {
	const sessions = sessionsOf(state);
	const data = shown(state);
	if (sessions.length === 0) {
		return noSessions(state, data, width);
	}

	const blind = blindLine(state, data, width);
	const detailHeight = height >= 14 ? Math.min(12, Math.floor(height / 2)) : 0;
	const tableHeight = height - detailHeight - blind.length;
	const at = cursorRow(state, 'sessions');
	const {top, end} = windowAround(state.view.cursors.sessions.top, at, sessions.length, tableHeight - 1);
	const chosen = columns.filter(({from}) => width >= from);
	const focused = state.view.focus === 'inspector';
	const title = cells(
		chosen.map(({title, width, right}): Cell => ({
			text: title,
			width,
			align: right ? 'right' : 'left',
			style: 'muted',
		})),
	);
	const rows = sessions.slice(top, end).map((row, index): Line => {
		const isCursor = top + index === at;
		return [
			span(isCursor ? '▌' : ' ', focused ? 'accent' : 'muted'),
			...cells(
				chosen.map(({text, width, right}): Cell => ({
					text: text(row, labelsOf(state), data),
					width,
					align: right ? 'right' : 'left',
					style: row.fresh ? undefined : 'muted',
				})),
			),
		];
	});
	const selected = sessions[at];
	const table = [[span(' '), ...title], ...rows, ...blind];
	const filler = Array.from({length: Math.max(0, tableHeight + blind.length - table.length)}, (): Line => []);
	return [
		...table,
		...filler,
		...(selected === undefined || detailHeight === 0
			? []
			: sessionDetail(state, selected, width, detailHeight)),
	];
};

const noSessions = (state: State, data: Data, width: number): readonly Line[] => {
	const {sessions} = data.inspection;
	const text =
		sessions.length > 0
			? `none of ${sessions.length} matches /${state.view.filters.sessions}`
			: data.servers.some(({cons}) => cons.kind === 'fresh')
				? 'no session but our own'
				: 'nothing known yet: no server has answered cons';
	return [
		...wrap(escapeText(text), width - 2).map((line): Line => [span(` ${line}`)]),
		...blindLine(state, data, width),
	];
};

const blindLine = (state: State, {inspection}: Data, width: number): readonly Line[] =>
	inspection.blind.length === 0
		? []
		: [
				fit(
					[
						span(' ! ', 'warn'),
						span(
							escapeText(
								inspection.blind.map(({server, why}) => `${labelsOf(state)(server)}: ${why}`).join('; '),
							),
							'muted',
						),
					],
					width,
				),
			];
