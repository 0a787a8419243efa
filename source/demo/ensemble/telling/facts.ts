// What there is to tell of a server and of a connection, once: words say it in lines, the AdminServer in JSON.
import type {Connection} from '../connection.ts';
import type {Quorum} from '../quorum.ts';
import type {Server} from '../server.ts';

type Fact = readonly [name: string, value: string | number];
export type Facts = ReadonlyMap<string, string | number>;

/** What most questions are answered with while nobody leads. */
export const notServing = 'This ZooKeeper instance is not currently serving requests';
/** It is no ZooKeeper, and says so where it can. */
const version = '3.8.0-zktop-demo, built on 2026-11-25 00:00 UTC';

/** 0 unless they were counted. */
const counters =
	`auth_failed_count bytes_received_count commit_count connection_drop_count connection_rejected
connection_request_count diff_count digest_mismatches_count large_requests_rejected looking_count packets_received
packets_sent proposal_count response_bytes sessionless_connections_expired snap_count stale_sessions_expired
throttled_ops unrecoverable_error_count unsuccessful_handshake`.split(/\s+/);

/** There from the start; others are when they first happen. */
const summaries =
	`election_time fsynctime node_changed_watch_count node_children_watch_count node_created_watch_count
node_deleted_watch_count quorum_ack_latency readlatency updatelatency`.split(/\s+/);

const toldOtherwise: readonly string[] = [...counters, 'latency', 'proposal_size'];

/** Of a server, by mntr's names without `zk_`, in an order that means nothing. */
export const serverFacts = (server: Server, quorum: Quorum): Facts => {
	const {metrics, role} = server;
	const names = new Set([...summaries, ...metrics.keys()].filter(name => !toldOtherwise.includes(name)));
	return new Map([
		...stateFacts(server, quorum),
		...(role === 'leader' ? leaderFacts(server, quorum) : []),
		...counters.map((name): Fact => [name, metrics.of(name).sum]),
		...[...names].flatMap((name): readonly Fact[] => {
			const {mean, min, max, count, sum} = metrics.of(name);
			const told = Object.entries({avg: mean, min, max, cnt: count, sum});
			return told.map(([what, value]) => [`${what}_${name}`, value]);
		}),
	]);
};

const stateFacts = (server: Server, {sessions, servers}: Quorum): readonly Fact[] => {
	const {metrics, tree, connections, role, data, child} = server;
	const latency = metrics.of('latency');
	return Object.entries({
		version,
		server_state: role,
		...(role !== 'standalone' && {peer_state: `${role === 'leader' ? 'leading' : 'following'} - broadcast`}),
		ephemerals_count: tree.ephemerals.values().reduce((sum, {length}) => sum + length, 0),
		num_alive_connections: connections.size,
		avg_latency: latency.mean,
		min_latency: latency.min,
		max_latency: latency.max,
		outstanding_requests: connections.values().reduce((sum, {slots}) => sum + slots.length, 0),
		znode_count: tree.nodes.size + 1,
		global_sessions: sessions.size,
		local_sessions: 0,
		watch_count: data.watchers.length + child.watchers.length,
		approximate_data_size: tree.bytes,
		uptime: msSince(server.roleSince),
		connection_drop_probability: '0.0',
		...(servers.length > 1 && {quorum_size: servers.length}),
	});
};

const leaderFacts = ({metrics, roleSince}: Server, {inStep}: Quorum): readonly Fact[] => {
	const {last, min, max} = metrics.get('proposal_size') ?? {last: -1, min: -1, max: -1};
	return Object.entries({
		leader_uptime: msSince(roleSince),
		learners: inStep.size - 1,
		synced_followers: inStep.size - 1,
		synced_non_voting_followers: 0,
		synced_observers: 0,
		pending_syncs: 0,
		last_proposal_size: last,
		min_proposal_size: min,
		max_proposal_size: max,
	});
};

const msSince = (start: number): number => Math.floor(performance.now() - start);

/** `ip:port`; with the host that a client plays instead of loopback. */
export const addressOf = ({address, session}: Connection): string =>
	session?.host === undefined ? address : `${session.host}:${address.slice(address.lastIndexOf(':') + 1)}`;

/** As a word calls it, as the AdminServer does, and its value: an id is a bigint. */
type ConnectionFact = readonly [word: string, field: string, value: string | number | bigint];

/** Of a connection; of one without a session the first three are told. */
export const connectionFacts = (connection: Connection): readonly ConnectionFact[] => {
	const {slots, received, sent, sessionId, session, establishedAt, last, latency} = connection;
	const {op, cxid, zxid, atMs} = last;
	return [
		['queued', 'outstanding_requests', slots.length],
		['recved', 'packets_received', received],
		['sent', 'packets_sent', sent],
		['sid', 'session_id', sessionId],
		['lop', 'last_operation', op],
		['est', 'established', establishedAt],
		['to', 'session_timeout', session?.timeoutMs ?? 0],
		...(cxid < 0 ? [] : [['lcxid', 'last_cxid', BigInt(cxid)] as const]),
		['lzxid', 'last_zxid', BigInt(zxid)],
		['lresp', 'last_response_time', atMs],
		['llat', 'last_latency', latency.last],
		['minlat', 'min_latency', latency.min],
		['avglat', 'avg_latency', Math.floor(latency.sum / Math.max(1, latency.count))],
		['maxlat', 'max_latency', latency.max],
	];
};

/** The configuration of a server, as `conf` names it. */
export const configuration = ({id, port}: Server, {sessions: {tickMs}}: Quorum): readonly Fact[] =>
	Object.entries({
		clientPort: port,
		dataDir: 'none',
		dataLogDir: 'none',
		tickTime: tickMs,
		maxClientCnxns: 0,
		minSessionTimeout: 2 * tickMs,
		maxSessionTimeout: 20 * tickMs,
		clientPortListenBacklog: -1,
		serverId: id,
	});
