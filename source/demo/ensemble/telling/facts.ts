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

const peerStates: Readonly<Record<string, string>> = {leader: 'leading', follower: 'following'};

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
	const {metrics, tree, connections, role, roleSince, data, child} = server;
	const latency = metrics.of('latency');
	return [
		['version', version],
		['server_state', role],
		...(role in peerStates ? [['peer_state', `${peerStates[role]} - broadcast`] as const] : []),
		['ephemerals_count', [...tree.ephemerals.values()].reduce((sum, {length}) => sum + length, 0)],
		['num_alive_connections', connections.size],
		['avg_latency', latency.mean],
		['min_latency', latency.min],
		['max_latency', latency.max],
		['outstanding_requests', [...connections].reduce((sum, {slots}) => sum + slots.length, 0)],
		['znode_count', tree.nodes.size + 1],
		['global_sessions', sessions.size],
		['local_sessions', 0],
		['watch_count', data.size + child.size],
		['approximate_data_size', tree.bytes],
		['uptime', Math.floor(performance.now() - roleSince)],
		['connection_drop_probability', '0.0'],
		...(servers.length === 1 ? [] : [['quorum_size', servers.length] as const]),
	];
};

const leaderFacts = (server: Server, {inStep}: Quorum): readonly Fact[] => {
	const followers = inStep.size - 1;
	const {count, last, min, max} = server.metrics.of('proposal_size');
	return [
		['leader_uptime', Math.floor(performance.now() - server.roleSince)],
		['learners', followers],
		['synced_followers', followers],
		['synced_non_voting_followers', 0],
		['synced_observers', 0],
		['pending_syncs', 0],
		['last_proposal_size', count === 0 ? -1 : last],
		['min_proposal_size', count === 0 ? -1 : min],
		['max_proposal_size', count === 0 ? -1 : max],
	];
};

/** `ip:port`; with the host that a client plays instead of loopback. */
export const addressOf = ({address, session}: Connection): string =>
	session?.host === undefined ? address : `${session.host}:${address.slice(address.lastIndexOf(':') + 1)}`;

/** As a word calls it, as the AdminServer does, and its value: an id is a bigint. */
type ConnectionFact = readonly [word: string, field: string, value: string | number | bigint];

/** Of a connection; of one without a session the first three are told. */
export const connectionFacts = (connection: Connection): readonly ConnectionFact[] => {
	const {sessionId, establishedAt, session, slots, tally} = connection;
	const {received, sent, lastOp, lastCxid, lastZxid, lastResponseMs, latency} = tally;
	const {count, sum, min, max, last} = latency;
	return [
		['queued', 'outstanding_requests', slots.length],
		['recved', 'packets_received', received],
		['sent', 'packets_sent', sent],
		['sid', 'session_id', sessionId],
		['lop', 'last_operation', lastOp],
		['est', 'established', establishedAt],
		['to', 'session_timeout', session?.timeoutMs ?? 0],
		...(lastCxid < 0 ? [] : [['lcxid', 'last_cxid', BigInt(lastCxid)] as const]),
		['lzxid', 'last_zxid', BigInt(lastZxid)],
		['lresp', 'last_response_time', lastResponseMs],
		['llat', 'last_latency', last],
		['minlat', 'min_latency', min],
		['avglat', 'avg_latency', Math.floor(sum / Math.max(count, 1))],
		['maxlat', 'max_latency', max],
	];
};

/** The configuration of a server, as `conf` names it. */
export const configuration = (server: Server, {sessions: {tickMs}}: Quorum): readonly Fact[] => [
	['clientPort', server.port],
	['dataDir', 'none'],
	['dataLogDir', 'none'],
	['tickTime', tickMs],
	['maxClientCnxns', 0],
	['minSessionTimeout', 2 * tickMs],
	['maxSessionTimeout', 20 * tickMs],
	['clientPortListenBacklog', -1],
	['serverId', server.id],
];
