// Which servers are asked under more than one name: they count once.
import {lastValue} from '../analyze/reading.ts';
import type {ServerState} from './state.ts';

/**
 * A server is known by its id, not by its address: `localhost:2181,127.0.0.1:2181` is one server. A name under which several
 * servers answer is none of its own where one of them is asked under another name.
 */
export const withTwins = (servers: readonly ServerState[]): readonly ServerState[] =>
	servers.map((server, index) => {
		const twinOf = (
			server.many ? memberBehind(server, servers) : earlierTwin(server, servers.slice(0, index))
		)?.name;
		return twinOf === server.twinOf ? server : {...server, twinOf};
	});

const isMember = ({conf}: ServerState): boolean => (lastValue(conf)?.members.length ?? 0) > 0;

const earlierTwin = (server: ServerState, before: readonly ServerState[]): ServerState | undefined =>
	isMember(server)
		? before.find(other => !other.many && isMember(other) && other.id === server.id)
		: undefined;

const memberBehind = ({name}: ServerState, servers: readonly ServerState[]): ServerState | undefined =>
	servers.find(other => other.name !== name && !other.many && other.srvr.kind === 'fresh');
