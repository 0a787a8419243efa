// The AdminServer: what the words tell, as JSON over HTTP. (S/server/admin/Commands.java; zookeeper.md B)
import type {Quorum} from '../quorum.ts';
import type {Server} from '../server.ts';
import {addressOf, configuration, connectionFacts, notServing, serverFacts} from './facts.ts';

type Command = (server: Server, quorum: Quorum) => Readonly<Record<string, unknown>>;

/** Ids have more digits than a number of JavaScript holds. */
const {rawJSON} = JSON as typeof JSON & {readonly rawJSON: (text: string) => unknown};

/** The answer to `/commands/NAME`. */
export const answerCommand = (name: string, server: Server, quorum: Quorum): string => {
	const command = commands[name];
	const error = command === undefined ? `Unknown command: ${name}` : server.serving ? null : notServing;
	const body = {...(error === null && command?.(server, quorum)), command: name, error};
	return JSON.stringify(body, (_, value: unknown) =>
		typeof value === 'bigint' ? rawJSON(String(value)) : value,
	);
};

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

/** What is a number is told as one. */
const monitor: Command = (server, quorum) =>
	Object.fromEntries(
		serverFacts(server, quorum)
			.entries()
			.map(([name, value]) => [name, Number.isNaN(Number(value)) ? value : Number(value)]),
	);

const commands: Readonly<Record<string, Command>> = {
	monitor,
	server_stats(server, quorum) {
		const facts = monitor(server, quorum);
		const named = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, facts[name]]));
		return {
			version: facts['version'],
			read_only: false,
			server_stats: {
				...named(['server_state', 'packets_received', 'packets_sent', 'outstanding_requests']),
				...named(['min_latency', 'avg_latency', 'max_latency']),
				last_processed_zxid: server.zxid,
				num_alive_client_connections: facts['num_alive_connections'],
			},
			proposal_stats: {
				last_buffer_size: facts['last_proposal_size'],
				min_buffer_size: facts['min_proposal_size'],
				max_buffer_size: facts['max_proposal_size'],
			},
			node_count: facts['znode_count'],
		};
	},
	configuration: (server, quorum) =>
		Object.fromEntries(configuration(server, quorum).map(([key, value]) => [snakeCase(key), value])),
	connections: ({connections}) => ({
		connections: [...connections].map(connection => ({
			remote_socket_address: addressOf(connection),
			...Object.fromEntries(connectionFacts(connection).map(([, field, value]) => [field, value])),
		})),
		secure_connections: [],
	}),
	dump({role, tree}, {sessions}) {
		const ends = Map.groupBy(role === 'follower' ? [] : sessions.values(), ({expiresAt}) => expiresAt);
		return {
			expiry_time_to_session_ids: Object.fromEntries(
				ends.entries().map(([end, group]) => [end, group.map(({id}) => id)]),
			),
			session_id_to_ephemeral_paths: Object.fromEntries(tree.ephemerals),
		};
	},
	leader: (server, {leader}) => ({
		is_leader: server === leader,
		leader_id: leader?.id ?? 0,
		leader_ip: '127.0.0.1',
	}),
	voting_view: (_, {servers}) => ({
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
	watch_summary: ({data: {byPath, watchers}}) => ({
		num_connections: new Set(watchers).size,
		num_paths: byPath.size,
		num_total_watches: watchers.length,
	}),
	watches_by_path: ({data}) => ({
		path_to_session_ids: Object.fromEntries(
			data.byPath
				.entries()
				.map(([path, watchers]) => [path, [...watchers.keys()].map(({sessionId}) => sessionId)]),
		),
	}),
};
