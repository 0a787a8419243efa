// What words and the AdminServer tell of, and what they agree on.
import type {Connection} from '../connection.ts';
import type {Quorum} from '../quorum.ts';
import type {Server} from '../server.ts';
import type {Sessions} from '../sessions.ts';

export type View = {
	readonly server: Server;
	readonly servers: readonly Server[];
	readonly quorum: Quorum;
	readonly sessions: Sessions;
	readonly tickMs: number;
};

/** What most questions are answered with while nobody leads. */
export const notServing = 'This ZooKeeper instance is not currently serving requests';
/** It is no ZooKeeper, and says so where it can. */
export const version = '3.8.0-zktop-demo, built on 2026-11-25 00:00 UTC';

/** Requests of all clients that wait. */
export const outstandingOf = ({connections}: Server): number =>
	[...connections].reduce((sum, {outstanding}) => sum + outstanding, 0);

/** Of what a leader has proposed, bytes; −1: nothing yet. */
export const proposalSizes = ({metrics}: Server): Readonly<Record<'last' | 'min' | 'max', number>> => {
	const {count, last, min, max} = metrics.summary('proposal_size');
	return count === 0 ? {last: -1, min: -1, max: -1} : {last, min, max};
};

/** `ip:port`; with the host that a client plays instead of loopback. */
export const addressOf = ({address, session}: Connection): string =>
	session?.host === undefined ? address : `${session.host}:${address.slice(address.lastIndexOf(':') + 1)}`;

/** As a word calls it, as the AdminServer does, and its value: an id is a bigint. */
export type Fact = readonly [word: string, field: string, value: string | number | bigint];

export const trafficFacts = ({outstanding, tally: {received, sent}}: Connection): readonly Fact[] => [
	['queued', 'outstanding_requests', outstanding],
	['recved', 'packets_received', received],
	['sent', 'packets_sent', sent],
];

export const connectionFacts = (connection: Connection): readonly Fact[] => {
	const {sessionId, establishedAt, session, tally} = connection;
	const {lastOp, lastCxid, lastZxid, lastResponseMs, latency} = tally;
	const {count, sum, min, max, last} = latency;
	return [
		...trafficFacts(connection),
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
export const configuration = ({server, tickMs}: View): ReadonlyArray<readonly [string, string | number]> => [
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
