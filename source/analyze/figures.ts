// One server's figures of now: gauges of the newest answer, and the differences between the two newest answers.
import type {Mntr} from '../zookeeper/words/mntr.ts';
import type {Srvr} from '../zookeeper/words/srvr.ts';
import {startToleranceMs} from './identity.ts';
import {meanBetween, rateOf} from './rates.ts';

/** A server's counters at one moment, by mntr's names without `zk_`. */
export type Mark = {
	readonly at: number;
	/** Packets zktop had sent to this server by then: each four-letter word counts as one (facts.md M4). */
	readonly ownPackets: number;
	/** Those of them that the server certainly had counted then. */
	readonly ownPacketsAtLeast: number;
	/** zktop's own connections and watches among the gauges. */
	readonly ownConnections: number;
	readonly ownWatches: number;
	readonly values: ReadonlyMap<string, number>;
};

/** Undefined: this server does not tell, or nothing happened in the interval. */
export type Figures = {
	readonly requestsPerSecond: number | undefined;
	/** Means over the interval, not since the server started. */
	readonly readMs: number | undefined;
	readonly writeMs: number | undefined;
	readonly fsyncMs: number | undefined;
	readonly outstanding: number | undefined;
	readonly connections: number | undefined;
	readonly watches: number | undefined;
	readonly znodes: number | undefined;
	readonly dataBytes: number | undefined;
};

export const figureNames = [
	'requestsPerSecond',
	'readMs',
	'writeMs',
	'fsyncMs',
	'outstanding',
	'connections',
	'watches',
	'znodes',
	'dataBytes',
] as const satisfies readonly (keyof Figures)[];

export type FigureName = (typeof figureNames)[number];

const less = (value: number | undefined, own: number): number | undefined =>
	value === undefined ? undefined : Math.max(0, value - own);

/**
 * Figures of the interval between two marks of one server. Without an earlier mark, or across a reset of the
 * counters (an election, `srst`, a restart), rates and means are undefined, gauges are not.
 */
export const figuresBetween = (earlier: Mark | undefined, after: Mark): Figures => {
	const before = earlier !== undefined && isSameRun(earlier, after) ? earlier : undefined;
	const gauge = (name: string): number | undefined => after.values.get(name);
	const mean = (name: string): number | undefined => before && meanBetween(before.values, after.values, name);
	return {
		requestsPerSecond: requestsBetween(before, after),
		readMs: mean('readlatency'),
		writeMs: mean('updatelatency'),
		fsyncMs: mean('fsynctime'),
		outstanding: gauge('outstanding_requests'),
		connections: less(gauge('num_alive_connections'), after.ownConnections),
		watches: less(gauge('watch_count'), after.ownWatches),
		// The tree holds its root twice, as "" and "/" (zookeeper.md A.4).
		znodes: less(gauge('znode_count'), 1),
		dataBytes: gauge('approximate_data_size'),
	};
};

const requestsBetween = (before: Mark | undefined, after: Mark): number | undefined => {
	const received = (mark: Mark): number | undefined => mark.values.get('packets_received');
	const rate = before && rateOf(received(before), received(after), after.at - before.at);
	if (before === undefined || rate === undefined) {
		return undefined;
	}

	// As many as can be ours: what is shown are certainly requests of others.
	const own = ((after.ownPackets - before.ownPacketsAtLeast) * 1000) / (after.at - before.at);
	return Math.max(0, rate - own);
};

/**
 * Whether two marks count from the same start. An election or a restart starts the counters anew (facts.md M11), and behind a
 * balancer another server has others: its start shows it, where a counter that has outgrown its old value already would not.
 */
export const isSameRun = (before: Mark, after: Mark): boolean => {
	const [start, earlier] = [startOf(after), startOf(before)];
	return start === undefined || earlier === undefined || Math.abs(start - earlier) <= startToleranceMs;
};

const startOf = ({at, values}: Mark): number | undefined => {
	const uptimeMs = values.get('uptime');
	return uptimeMs === undefined ? undefined : at - uptimeMs;
};

/** mntr's counters as they are. */
export const valuesOfMntr = (mntr: Mntr): ReadonlyMap<string, number> => mntr.values;

/** The few counters that srvr, which is always allowed, has in common with mntr. */
export const valuesOfSrvr = (srvr: Srvr): ReadonlyMap<string, number> =>
	new Map([
		['packets_received', srvr.received],
		['outstanding_requests', srvr.outstanding],
		['num_alive_connections', srvr.connections],
		['znode_count', srvr.nodeCount + 1],
	]);
