// The rows of the Sources card: each server with the doors behind which its facts are found.
import {sourcesOf, type FactRow, type Tried} from '../analyze/sources.ts';
import {shown, type State} from './state.ts';

export type ServerSources = {readonly server: string; readonly facts: readonly FactRow[]};

/** All servers in the order of the connect string. */
export const sourceRowsOf = (state: State): readonly ServerSources[] => {
	const {servers, clock} = shown(state);
	return servers.map(({name, tried}) => ({
		server: name,
		facts: sourcesOf(tried, triesAdmin(tried), clock.at),
	}));
};

/** Once one fact was sought at the AdminServer, its port is known. */
const triesAdmin = (tried: Tried): boolean =>
	Object.values(tried).some(attempts => attempts.some(({source}) => source === 'admin'));
