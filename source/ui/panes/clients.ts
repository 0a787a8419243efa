// The sessions tab as it opens: who the clients are, one row an address, busiest first; enter opens its sessions.
import type {Client} from '../../analyze/traffic/clients.ts';
import {birthplace, clientsOf, cursorRow} from '../../store/selectors.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {comingAndGoing} from '../../store/traffic.ts';
import {windowAround} from '../../store/window.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {factLines, firstOf} from '../facts.ts';
import {counted, formatShort} from '../format.ts';
import {labelsOf, type Labels} from '../labels.ts';
import {cells, span, type Cell, type Line} from '../line.ts';

type Column = {
	readonly title: string;
	readonly width: number;
	/** Shown from this width of the pane on. */
	readonly from: number;
	readonly text: (client: Client, data: Data) => string;
};

const unknown = '·';
const rate = (value: number | undefined): string => (value === undefined ? unknown : formatShort(value));

const columns: readonly Column[] = [
	// Of a server that does not answer nobody knows whether they are still there.
	{
		title: 'CONN',
		width: 5,
		from: 0,
		text: ({sessions}) => `${formatShort(sessions.length)}${sessions.every(({fresh}) => fresh) ? '' : '?'}`,
	},
	{title: 'REQ/s', width: 5, from: 0, text: ({requestsPerSecond}) => rate(requestsPerSecond)},
	{
		title: 'SHARE',
		width: 5,
		from: 44,
		text: ({share}) => (share === undefined ? unknown : `${Math.round(share * 100)} %`),
	},
	{
		title: 'BORN/s',
		width: 6,
		from: 52,
		text: ({address}, data) => rate(comingAndGoing(data, address)?.bornPerSecond),
	},
	{
		title: 'GONE/s',
		width: 6,
		from: 60,
		text: ({address}, data) => rate(comingAndGoing(data, address)?.gonePerSecond),
	},
	{title: 'SILENT', width: 6, from: 68, text: ({sessions}) => formatShort(sessions.filter(isSilent).length)},
	{
		title: 'ROOM',
		width: 7,
		from: 36,
		text: ({headroom}) => (headroom === undefined ? '–' : formatShort(headroom.limit - headroom.taken)),
	},
];

const isSilent = ({fresh, activity}: Client['sessions'][number]): boolean => fresh && activity === 'silent';

export const clientsTable = (state: State, width: number, height: number): readonly Line[] => {
	const data = shown(state);
	const clients = clientsOf(state);
	const at = cursorRow(state, 'sessions');
	const selected = clients[at];
	const all = selected === undefined ? [] : detailOf(selected, data, labelsOf(state), width);
	const detail = height < leastDetail + besideDetail ? [] : firstOf(all, height - besideDetail, width);
	const detailHeight = detail.length;
	const {top, end} = windowAround(
		state.view.cursors.sessions.top,
		at,
		clients.length,
		height - detailHeight - 1,
	);
	const chosen = columns.filter(({from}) => width >= from);
	const addressWidth = width - 1 - chosen.reduce((sum, column) => sum + column.width + 1, 0);
	const focused = state.view.focus === 'inspector';
	const title: Line = [
		span(' '),
		...cells([
			{text: 'CLIENT', width: addressWidth, style: 'muted'},
			...chosen.map(({title, width}): Cell => ({text: title, width, align: 'right', style: 'muted'})),
		]),
	];
	const rows = clients.slice(top, end).map((client, index): Line => [
		span(top + index === at ? '▌' : ' ', focused ? 'accent' : 'muted'),
		...cells([
			{text: escapeText(client.address), width: addressWidth},
			...chosen.map((column): Cell => ({
				text: column.text(client, data),
				width: column.width,
				align: 'right',
				style: column.title === 'SILENT' && client.sessions.some(isSilent) ? 'warn' : undefined,
			})),
		]),
	]);
	const gap = Array.from({length: Math.max(0, height - detailHeight - rows.length - 1)}, (): Line => []);
	return [title, ...rows, ...gap, ...detail];
};

/** Its title and a fact; what stays for the table. */
const leastDetail = 3;
const besideDetail = 6;

/** Where the selected one is connected and was born, what it asks for, how near its limit is. */
const detailOf = (client: Client, data: Data, labels: Labels, width: number): readonly Line[] => {
	const {address, sessions, servers, operations, headroom} = client;
	const fact = (name: string, text: string): readonly Line[] =>
		factLines(name, escapeText(text), {width, labelWidth: 11});
	const silent = new Set(sessions.flatMap(({server, fresh}) => (fresh ? [] : [server])));
	const on = [...servers]
		.map(([server, count]) => `${labels(server)}${silent.has(server) ? '?' : ''} ×${count}`)
		.join(', ');
	const asks = operations
		.slice(0, 4)
		.map(({operation, share}) => `${operation} ${Math.round(share * 100)} %`);
	return [
		rule(width, {
			left: [span(`${escapeText(address)}: ${counted(sessions.length, 'session')}`, 'heading')],
			right: [span('enter opens them', 'muted')],
		}),
		...fact('connected', `to ${on}; ${birthText(client, data, labels)}`),
		...fact('asks', asks.length === 0 ? 'for nothing but pings' : `${asks.join(', ')} (sampled)`),
		...fact(
			'limit',
			headroom === undefined
				? 'none is told, or maxClientCnxns is 0'
				: `${headroom.taken} of ${headroom.limit} connections on ${labels(headroom.server)}`,
		),
	];
};

/** Sessions that were created on one server and are connected to another one moved: a failover, or a balancer. */
const birthText = ({sessions}: Client, data: Data, labels: Labels): string => {
	const births = new Map<string, number>();
	for (const {session, server} of sessions) {
		const born = birthplace(data, session);
		if (born !== server) {
			births.set(born, (births.get(born) ?? 0) + 1);
		}
	}

	const [most] = [...births].sort((a, b) => b[1] - a[1]);
	return most === undefined
		? 'all where they were born'
		: `${most[1]} of ${sessions.length} were born on ${labels(most[0])}`;
};
