// The AdminServer: what the words tell, as JSON over HTTP. (S/server/admin/Commands.java; zookeeper.md B)
import {meanOf} from '../metrics.ts';
import {monitorRows} from './monitor.ts';
import {
	addressOf,
	configuration,
	connectionFacts,
	notServing,
	outstandingOf,
	proposalSizes,
	version,
	type View,
} from './view.ts';

type Value = string | number | bigint | boolean | null | readonly Value[] | {readonly [field: string]: Value};
type Command = (view: View) => {readonly [field: string]: Value};

/** Ids have more digits than a number of JavaScript holds. */
const {rawJSON} = JSON as typeof JSON & {readonly rawJSON: (text: string) => unknown};

/** The answer to `/commands/NAME`. */
export const answerCommand = (name: string, view: View): string => {
	const command = commands[name];
	const error = command === undefined ? `Unknown command: ${name}` : view.server.serving ? null : notServing;
	const body = {...(error === null && command?.(view)), command: name, error};
	return JSON.stringify(body, (_, value: unknown) =>
		typeof value === 'bigint' ? rawJSON(String(value)) : value,
	);
};

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

const commands: Readonly<Record<string, Command>> = {
	monitor: view =>
		Object.fromEntries(
			monitorRows(view).map(([name, value]) => [name, Number.isNaN(Number(value)) ? value : Number(value)]),
		),
	configuration: view =>
		Object.fromEntries(configuration(view).map(([key, value]) => [snakeCase(key), value])),
	connections: ({server}) => ({
		connections: [...server.connections].map(connection => ({
			remote_socket_address: addressOf(connection),
			...Object.fromEntries(connectionFacts(connection).map(([, field, value]) => [field, value])),
		})),
		secure_connections: [],
	}),
	dump: ({server: {role, tree}, sessions}) => {
		const ends = Map.groupBy(role === 'follower' ? [] : sessions.all, ({expiresAt}) => expiresAt);
		return {
			expiry_time_to_session_ids: Object.fromEntries(
				[...ends].map(([end, group]) => [end, group.map(({id}) => id)]),
			),
			session_id_to_ephemeral_paths: Object.fromEntries(
				[...tree.ephemerals].map(([id, paths]) => [String(id), [...paths]]),
			),
		};
	},
	leader: ({server, quorum}) => ({
		is_leader: server === quorum.leader,
		leader_id: quorum.leader?.id ?? 0,
		leader_ip: '127.0.0.1',
	}),
	server_stats: ({server}) => {
		const {metrics, connections, tree, zxid, role} = server;
		const [latency, sizes] = [metrics.summary('latency'), proposalSizes(server)];
		return {
			version,
			read_only: false,
			server_stats: {
				server_state: role,
				packets_received: metrics.counter('packets_received'),
				packets_sent: metrics.counter('packets_sent'),
				outstanding_requests: outstandingOf(server),
				min_latency: latency.min,
				avg_latency: Number(meanOf(latency)),
				max_latency: latency.max,
				last_processed_zxid: zxid,
				num_alive_client_connections: connections.size,
			},
			proposal_stats: Object.fromEntries(
				Object.entries(sizes).map(([which, bytes]) => [`${which}_buffer_size`, bytes]),
			),
			node_count: tree.nodes.size + 1,
		};
	},
	voting_view: ({servers}) => ({
		current_config: Object.fromEntries(
			servers.map(({id, port}) => [
				id,
				{
					server_addresses: [`127.0.0.1:${port + 1000}`],
					election_addresses: [`127.0.0.1:${port + 2000}`],
					client_address: `127.0.0.1:${port}`,
					learner_type: 'participant',
				},
			]),
		),
	}),
	watch_summary: ({server: {data}}) => ({
		num_connections: data.byWatcher.size,
		num_paths: data.byPath.size,
		num_total_watches: data.size,
	}),
};
