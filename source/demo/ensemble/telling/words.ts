// The four-letter words, as ZooKeeper 3.8 answers them. (S/server/command/*.java; zookeeper.md A)
import {formatId} from '../../../zookeeper/ids.ts';
import {javaDateOf} from '../../../zookeeper/text/java-date.ts';
import type {Connection} from '../connection.ts';
import type {Quorum} from '../quorum.ts';
import type {Server} from '../server.ts';
import {configPath} from '../tree.ts';
import {addressOf, configuration, connectionFacts, notServing, serverFacts} from './facts.ts';

type Word = (server: Server, quorum: Quorum, asking: Connection) => string;

/** The answer; nothing for what is no word. */
export const answerWord = (name: string, server: Server, quorum: Quorum, asking: Connection): string => {
	const isAnswered = server.serving || name === 'ruok' || name === 'isro';
	return isAnswered ? (words[name]?.(server, quorum, asking) ?? '') : `${notServing}\n`;
};

const lines = (texts: readonly string[]): string => texts.map(text => `${text}\n`).join('');

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
	srvr(server, quorum) {
		const facts = new Map([...serverFacts(server, quorum), ['zxid', `0x${server.zxid.toString(16)}`]]);
		const told = serverLines.filter(([, ...names]) => names.every(name => facts.has(name)));
		return lines(told.map(([title, ...names]) => `${title}: ${names.map(it => facts.get(it)).join('/')}`));
	},
	mntr: (server, quorum) =>
		lines([...serverFacts(server, quorum)].map(([key, value]) => `zk_${key}\t${value}`)),
	cons: ({connections}, _, asking) => lines([...[...connections].map(it => connectionLine(it, asking)), '']),
	conf: (server, quorum) =>
		[
			...configuration(server, quorum).map(([key, value]) => `${key}=${value}`),
			...(quorum.isAlone ? [''] : memberLines(server)),
		].join('\n'),
	dump: (server, quorum) => lines(dumpLines(server, quorum)),
	wchs: ({data: {byPath, watchers}}) =>
		`${new Set(watchers).size} connections watching ${byPath.size} paths\nTotal watches:${watchers.length}\n`,
	wchp: ({data}) =>
		lines([
			...[...data.byPath].flatMap(([path, watchers]) => [
				path,
				...watchers.keys().map(({sessionId}) => tabbed(formatId(sessionId))),
			]),
			'',
		]),
};

const memberLines = ({port, tree}: Server): readonly string[] => [
	...['initLimit=10', 'syncLimit=5', 'electionAlg=3', `electionPort=${port + 2000}`],
	...[`quorumPort=${port + 1000}`, 'peerType=0', 'membership: '],
	String(tree.nodes.get(configPath)?.data),
];

const dumpLines = ({role, tree, connections}: Server, {sessions, isAlone}: Quorum): readonly string[] => [
	'SessionTracker dump:',
	...(role === 'follower'
		? [
				`Global Sessions(${sessions.size}):`,
				...sessions.values().map(({id, timeoutMs}) => `${formatId(id)}\t${timeoutMs}ms`),
			]
		: byEnd(
				isAlone ? 'Session Sets' : 'Global Session Sets',
				[...sessions.values()].map(({id, expiresAt}) => [expiresAt, formatId(id)]),
			)),
	'ephemeral nodes dump:',
	`Sessions with Ephemerals (${tree.ephemerals.size}):`,
	...[...tree.ephemerals].flatMap(([id, paths]) => [`${formatId(id)}:`, ...paths.map(tabbed)]),
	'Connections dump:',
	...byEnd(
		'Connections Sets',
		[...connections].map(it => [
			sessions.endAfter(it.session?.timeoutMs ?? 10 * sessions.tickMs),
			`ip: /${addressOf(it)} sessionId: ${formatId(it.sessionId)}`,
		]),
	),
];

const tabbed = (text: string): string => `\t${text}`;

const connectionLine = (connection: Connection, asking: Connection): string => {
	const facts = connectionFacts(connection).slice(0, connection.session === undefined ? 3 : undefined);
	const told = facts.map(([word, , it]) => `${word}=${typeof it === 'bigint' ? formatId(it) : it}`);
	return ` /${addressOf(connection)}[${connection === asking ? 0 : 1}](${told.join(',')})`;
};

/** What ends at the same tick stands together. */
const byEnd = (title: string, rows: readonly (readonly [end: number, text: string])[]): readonly string[] => {
	const ends = [...Map.groupBy(rows, ([end]) => end)].toSorted(([a], [b]) => a - b);
	return [
		`${title} (${ends.length})/(${rows.length}):`,
		...ends.flatMap(([end, group]) => [
			`${group.length} expire at ${javaDateOf(Date.now() + end - performance.now())}:`,
			...group.map(([, text]) => tabbed(text)),
		]),
	];
};
