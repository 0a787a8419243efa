// `configuration` and `voting_view`: what `conf` tells of a server and of its ensemble. (S/server/ZooKeeperServerConf.java)
//
//   configuration = {"client_port": n, "tick_time": n, "server_id": n, …}       (no initLimit, no syncLimit, no TLS port)
//   voting_view   = {"current_config": {id: {"server_addresses": [host:port …], "election_addresses": [host:port …],
//                   "client_address": host:port | "", "learner_type": "participant"} …}}                      (since 3.6)
//
// Voters alone: observers are not told, nor the version of the configuration. Names are resolved to addresses.
import {readConfig, type Member} from '../../config.ts';
import {garbled} from '../../text/garbled.ts';
import type {Conf} from '../../words/conf.ts';
import type {AdminAnswer} from '../answers.ts';
import {numberIn, textIn} from '../fields.ts';
import {asList, asObject, type Json, type JsonObject} from '../lossless.ts';

/**
 * Reads the answers to `configuration` and, where the server knows it, `voting_view`; throws `garbled` without a server id.
 * `values` have the names that `conf` gives them.
 */
export const readConfiguration = ({fields, text}: AdminAnswer, votingView: AdminAnswer | undefined): Conf => {
	const serverId = numberIn(fields, 'server_id');
	if (serverId === undefined) {
		throw garbled('configuration', text);
	}

	const port = (key: string): number | undefined => {
		const value = numberIn(fields, key);
		return value === undefined || value <= 0 ? undefined : value;
	};

	return {
		serverId,
		clientPort: port('client_port'),
		secureClientPort: port('secure_client_port'),
		tickTime: numberIn(fields, 'tick_time'),
		maxClientCnxns: numberIn(fields, 'max_client_cnxns'),
		minSessionTimeout: numberIn(fields, 'min_session_timeout'),
		maxSessionTimeout: numberIn(fields, 'max_session_timeout'),
		dataDir: textIn(fields, 'data_dir'),
		initLimit: numberIn(fields, 'init_limit'),
		syncLimit: numberIn(fields, 'sync_limit'),
		members: votingView === undefined ? [] : membersOf(votingView),
		configVersion: undefined,
		values: valuesOf(fields),
	};
};

const camelCase = (key: string): string =>
	key.replace(/_(?<letter>[a-z])/g, (_, letter: string) => letter.toUpperCase());

const valuesOf = (fields: JsonObject): ReadonlyMap<string, string> =>
	new Map(
		Object.entries(fields).flatMap(([key, value]) =>
			key === 'command' || value === null || typeof value === 'object'
				? []
				: [[camelCase(key), String(value)] as const],
		),
	);

const membersOf = ({fields}: AdminAnswer): readonly Member[] => {
	const lines = Object.entries(asObject(fields['current_config']) ?? {}).map(([id, view]) =>
		lineOf(id, asObject(view) ?? {}),
	);
	return readConfig(lines.join('\n')).members;
};

const textsOf = (list: Json | undefined): readonly string[] =>
	asList(list).filter(item => typeof item === 'string');

/** The member as a configuration names it: `server.ID=HOST:PORT:PORT[|…]:ROLE[;CLIENT]`. */
const lineOf = (id: string, view: JsonObject): string => {
	const elections = textsOf(view['election_addresses']);
	const addresses = textsOf(view['server_addresses']).map((address, index) => {
		const election = elections[index] ?? '';
		return `${address}:${election.slice(election.lastIndexOf(':') + 1)}`;
	});
	const client = textIn(view, 'client_address') ?? '';
	const role = textIn(view, 'learner_type') ?? 'participant';
	return `server.${id}=${addresses.join('|')}:${role}${client === '' ? '' : `;${client}`}`;
};
