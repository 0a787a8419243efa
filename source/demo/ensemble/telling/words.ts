// The four-letter words, as ZooKeeper 3.8 answers them. (S/server/command/*.java; zookeeper.md A)
import {formatId} from '../../../zookeeper/ids.ts';
import type {Connection} from '../connection.ts';
import {endAfter} from '../sessions.ts';
import {configPath} from '../tree.ts';
import type {Watcher} from '../watch-table.ts';
import {
	addressOf,
	configuration,
	connectionFacts,
	notServing,
	serverFacts,
	type Facts,
	type View,
} from './facts.ts';

type Word = (view: View, asking: Connection) => string;

/** The answer; nothing for what is no word. */
export const answerWord = (name: string, view: View, asking: Connection): string => {
	const isAnswered = view.server.serving || ['ruok', 'isro'].includes(name);
	return isAnswered ? (words[name]?.(view, asking) ?? '') : `${notServing}\n`;
};

const lines = (texts: readonly string[]): string => texts.map(text => `${text}\n`).join('');
const named = (facts: Facts, names: readonly string[]): string =>
	names.flatMap(name => facts.get(name) ?? []).join('/');

/** Behind what a line of srvr says: facts of the server. */
const serverLines: readonly (readonly [title: string, ...names: readonly string[]])[] = [
	['Zookeeper version', 'version'],
	['Latency min/avg/max', 'min_latency', 'avg_latency', 'max_latency'],
	['Received', 'packets_received'],
	['Sent', 'packets_sent'],
	['Connections', 'num_alive_connections'],
	['Outstanding', 'outstanding_requests'],
	['Zxid', 'zxid'],
	['Mode', 'server_state'],
	['Node count', 'znode_count'],
	['Proposal sizes last/min/max', 'last_proposal_size', 'min_proposal_size', 'max_proposal_size'],
];

const words: Readonly<Record<string, Word>> = {
	ruok: () => 'imok',
	isro: ({server}) => (server.serving ? 'rw' : 'null'),
	srvr: view => {
		const facts = new Map([...serverFacts(view), ['zxid', `0x${view.server.zxid.toString(16)}`]]);
		const told = serverLines.filter(([, ...names]) => names.every(name => facts.has(name)));
		return lines(told.map(([title, ...names]) => `${title}: ${named(facts, names)}`));
	},
	mntr: view => lines([...serverFacts(view)].map(([key, value]) => `zk_${key}\t${value}`)),
	cons: ({server}, asking) =>
		lines([...[...server.connections].map(connection => connectionLine(connection, asking)), '']),
	conf: view =>
		[...configuration(view).map(([key, value]) => `${key}=${value}`), ...memberLines(view)].join('\n'),
	dump: view => lines(dumpLines(view)),
	wchs: ({server: {data}}) =>
		lines([
			`${data.byWatcher.size} connections watching ${data.byPath.size} paths`,
			`Total watches:${data.size}`,
		]),
	wchp: ({server: {data}}) => {
		const ids = (watchers: Iterable<Watcher>) =>
			[...watchers].map(({sessionId}) => `\t${formatId(sessionId)}`);
		return lines([...[...data.byPath].flatMap(([path, watchers]) => [path, ...ids(watchers.keys())]), '']);
	},
};

const connectionLine = (connection: Connection, asking: Connection): string => {
	const facts = connectionFacts(connection).slice(0, connection.session === undefined ? 3 : undefined);
	const told = facts.map(
		([word, , value]) => `${word}=${typeof value === 'bigint' ? formatId(value) : value}`,
	);
	return ` /${addressOf(connection)}[${connection === asking ? 0 : 1}](${told.join(',')})`;
};

const memberLines = ({server, quorum}: View): readonly string[] =>
	quorum.size === 1
		? ['']
		: [
				...['initLimit=10', 'syncLimit=5', 'electionAlg=3', `electionPort=${server.port + 2000}`],
				...[`quorumPort=${server.port + 1000}`, 'peerType=0', 'membership: '],
				server.tree.nodes.get(configPath)?.data?.toString() ?? '',
			];

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
		...[...ephemerals].flatMap(([id, paths]) => [`${formatId(id)}:`, ...[...paths].map(path => `\t${path}`)]),
		'Connections dump:',
		`Connections Sets (${ends.size})/(${server.connections.size}):`,
		...bucketLines(ends, it => `\tip: /${addressOf(it)} sessionId: ${formatId(it.sessionId)}`),
	];
};

/** In the order of their ends; ends at the same tick stand together. */
const trackerLines = ({sessions, quorum}: View): readonly string[] => {
	const ends = Map.groupBy(sessions.all, ({expiresAt}) => expiresAt);
	const title = quorum.size === 1 ? 'Session Sets' : 'Global Session Sets';
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
