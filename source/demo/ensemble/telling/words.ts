// The four-letter words, as ZooKeeper 3.8 answers them. (S/server/command/*.java; zookeeper.md A)
import {formatId} from '../../../zookeeper/ids.ts';
import type {Connection} from '../connection.ts';
import {meanOf} from '../metrics.ts';
import {endAfter} from '../sessions.ts';
import {configPath} from '../tree.ts';
import {monitorRows} from './monitor.ts';
import {
	addressOf,
	configuration,
	connectionFacts,
	notServing,
	outstandingOf,
	proposalSizes,
	trafficFacts,
	version,
	type View,
} from './view.ts';

type Word = (view: View, asking: Connection) => string;

/** The answer; nothing for what is no word. */
export const answerWord = (name: string, view: View, asking: Connection): string => {
	const isAnswered = view.server.serving || untroubled.includes(name);
	return isAnswered ? (words[name]?.(view, asking) ?? '') : `${notServing}\n`;
};

/** Those that a server answers that serves nobody. */
const untroubled: readonly string[] = ['ruok', 'isro'];

const lines = (texts: Iterable<string>): string => [...texts].map(text => `${text}\n`).join('');
const indented = (texts: Iterable<string>): readonly string[] => [...texts].map(text => `\t${text}`);

const words: Readonly<Record<string, Word>> = {
	ruok: () => 'imok',
	isro: ({server}) => (server.serving ? 'rw' : 'null'),
	srvr: view => lines(serverLines(view)),
	mntr: view => lines(monitorRows(view).map(([key, value]) => `zk_${key}\t${value}`)),
	cons: ({server}, asking) =>
		lines([...[...server.connections].map(connection => connectionLine(connection, asking)), '']),
	conf: view => confLines(view).join('\n'),
	dump: view => lines(dumpLines(view)),
	wchs: ({server: {data}}) =>
		lines([
			`${data.byWatcher.size} connections watching ${data.byPath.size} paths`,
			`Total watches:${data.size}`,
		]),
	wchc: ({server: {data}}) =>
		lines([
			...[...data.byWatcher].flatMap(([{sessionId}, paths]) => [formatId(sessionId), ...indented(paths)]),
			'',
		]),
	wchp: ({server: {data}}) => {
		const idsOf = (watchers: Iterable<{readonly sessionId: bigint}>): readonly string[] =>
			[...watchers].map(({sessionId}) => `\t${formatId(sessionId)}`);
		return lines([...[...data.byPath].flatMap(([path, watchers]) => [path, ...idsOf(watchers.keys())]), '']);
	},
};

const serverLines = ({server}: View): readonly string[] => {
	const {metrics, connections, tree, zxid, role} = server;
	const [latency, sizes] = [metrics.summary('latency'), Object.values(proposalSizes(server))];
	return [
		`Zookeeper version: ${version}`,
		`Latency min/avg/max: ${latency.min}/${meanOf(latency)}/${latency.max}`,
		`Received: ${metrics.counter('packets_received')}`,
		`Sent: ${metrics.counter('packets_sent')}`,
		`Connections: ${connections.size}`,
		`Outstanding: ${outstandingOf(server)}`,
		`Zxid: 0x${zxid.toString(16)}`,
		`Mode: ${role}`,
		`Node count: ${tree.nodes.size + 1}`,
		...(role === 'leader' ? [`Proposal sizes last/min/max: ${sizes.join('/')}`] : []),
	];
};

const connectionLine = (connection: Connection, asking: Connection): string => {
	const facts = connection.session === undefined ? trafficFacts(connection) : connectionFacts(connection);
	const told = facts.map(
		([word, , value]) => `${word}=${typeof value === 'bigint' ? formatId(value) : value}`,
	);
	return ` /${addressOf(connection)}[${connection === asking ? 0 : 1}](${told.join(',')})`;
};

const confLines = (view: View): readonly string[] => {
	const {server, servers} = view;
	const own = configuration(view).map(([key, value]) => `${key}=${value}`);
	return servers.length === 1
		? [...own, '']
		: [
				...own,
				...['initLimit=10', 'syncLimit=5', 'electionAlg=3'],
				...[`electionPort=${server.port + 2000}`, `quorumPort=${server.port + 1000}`, 'peerType=0'],
				'membership: ',
				server.tree.get(configPath)?.data?.toString() ?? '',
			];
};

const dumpLines = (view: View): readonly string[] => {
	const {server, sessions, tickMs} = view;
	const {ephemerals} = server.tree;
	const endOf = ({session}: Connection): number => endAfter(session?.timeoutMs ?? 10 * tickMs, tickMs);
	const ends = Map.groupBy(server.connections, endOf);
	return [
		'SessionTracker dump:',
		...(server.role === 'follower'
			? [
					`Global Sessions(${sessions.all.length}):`,
					...sessions.all.map(({id, timeoutMs}) => `${formatId(id)}\t${timeoutMs}ms`),
				]
			: trackerLines(view)),
		'ephemeral nodes dump:',
		`Sessions with Ephemerals (${ephemerals.size}):`,
		...[...ephemerals].flatMap(([id, paths]) => [`${formatId(id)}:`, ...indented(paths)]),
		'Connections dump:',
		`Connections Sets (${ends.size})/(${server.connections.size}):`,
		...bucketLines(ends, it => `\tip: /${addressOf(it)} sessionId: ${formatId(it.sessionId)}`),
	];
};

/** In the order of their ends; ends at the same tick stand together. */
const trackerLines = ({sessions, servers}: View): readonly string[] => {
	const ends = Map.groupBy(sessions.all, ({expiresAt}) => expiresAt);
	const title = servers.length === 1 ? 'Session Sets' : 'Global Session Sets';
	return [
		`${title} (${ends.size})/(${sessions.all.length}):`,
		...bucketLines(ends, ({id}) => `\t${formatId(id)}`),
	];
};

const bucketLines = <T>(
	buckets: ReadonlyMap<number, readonly T[]>,
	lineOf: (item: T) => string,
): readonly string[] =>
	[...buckets]
		.toSorted(([a], [b]) => a - b)
		.flatMap(([end, items]) => [
			`${items.length} expire at ${javaDate(Date.now() + end - performance.now())}:`,
			...items.map(lineOf),
		]);

/** As java.util.Date prints it, in UTC: `Sun Nov 22 18:58:32 UTC 2026`. */
const javaDate = (ms: number): string =>
	new Date(ms).toUTCString().replace(/^(...), (..) (...) (....) (.*) GMT$/, '$1 $3 $2 $5 UTC $4');
