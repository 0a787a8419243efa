// What `mntr` and the AdminServer's `monitor` tell of a server: names without `zk_`, in an order that means nothing.
import {meanOf} from '../metrics.ts';
import {outstandingOf, proposalSizes, version, type View} from './view.ts';

export type Row = readonly [name: string, value: string | number];

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

const peerStates = {
	leader: 'leading - broadcast',
	follower: 'following - broadcast',
	standalone: undefined,
	looking: 'looking',
} as const;

export const monitorRows = (view: View): readonly Row[] => {
	const {metrics, role} = view.server;
	const names = new Set([...summaries, ...metrics.summaries.keys()]);
	names.delete('latency'); // told by three rows of its own, as the next one
	names.delete('proposal_size');
	return [
		...stateRows(view),
		...(role === 'leader' ? leaderRows(view) : []),
		...counters.map((name): Row => [name, metrics.counter(name)]),
		...[...names].flatMap((name): readonly Row[] => {
			const summary = metrics.summary(name);
			return [
				[`avg_${name}`, meanOf(summary)],
				[`min_${name}`, summary.min],
				[`max_${name}`, summary.max],
				[`cnt_${name}`, summary.count],
				[`sum_${name}`, summary.sum],
			];
		}),
	];
};

const stateRows = ({server, sessions, quorum}: View): readonly Row[] => {
	const {metrics, tree, connections, role, roleSince, data, child} = server;
	const latency = metrics.summary('latency');
	const peerState = peerStates[role];
	return [
		['version', version],
		['server_state', role],
		...(peerState === undefined ? [] : [['peer_state', peerState] as const]),
		['ephemerals_count', [...tree.ephemerals.values()].reduce((sum, {size}) => sum + size, 0)],
		['num_alive_connections', connections.size],
		['avg_latency', meanOf(latency)],
		['min_latency', latency.min],
		['max_latency', latency.max],
		['outstanding_requests', outstandingOf(server)],
		['znode_count', tree.nodes.size + 1],
		['global_sessions', sessions.all.length],
		['local_sessions', 0],
		['watch_count', data.size + child.size],
		['approximate_data_size', tree.bytes],
		['uptime', Math.floor(performance.now() - roleSince)],
		['connection_drop_probability', '0.0'],
		...(quorum.size === 1 ? [] : [['quorum_size', quorum.size] as const]),
	];
};

const leaderRows = ({server, quorum}: View): readonly Row[] => {
	const followers = quorum.inStep.size - 1;
	return [
		['leader_uptime', Math.floor(performance.now() - server.roleSince)],
		['learners', followers],
		['synced_followers', followers],
		['synced_non_voting_followers', 0],
		['synced_observers', 0],
		['pending_syncs', 0],
		...Object.entries(proposalSizes(server)).map(([which, bytes]): Row => [`${which}_proposal_size`, bytes]),
	];
};
