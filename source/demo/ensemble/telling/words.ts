// The four-letter words, as ZooKeeper 3.8 answers them. (S/server/command/*.java; zookeeper.md A)
import {formatId} from '../../../zookeeper/ids.ts';
import type {Connection} from '../connection.ts';
import type {Quorum} from '../quorum.ts';
import type {Server} from '../server.ts';
import {configPath} from '../tree.ts';
import type {Watcher} from '../watch-table.ts';
import {addressOf, configuration, connectionFacts, notServing, serverFacts, type Facts} from './facts.ts';

type Word = (server: Server, quorum: Quorum, asking: Connection) => string;

/** The answer; nothing for what is no word. */
export const answerWord = (name: string, server: Server, quorum: Quorum, asking: Connection): string => {
	const isAnswered = server.serving || ['ruok', 'isro'].includes(name);
	return isAnswered ? (words[name]?.(server, quorum, asking) ?? '') : `${notServing}\n`;
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
	isro: ({serving}) => (serving ? 'rw' : 'null'),
	srvr: (server, quorum) => {
		const facts = new Map([...serverFacts(server, quorum), ['zxid', `0x${server.zxid.toString(16)}`]]);
		const told = serverLines.filter(([, ...names]) => names.every(name => facts.has(name)));
		return lines(told.map(([title, ...names]) => `${title}: ${named(facts, names)}`));
	},
	mntr: (server, quorum) =>
		lines([...serverFacts(server, quorum)].map(([key, value]) => `zk_${key}\t${value}`)),
	cons: ({connections}, _, asking) =>
		lines([...[...connections].map(connection => connectionLine(connection, asking)), '']),
	conf: (server, quorum) =>
		[
			...configuration(server, quorum).map(([key, value]) => `${key}=${value}`),
			...memberLines(server, quorum),
		].join('\n'),
	dump: (server, quorum) => lines(dumpLines(server, quorum)),
	wchs: ({data}) =>
		lines([`${data.watchers} connections watching ${data.byPath.size} paths`, `Total watches:${data.size}`]),
	wchp: ({data}) => {
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

const memberLines = (server: Server, quorum: Quorum): readonly string[] =>
	quorum.isAlone
		? ['']
		: [
				...['initLimit=10', 'syncLimit=5', 'electionAlg=3', `electionPort=${server.port + 2000}`],
				...[`quorumPort=${server.port + 1000}`, 'peerType=0', 'membership: '],
				server.tree.nodes.get(configPath)?.data?.toString() ?? '',
			];

const dumpLines = ({role, tree, connections}: Server, {sessions, isAlone}: Quorum): readonly string[] => [
	'SessionTracker dump:',
	...(role === 'follower'
		? [
				`Global Sessions(${sessions.size}):`,
				...[...sessions.values()].map(({id, timeoutMs}) => `${formatId(id)}\t${timeoutMs}ms`),
			]
		: byEnd(
				isAlone ? 'Session Sets' : 'Global Session Sets',
				[...sessions.values()].map(({id, expiresAt}) => [expiresAt, formatId(id)]),
			)),
	'ephemeral nodes dump:',
	`Sessions with Ephemerals (${tree.ephemerals.size}):`,
	...[...tree.ephemerals].flatMap(([id, paths]) => [`${formatId(id)}:`, ...paths.map(path => `\t${path}`)]),
	'Connections dump:',
	...byEnd(
		'Connections Sets',
		[...connections].map(it => [
			sessions.endAfter(it.session?.timeoutMs ?? 10 * sessions.tickMs),
			`ip: /${addressOf(it)} sessionId: ${formatId(it.sessionId)}`,
		]),
	),
];

/** What ends at the same tick stands together. */
const byEnd = (
	title: string,
	rows: ReadonlyArray<readonly [end: number, text: string]>,
): readonly string[] => {
	const ends = [...Map.groupBy(rows, ([end]) => end)].toSorted(([a], [b]) => a - b);
	return [
		`${title} (${ends.length})/(${rows.length}):`,
		...ends.flatMap(([end, group]) => [
			`${group.length} expire at ${javaDate(Date.now() + end - performance.now())}:`,
			...group.map(([, text]) => `\t${text}`),
		]),
	];
};

/** As java.util.Date prints it, in UTC: `Sun Nov 22 18:58:32 UTC 2026`. */
const javaDate = (ms: number): string =>
	new Date(ms).toUTCString().replace(/^(...), (..) (...) (....) (.*) GMT$/, '$1 $3 $2 $5 UTC $4');
