// The hot line: who asks most, and where in the tree; what costs nothing to know.
import type {Client} from '../../analyze/traffic/clients.ts';
import type {Namespace} from '../../analyze/traffic/namespaces.ts';
import {worstOf} from '../../store/history.ts';
import {hottestIn} from '../../store/traffic.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatShort} from '../format.ts';
import {fit, lineWidth, shorten, span, type Line, type Span} from '../line.ts';

const titleWidth = 13;
const pathWidth = 24;
const gap = span('   ');
const tight = span('  ');

/** ` hot         10.0.0.9 ×61 4.8k/s 68 %   /jobs 71 writes/s   data 39 MB` */
export const hotLine = (state: State, width: number): Line => {
	const data = shown(state);
	const {client, written, read} = hottestIn(data);
	const bytes = worstOf(data.servers, 'dataBytes')?.value;
	const size = bytes === undefined ? [] : [span(`data ${formatBytes(bytes)}`)];
	const [who, least] =
		client === undefined
			? withoutClient(data)
			: [ofClient(client, howMuch(client, data)), ofClient(client, '')];
	const isQuiet = written === undefined && read === undefined;
	const [where, writes] = isQuiet
		? withoutNamespace(data)
		: [ofNamespaces(written, read), ofNamespaces(written ?? read, undefined)];
	// What says least goes first where there is no room for all.
	const lines = [
		joined([who, where, size]),
		joined([who, writes, size]),
		joined([who, writes, size], tight),
		joined([who, writes]),
		joined([who, writes], tight),
		joined([least, writes, size]),
		joined([least, writes], tight),
		joined([least]),
	];
	return fit(lines.find(line => lineWidth(line) <= width) ?? joined([least]), width);
};

const joined = (parts: readonly Line[], between = gap): Line => [
	span(' hot'.padEnd(titleWidth)),
	...parts
		.filter(part => part.length > 0)
		.flatMap((part, index) => (index === 0 ? part : [between, ...part])),
];

const ofClient = ({address, sessions, requestsPerSecond = 0}: Client, share: string): Line => {
	const times = sessions.length > 1 ? ` ×${formatShort(sessions.length)}` : '';
	return [span(escapeText(address), 'accent'), span(`${times} ${formatShort(requestsPerSecond)}/s${share}`)];
};

/** ` 68 %`; of how many servers, where not all tell. */
const howMuch = ({share}: Client, data: Data): string =>
	share === undefined ? howMany(data) : ` ${Math.round(share * 100)} %${howMany(data)}`;

/** Where some servers' connections are not known, whose share it is. */
const howMany = ({inspection, servers}: Data): string => {
	const all = servers.filter(({twinOf}) => twinOf === undefined).length;
	const blind = inspection.blind.length;
	return blind === 0 ? '' : ` of ${all - blind} of ${all} servers`;
};

/** Fully, and as short as can be. */
type Said = readonly [Line, Line];

const muted = (text: string, least = text): Said => [[span(text, 'muted')], [span(least, 'muted')]];

const withoutClient = ({servers, traffic: {clients}, inspection: {blind}}: Data): Said => {
	if (servers.some(({cons}) => cons.kind === 'fresh')) {
		return muted(
			clients.sessions === 0
				? 'no client'
				: clients.requestsPerSecond === undefined
					? 'clients …'
					: 'no client asks for anything',
		);
	}

	return blind.length === 0
		? muted('clients …')
		: muted('clients unknown: cons is not answered', 'clients unknown');
};

const withoutNamespace = ({traffic: {namespaces}, servers}: Data): Said => {
	const [first] = namespaces.unseen;
	return first !== undefined && namespaces.unseen.length === countedOf(servers)
		? muted(`paths: ${escapeText(first.why)}`, 'paths unknown')
		: muted('nothing read or written');
};

const countedOf = (servers: Data['servers']): number =>
	servers.filter(({twinOf, many}) => twinOf === undefined && !many).length;

/** Most written first; where most is read, too, if that is another one. */
const ofNamespaces = (written: Namespace | undefined, read: Namespace | undefined): readonly Span[] => [
	...(written === undefined
		? []
		: [
				pathSpan(written.path),
				span(
					` ${formatShort(written.writesPerSecond ?? 0)} writes/s${read === undefined || read.path === written.path ? '' : '  '}`,
				),
			]),
	...(read === undefined
		? []
		: [
				...(read.path === written?.path ? [] : [pathSpan(read.path)]),
				span(` ${formatShort(read.readsPerSecond ?? 0)} reads/s`),
			]),
];

const pathSpan = (path: string): Span => span(shorten(escapeText(path), pathWidth), 'accent');
