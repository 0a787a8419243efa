// `connections`: what `cons` tells, of the plain and of the TLS port. (S/server/ServerCnxn.java: getConnectionInfo)
//
// The question itself is no row. A `session_id` of 0 is none, a `last_zxid` or `last_cxid` of -1 too.
import {garbled} from '../../text/garbled.ts';
import {readClientAddress} from '../../text/client-address.ts';
import type {ConnectedSession, Connection, Cons} from '../../words/cons.ts';
import type {AdminAnswer} from '../answers.ts';
import {asId, numberIn, textIn} from '../fields.ts';
import {asList, asObject, type JsonObject} from '../lossless.ts';

/** Reads the answer to `connections`; throws `garbled` without a list of them. */
export const readConnections = ({fields, text}: AdminAnswer): Cons => {
	const {connections, secure_connections: secure} = fields;
	if (!Array.isArray(connections) && !Array.isArray(secure)) {
		throw garbled('connections', text);
	}

	return [
		...asList(connections).flatMap(row => readRow(asObject(row) ?? {}, false) ?? []),
		...asList(secure).flatMap(row => readRow(asObject(row) ?? {}, true) ?? []),
	];
};

const readRow = (row: JsonObject, secure: boolean): Connection | undefined => {
	const received = numberIn(row, 'packets_received');
	const sent = numberIn(row, 'packets_sent');
	return received === undefined || sent === undefined
		? undefined
		: {
				client: readClientAddress(textIn(row, 'remote_socket_address') ?? 'null'),
				interestOps: numberIn(row, 'interest_ops'),
				queued: numberIn(row, 'outstanding_requests') ?? 0,
				received,
				sent,
				secure,
				session: readSession(row),
			};
};

const noSession = '0x0';
const noZxid = '0xffffffffffffffff';

const readSession = (row: JsonObject): ConnectedSession | undefined => {
	const id = asId(row['session_id']);
	const establishedAt = numberIn(row, 'established');
	const timeoutMs = numberIn(row, 'session_timeout');
	if (id === undefined || id === noSession || establishedAt === undefined || timeoutMs === undefined) {
		return undefined;
	}

	const cxid = numberIn(row, 'last_cxid');
	const zxid = asId(row['last_zxid']);
	return {
		id,
		lastOp: textIn(row, 'last_operation') ?? 'NA',
		establishedAt,
		timeoutMs,
		lastCxid: cxid === undefined || cxid < 0 ? undefined : cxid,
		lastZxid: zxid === noZxid ? undefined : zxid,
		lastResponseMs: numberIn(row, 'last_response_time') ?? 0,
		lastLatencyMs: numberIn(row, 'last_latency') ?? 0,
		minLatencyMs: numberIn(row, 'min_latency') ?? 0,
		avgLatencyMs: numberIn(row, 'avg_latency') ?? 0,
		maxLatencyMs: numberIn(row, 'max_latency') ?? 0,
	};
};
