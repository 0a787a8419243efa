// Sessions and counters as tests of traffic need them: only what is busy differs.
import type {Mark} from '../../../source/analyze/figures.ts';
import type {SessionRow} from '../../../source/analyze/sessions.ts';

let made = 0;

/** A session of an address that works at a rate, or pings where the rate is 0. */
export const sessionOf = (
	address: string,
	requestsPerSecond: number | undefined,
	changed: Partial<SessionRow> = {},
): SessionRow => {
	made += 1;
	return {
		session: `0x1000000${(0x1_00_00_00 + made).toString(16)}`,
		client: `${address}:${40_000 + (made % 20_000)}`,
		address,
		server: 'zk1',
		fresh: true,
		bornOn: 1,
		timeoutMs: 12_000,
		lastOp: requestsPerSecond === 0 ? 'PING' : 'GETD',
		heardAt: 0,
		activity:
			requestsPerSecond === undefined ? 'unknown' : requestsPerSecond === 0 ? 'pings only' : 'working',
		requestsPerSecond,
		receivedPerSecond: requestsPerSecond === 0 ? 0.25 : requestsPerSecond,
		sentPerSecond: requestsPerSecond,
		queued: 0,
		establishedAt: 0,
		ephemerals: 0,
		...changed,
	};
};

/** A server's counters at a second, `uptime` counting along. */
export const markAt = (
	seconds: number,
	counters: Readonly<Record<string, number>>,
	uptimeMs = 1_000_000,
): Mark => ({
	at: seconds * 1000,
	ownPackets: 0,
	ownPacketsAtLeast: 0,
	ownConnections: 0,
	ownWatches: 0,
	values: new Map(Object.entries({cnt_readlatency: 0, uptime: uptimeMs + seconds * 1000, ...counters})),
});
