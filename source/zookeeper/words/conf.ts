// `conf`: how a server was started, and on a quorum server the ensemble's members. (S/server/command/ConfCommand.java)
//
//   conf = *(key "=" value LF) ["membership: " LF config]        (config as in config.ts; since 3.5, not standalone)
//
// ClickHouse Keeper has keys of its own; its `server_id` and `tcp_port` are read as ours.
import {readConfig, type Member} from '../config.ts';
import {garbled} from '../text/garbled.ts';
import type {Id} from '../ids.ts';
import {readNumber} from '../text/read-number.ts';

export type Conf = {
	/** `myid`; 0 on a standalone server (1 in 3.4's session ids). */
	readonly serverId: number;
	/** Undefined: no plain port. */
	readonly clientPort: number | undefined;
	/** Undefined: no TLS port, or 3.4. */
	readonly secureClientPort: number | undefined;
	/** ms, like the session timeouts. ZooKeeper always tells the following five. */
	readonly tickTime: number | undefined;
	/** Per client address; 0 is unlimited. */
	readonly maxClientCnxns: number | undefined;
	readonly minSessionTimeout: number | undefined;
	readonly maxSessionTimeout: number | undefined;
	readonly dataDir: string | undefined;
	/** Ticks; quorum servers only. */
	readonly initLimit: number | undefined;
	readonly syncLimit: number | undefined;
	/** Empty on standalone servers and in 3.4. Without `client` in a static configuration. */
	readonly members: readonly Member[];
	/** The configuration's zxid, bigger is newer; `0x0` is static. */
	readonly configVersion: Id | undefined;
	/** All lines above the membership, as they are. */
	readonly values: ReadonlyMap<string, string>;
};

/** Reads the answer to `conf`; throws `garbled` without a server id. */
export const readConf = (text: string): Conf => {
	const values = valuesOf(text);
	const number = (...keys: readonly string[]): number | undefined =>
		keys.map(key => readNumber(values.get(key))).find(value => value !== undefined);
	const port = (...keys: readonly string[]): number | undefined => {
		const value = number(...keys);
		return value === undefined || value <= 0 ? undefined : value;
	};

	const serverId = number('serverId', 'server_id');
	if (serverId === undefined) {
		throw garbled('conf', text);
	}

	const {members, version} = readConfig(text);
	return {
		serverId,
		clientPort: port('clientPort', 'tcp_port'),
		secureClientPort: port('secureClientPort', 'tcp_port_secure'),
		tickTime: number('tickTime'),
		maxClientCnxns: number('maxClientCnxns'),
		minSessionTimeout: number('minSessionTimeout', 'min_session_timeout_ms'),
		maxSessionTimeout: number('maxSessionTimeout', 'session_timeout_ms'),
		dataDir: values.get('dataDir'),
		initLimit: number('initLimit'),
		syncLimit: number('syncLimit'),
		members,
		configVersion: version,
		values,
	};
};

const valuesOf = (text: string): ReadonlyMap<string, string> => {
	const values = new Map<string, string>();
	for (const line of text.split('\n')) {
		const equals = line.indexOf('=');
		if (line.startsWith('membership:')) {
			break;
		}

		if (equals > 0) {
			values.set(line.slice(0, equals), line.slice(equals + 1).trim());
		}
	}

	return values;
};
