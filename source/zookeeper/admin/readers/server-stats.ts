// `server_stats`: what `srvr` tells. (S/server/admin/Commands.java: SrvrCommand; S/server/ServerStats.java)
//
// `connections` holds no connection of the question's own, and the question is none of the received packets.
import {garbled} from '../../text/garbled.ts';
import {modeOf, versionOf, type Srvr} from '../../words/srvr.ts';
import type {AdminAnswer} from '../answers.ts';
import {asId, numberIn, textIn} from '../fields.ts';
import {asObject, type JsonObject} from '../lossless.ts';

/** Reads the answer to `server_stats`; throws `garbled` unless it is whole. */
export const readServerStats = ({fields, text}: AdminAnswer): Srvr => {
	const stats = asObject(fields['server_stats']) ?? {};
	const version = textIn(fields, 'version');
	const mode = modeOf(textIn(stats, 'server_state'));
	const zxid = asId(stats['last_processed_zxid']);
	const number = (key: string, from = stats): number => {
		const value = numberIn(from, key);
		if (value === undefined) {
			throw garbled('server_stats', text);
		}

		return value;
	};

	if (version === undefined || mode === undefined || zxid === undefined) {
		throw garbled('server_stats', text);
	}

	return {
		version: versionOf(version),
		banner: `Zookeeper version: ${version}`,
		readOnly: mode === 'read-only' || fields['read_only'] === true,
		mode,
		zxid,
		latencySinceStart: {
			minMs: number('min_latency'),
			avgMs: number('avg_latency'),
			maxMs: number('max_latency'),
		},
		received: number('packets_received'),
		sent: number('packets_sent'),
		connections: number('num_alive_client_connections'),
		outstanding: number('outstanding_requests'),
		nodeCount: Math.max(0, number('node_count', fields) - 1),
		...proposalSizesOf(asObject(fields['proposal_stats']) ?? {}),
	};
};

const proposalSizesOf = (sizes: JsonObject): Pick<Srvr, 'proposalSizes'> => {
	const last = numberIn(sizes, 'last_buffer_size');
	const min = numberIn(sizes, 'min_buffer_size');
	const max = numberIn(sizes, 'max_buffer_size');
	return last === undefined || min === undefined || max === undefined || last < 0
		? {}
		: {proposalSizes: {last, min, max}};
};
