// The servers: a row each with its figures of the last interval, and sparklines of the ensemble.
import {historyOf, sumOf, worstOf, type Combine, type SeriesName} from '../../store/history.ts';
import {failureOfServer, idsOf, isLeading, roleOf} from '../../store/selectors.ts';
import {shown, type Data, type ServerState, type State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatMs, formatShort, formatTime} from '../format.ts';
import {labelsOf, type Labels} from '../labels.ts';
import {cells, fit, lineWidth, span, widthOf, type Cell, type Line} from '../line.ts';
import {hotLine} from './hot.ts';
import {sparkline} from '../sparkline.ts';
import type {Style} from '../theme.ts';

type Column = {
	readonly title: string;
	readonly width: number;
	/** Shown from this inner width on. */
	readonly from: number;
	readonly text: (server: ServerState) => string;
};

const figure = (value: number | undefined, format: (value: number) => string): string =>
	value === undefined ? '·' : format(value);

const columns: readonly Column[] = [
	{title: 'ANS', width: 5, from: 0, text: ({answerMs}) => figure(answerMs, formatMs)},
	{title: 'READ', width: 5, from: 0, text: ({figures}) => figure(figures?.readMs, formatMs)},
	{title: 'WRITE', width: 5, from: 0, text: ({figures}) => figure(figures?.writeMs, formatMs)},
	{title: 'FSYNC', width: 5, from: 0, text: ({figures}) => figure(figures?.fsyncMs, formatMs)},
	{
		title: 'LAG',
		width: 4,
		from: 60,
		text: server => (isLeading(server) ? '–' : figure(server.lag, formatShort)),
	},
	{title: 'OUT', width: 4, from: 0, text: ({figures}) => figure(figures?.outstanding, formatShort)},
	{title: 'CONN', width: 5, from: 0, text: ({figures}) => figure(figures?.connections, formatShort)},
	{title: 'WATCH', width: 5, from: 84, text: ({figures}) => figure(figures?.watches, formatShort)},
	{title: 'REQ/s', width: 5, from: 0, text: ({figures}) => figure(figures?.requestsPerSecond, formatShort)},
];

const roleWidth = 10;

/** The table and, as far as there is room below it, the sparklines and what is hot. */
export const serversPane = (state: State, width: number, height: number): readonly Line[] => {
	const data = shown(state);
	const labels = labelsOf(state);
	const nameWidth = labelWidth(data, labels);
	const chosen = columns.filter(({from}) => width >= from);
	const title = headings(nameWidth, chosen);
	const room = Math.max(0, width - lineWidth(title) - 2);
	const table = [
		title,
		...data.servers.map(server => serverRow(server, data, labels, nameWidth, chosen, room, width)),
	];
	const left = height - table.length;
	const isHot = left > 1;
	const isParted = left > 2;
	const bars = sparkRows(data, labels, width, left - Number(isHot) - Number(isParted));
	return [...table, ...(isParted ? [[]] : []), ...bars, ...(isHot ? [hotLine(state, width)] : [])];
};

/** Whole names are cut where short labels cannot tell servers apart. */
const labelWidth = ({servers}: Data, labels: Labels): number =>
	Math.min(16, Math.max(3, ...servers.map(({name}) => widthOf(labels(name)))));

const headings = (nameWidth: number, chosen: readonly Column[]): Line =>
	cells([
		{text: '', width: nameWidth + 1},
		{text: 'ROLE', width: roleWidth + 2, style: 'muted'},
		...chosen.map(({title, width}): Cell => ({text: title, width, align: 'right', style: 'muted'})),
	]);

const serverRow = (
	server: ServerState,
	data: Data,
	labels: Labels,
	nameWidth: number,
	chosen: readonly Column[],
	room: number,
	width: number,
): Line => {
	const name: Cell = {
		text: `${server.found === undefined ? ' ' : '+'}${labels(server.name)}`,
		width: nameWidth + 1,
	};
	const [mark, style] = markOf(server);
	const role = server.many && failureOfServer(server) === undefined ? 'many' : roleOf(server);
	const condition: Cell = {
		text: `${mark} ${role === 'leader' ? 'LEADER' : role}`,
		width: roleWidth + 2,
		style,
	};
	const instead = server.many
		? [standsFor(server)]
		: failureOfServer(server) === undefined
			? undefined
			: whyAndWhat(server);
	if (instead !== undefined) {
		const start = [...cells([name, condition]), span(' ')];
		const left = width - lineWidth(start);
		const said = instead.map(escapeText).find(text => widthOf(text) <= left) ?? instead.at(-1) ?? '';
		return fit([...start, span(escapeText(said), 'muted')], width);
	}

	const spark =
		room < 4
			? ''
			: ` ${sparkline(historyOf([server], 'requestsPerSecond', data.clock.tick, Math.min(room - 1, 30), 'sum'))}`;
	return [
		...cells([
			name,
			condition,
			...chosen.map(({text, width}): Cell => ({text: text(server), width, align: 'right'})),
		]),
		span(spark, 'accent'),
	];
};

const markOf = ({srvr}: ServerState): readonly [string, Style | undefined] => {
	switch (srvr.kind) {
		case 'fresh':
			return ['✓', 'good'];
		case 'unasked':
			return ['·', 'muted'];
		case 'unsupported':
			return ['?', 'warn'];
		case 'failed':
		case 'stale':
			return srvr.failure.kind === 'not-serving' ? ['!', 'warn'] : ['✗', 'bad'];
	}
};

/** A name behind which several servers answer has no figures of its own. */
const standsFor = ({identity, twinOf}: ServerState): string => {
	const ids = idsOf(identity);
	const who = ids.length > 1 ? `servers ${ids.join(', ')}` : 'several servers';
	return `stands for ${who}${twinOf === undefined ? ', which cannot be told apart' : ': see their own rows'}`;
};

/** `no answer in 2 s, 36 times; 14:02:10: 203 conn 2.2k/s`; then as much of it as there may be room for: what explains goes first. */
const whyAndWhat = (server: ServerState): readonly string[] => {
	const {failures, lastFigures} = server;
	const times = failures === 1 ? 'once' : `${failures} times`;
	const message = failureOfServer(server)?.message ?? '';
	const [why = message] = message.split(': ');
	const last = lastFigures === undefined ? '' : `; ${lastSaid(lastFigures)}`;
	return [
		`${message}, ${times}${last}`,
		`${why}, ${times}${last}`,
		`${message}, ${times}`,
		`${why}, ${times}`,
	];
};

/** `14:02:10: 203 conn 2.2k/s` */
const lastSaid = ({at, figures}: NonNullable<ServerState['lastFigures']>): string => {
	const {connections, requestsPerSecond} = figures;
	const rate = requestsPerSecond === undefined ? '' : ` ${formatShort(requestsPerSecond)}/s`;
	return `${formatTime(at)}: ${figure(connections, formatShort)} conn${rate}`;
};

type Spark = {
	readonly title: string;
	readonly name: SeriesName;
	readonly combine: Combine;
	readonly format: (value: number) => string;
};

/** Most telling first: where there is little room, the first ones stay. */
const sparks: readonly Spark[] = [
	{title: 'requests/s', name: 'requestsPerSecond', combine: 'sum', format: formatShort},
	{title: 'write ms', name: 'writeMs', combine: 'worst', format: formatMs},
	{title: 'outstanding', name: 'outstanding', combine: 'worst', format: formatShort},
	{title: 'connections', name: 'connections', combine: 'sum', format: formatShort},
	{title: 'read ms', name: 'readMs', combine: 'worst', format: formatMs},
	{title: 'fsync ms', name: 'fsyncMs', combine: 'worst', format: formatMs},
	{title: 'znodes', name: 'znodes', combine: 'worst', format: formatShort},
	{title: 'watches', name: 'watches', combine: 'worst', format: formatShort},
	{title: 'data size', name: 'dataBytes', combine: 'worst', format: formatBytes},
	{title: 'answer ms', name: 'answerMs', combine: 'worst', format: formatMs},
];

const sparkTitleWidth = 13;
/** `999 KB`, before whose it is. */
const sparkValueWidth = 6;
const sparkGap = 2;

const sparkRows = (data: Data, labels: Labels, width: number, rows: number): readonly Line[] => {
	const across = Math.max(1, Math.floor(width / 34));
	const cell = Math.floor((width - sparkGap * (across - 1)) / across);
	// The same for all, or bars would start and end anew in each row.
	const told = sparkValueWidth + 1 + labelWidth(data, labels);
	const shownSparks = sparks.slice(0, Math.max(0, rows) * across);
	const down = Math.ceil(shownSparks.length / across);
	return Array.from({length: down}, (_, row) =>
		Array.from({length: across}, (_, column) => shownSparks[row + column * down])
			.filter(spark => spark !== undefined)
			.flatMap((spark, index) => [
				span(index === 0 ? '' : ' '.repeat(sparkGap)),
				...sparkCell(spark, data, labels, cell, told),
			]),
	);
};

/** `write ms   ▁▁▁▂▁█▇█ 405 zk2`: title, bars, the value of now, and whose it is. */
const sparkCell = (
	spark: Spark,
	{servers, clock}: Data,
	labels: Labels,
	width: number,
	told: number,
): Line => {
	const value = currentText(spark, servers, labels);
	const bars = Math.max(0, width - sparkTitleWidth - 1 - told);
	return fit(
		[
			span(` ${spark.title}`.padEnd(sparkTitleWidth)),
			span(sparkline(historyOf(servers, spark.name, clock.tick, bars, spark.combine)), 'accent'),
			span(' '),
			span(value),
		],
		width,
	);
};

/** The value of now with its server, or `sum`. */
const currentText = (
	{name, combine, format}: Spark,
	servers: readonly ServerState[],
	labels: Labels,
): string => {
	if (combine === 'sum') {
		const total = sumOf(servers, name);
		return total === undefined ? '·' : `${format(total)} sum`;
	}

	const worst = worstOf(servers, name);
	return worst === undefined ? '·' : `${format(worst.value)} ${labels(worst.server)}`;
};
