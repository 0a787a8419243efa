// Whether one name stands for one server: a balancer, or a name with several addresses, may lead to another one each time.
import type {Mntr} from '../zookeeper/words/mntr.ts';
import type {Srvr} from '../zookeeper/words/srvr.ts';

/** What the answers under one name said of who gave them, since the last one that failed: then another server may have come. */
export type Identity = {
	/** `serverId` by conf, newest first. */
	readonly ids: readonly number[];
	/** When the server that answered mntr had started (or was elected last), our clock, epoch ms, newest first. */
	readonly starts: readonly number[];
	/** What mntr said last, and in which tick it was asked. */
	readonly metrics: {readonly tick: number; readonly mntr: Mntr} | undefined;
	/** Ticks in which mntr and srvr cannot have been answered by the same server, newest first. */
	readonly contradictions: readonly number[];
};

export const noIdentity: Identity = {ids: [], starts: [], metrics: undefined, contradictions: []};

const kept = 10;
/** A start is known no better than an answer's way takes, and zktop's clock may be set a little. */
export const startToleranceMs = 3000;
/** One step back may be our own clock that was set, one contradiction an election between two words. */
const proof = 2;

export const withId = (identity: Identity, id: number): Identity => ({
	...identity,
	ids: [id, ...identity.ids].slice(0, kept),
});

/** What mntr tells; before 3.6 it has no `uptime`. */
export const withMntr = (identity: Identity, mntr: Mntr, at: number, tick: number): Identity => {
	const uptimeMs = mntr.values.get('uptime');
	return {
		...identity,
		metrics: {tick, mntr},
		starts: uptimeMs === undefined ? identity.starts : [at - uptimeMs, ...identity.starts].slice(0, kept),
	};
};

/** What srvr tells, which is asked after mntr in the same tick. */
export const withSrvr = (identity: Identity, srvr: Srvr, tick: number): Identity => {
	const {metrics, contradictions} = identity;
	const isOther = metrics?.tick === tick && contradicts(metrics.mntr, srvr);
	return isOther
		? {...identity, contradictions: [tick, ...contradictions.filter(before => before > tick - kept)]}
		: identity;
};

/** Another role, or fewer packets received than a moment ago. */
const contradicts = (mntr: Mntr, srvr: Srvr): boolean =>
	(mntr.mode !== undefined && mntr.mode !== srvr.mode) ||
	srvr.received < (mntr.values.get('packets_received') ?? 0);

/** Whether several servers certainly answer: by their ids, by starts that went back in time, or by what cannot be of one server. */
export const isMany = ({ids, starts, contradictions}: Identity): boolean => {
	const back = starts.filter((start, index) => start < (starts[index + 1] ?? -Infinity) - startToleranceMs);
	return new Set(ids).size > 1 || back.length >= proof || contradictions.length >= proof;
};

/** The ids that answered, in order. */
export const idsOf = ({ids}: Identity): readonly number[] => [...new Set(ids)].toSorted((a, b) => a - b);
