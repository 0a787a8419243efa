// The four-letter words, as ZooKeeper 3.8 answers them. (S/server/command/*.java; zookeeper.md A)
import {formatId} from '../../zookeeper/ids.ts';
import type {Connection} from './connection.ts';
import {meanOf} from './metrics.ts';
import {mntrRows} from './mntr.ts';
import {endAfter, type Session} from './sessions.ts';
import {configPath} from './tree.ts';
import {addressOf, notServing, outstandingOf, version, type View} from './view.ts';

export type Asked = View & {
	/** The connection of the question itself. */
	readonly asking: Connection;
};

const lines = (texts: Iterable<string>): string => [...texts].map(text => `${text}\n`).join('');

/** The answer; undefined for what is no word. */
export const answerWord = (word: string, asked: Asked): string | undefined => {
	const always = untroubled[word];
	if (always !== undefined) {
		return always(asked);
	}

	const answer = serving[word];
	return answer && (asked.server.serving ? answer(asked) : `${notServing}\n`);
};

type Words = Readonly<Record<string, (asked: Asked) => string>>;

const untroubled: Words = {
	ruok: () => 'imok',
	isro: ({server}) => (server.serving ? 'rw' : 'null'),
	gtmk: () => '306',
	envi: () => `Environment:\n${lines(environment)}`,
};

const environment = [
	`zookeeper.version=${version}`,
	'host.name=localhost',
	`java.version=none: this is zktop demo, on Node ${process.versions.node}`,
	`os.name=${process.platform}`,
	`os.arch=${process.arch}`,
];

const serving: Words = {
	srvr: asked => lines([banner, ...serverLines(asked)]),
	stat: asked =>
		lines([banner, 'Clients:', ...connectionsOf(asked, plainNumbers), '', ...serverLines(asked)]),
	mntr: asked => lines(mntrRows(asked).map(([key, value]) => `zk_${key}\t${value}`)),
	cons: asked => lines([...connectionsOf(asked, allNumbers), '']),
	conf: asked => confLines(asked).join('\n'),
	dump: asked => lines(dumpLines(asked)),
	wchs: ({server: {data}}) =>
		lines([
			`${data.byWatcher.size} connections watching ${data.byPath.size} paths`,
			`Total watches:${data.size}`,
		]),
	wchc: ({server: {data}}) =>
		lines([...[...data.byWatcher].flatMap(([watcher, paths]) => [idOf(watcher), ...indented(paths)]), '']),
	wchp: ({server: {data}}) =>
		lines([
			...[...data.byPath].flatMap(([path, watchers]) => [path, ...indented([...watchers.keys()].map(idOf))]),
			'',
		]),
};

const banner = `Zookeeper version: ${version}`;
const idOf = ({session}: Connection): string => formatId(session?.id ?? 0n);
const indented = (texts: Iterable<string>): readonly string[] => [...texts].map(text => `\t${text}`);

const serverLines = ({server, quorum: {sizes}}: View): readonly string[] => {
	const {metrics, connections, tree, role} = server;
	const latency = metrics.summary('latency');
	return [
		`Latency min/avg/max: ${latency.min}/${meanOf(latency)}/${latency.max}`,
		`Received: ${metrics.counter('packets_received')}`,
		`Sent: ${metrics.counter('packets_sent')}`,
		`Connections: ${connections.size}`,
		`Outstanding: ${outstandingOf(server)}`,
		`Zxid: 0x${tree.zxid.toString(16)}`,
		`Mode: ${role}`,
		`Node count: ${tree.nodes.size + 1}`,
		...(role === 'leader' ? [`Proposal sizes last/min/max: ${sizes.last}/${sizes.min}/${sizes.max}`] : []),
	];
};

const connectionsOf = (
	{server, asking}: Asked,
	numbers: (connection: Connection) => string,
): readonly string[] =>
	[...server.connections].map(
		connection => ` /${addressOf(connection)}[${connection === asking ? 0 : 1}](${numbers(connection)})`,
	);

const plainNumbers = ({outstanding, tally: {received, sent}}: Connection): string =>
	`queued=${outstanding},recved=${received},sent=${sent}`;

const allNumbers = (connection: Connection): string => {
	const {session, establishedAt, tally} = connection;
	if (session === undefined) {
		return plainNumbers(connection);
	}

	return [
		plainNumbers(connection),
		`sid=${formatId(session.id)}`,
		`lop=${tally.lastOp}`,
		`est=${establishedAt}`,
		`to=${session.timeoutMs}`,
		...(tally.lastCxid < 0 ? [] : [`lcxid=0x${tally.lastCxid.toString(16)}`]),
		`lzxid=${formatId(BigInt(tally.lastZxid))}`,
		`lresp=${tally.lastResponseMs}`,
		`llat=${tally.lastMs}`,
		`minlat=${tally.minMs}`,
		`avglat=${tally.avgMs}`,
		`maxlat=${tally.maxMs}`,
	].join(',');
};

const confLines = ({server, servers, tickMs}: View): readonly string[] => {
	const own = [
		`clientPort=${server.port}`,
		'secureClientPort=-1',
		'dataDir=none',
		'dataDirSize=0',
		'dataLogDir=none',
		'dataLogSize=0',
		`tickTime=${tickMs}`,
		'maxClientCnxns=0',
		`minSessionTimeout=${2 * tickMs}`,
		`maxSessionTimeout=${20 * tickMs}`,
		'clientPortListenBacklog=-1',
	];
	if (servers.length === 1) {
		return [...own, 'serverId=0', ''];
	}

	return [
		...own,
		`serverId=${server.id}`,
		'initLimit=10',
		'syncLimit=5',
		'electionAlg=3',
		`electionPort=${server.port + 2000}`,
		`quorumPort=${server.port + 1000}`,
		'peerType=0',
		'membership: ',
		server.tree.get(configPath)?.data?.toString() ?? '',
	];
};

const dumpLines = (view: View): readonly string[] => {
	const {server} = view;
	const {ephemerals} = server.tree;
	return [
		'SessionTracker dump:',
		...(server.role === 'follower' ? learnerLines(view) : trackerLines(view)),
		'ephemeral nodes dump:',
		`Sessions with Ephemerals (${ephemerals.size}):`,
		...[...ephemerals].flatMap(([id, paths]) => [`${formatId(id)}:`, ...indented(paths)]),
		...connectionLines(view),
	];
};

const learnerLines = ({sessions}: View): readonly string[] => [
	`Global Sessions(${sessions.size}):`,
	...[...sessions.all].map(({id, timeoutMs}) => `${formatId(id)}\t${timeoutMs}ms`),
];

/** In the order of their ends; ends at the same tick stand together. */
const trackerLines = ({sessions, servers}: View): readonly string[] => {
	const ends = Map.groupBy([...sessions.all], ({expiresAt}) => expiresAt);
	const ordered = [...ends].toSorted(([a], [b]) => a - b);
	return [
		`${servers.length === 1 ? 'Session Sets' : 'Global Session Sets'} (${ends.size})/(${sessions.size}):`,
		...bucketLines(ordered, ({id}) => `\t${formatId(id)}`),
	];
};

const connectionLines = ({server, tickMs}: View): readonly string[] => {
	const endOf = ({session}: Connection): number => endAfter(session?.timeoutMs ?? 10 * tickMs, tickMs);
	const ends = Map.groupBy(server.connections, endOf);
	return [
		'Connections dump:',
		`Connections Sets (${ends.size})/(${server.connections.size}):`,
		...bucketLines(
			[...ends].toSorted(([a], [b]) => a - b),
			connection => `\tip: /${addressOf(connection)} sessionId: ${idOf(connection)}`,
		),
	];
};

const bucketLines = <T extends Session | Connection>(
	buckets: readonly (readonly [number, readonly T[]])[],
	lineOf: (item: T) => string,
): readonly string[] =>
	buckets.flatMap(([end, items]) => [
		`${items.length} expire at ${javaDate(Date.now() + end - performance.now())}:`,
		...items.map(lineOf),
	]);

/** As java.util.Date prints it, in UTC: `Sun Nov 22 18:58:32 UTC 2026`. */
const javaDate = (ms: number): string => {
	const [day = '', date = '', month = '', year = '', time = ''] = new Date(ms)
		.toUTCString()
		.replace(',', '')
		.split(' ');
	return `${day} ${month} ${date} ${time} UTC ${year}`;
};
