// Whether sessions live and when they end: from the lists of all servers and the leader's `dump`.
import type {Inspection} from '../../analyze/inspection.ts';
import {absentAfter, listedSinceOf, whyUnseen} from '../../analyze/liveness/absence.ts';
import {expiriesIn, forecastOf, type Expiries} from '../../analyze/liveness/expiry.ts';
import type {Vitals} from '../../analyze/liveness/pulse.ts';
import type {LockQueue} from '../../analyze/locks/contender.ts';
import {lastValue} from '../../analyze/reading.ts';
import type {Data, ServerState} from '../state.ts';

type Known = Pick<Data, 'servers' | 'session' | 'ensemble'>;
type Sessions = Pick<Inspection, 'bySession' | 'owners'>;

/** The vitals after a sample; `owners` hold or wait for something. */
export const vitalsAfter = (
	before: Inspection,
	{bySession, owners}: Sessions,
	{servers, ensemble}: Known,
	expiries: Expiries | undefined,
	now: number,
): Vitals => ({
	bySession,
	absent: absentAfter(before, {bySession, owners}, now),
	unseen: whyUnseen(servers, ensemble),
	listedSince: listedSinceOf(servers),
	expiries,
});

/** Of connected sessions `cons` tells the timeout, of all others a follower's `dump`. */
export const timeoutsAfter = (
	before: Inspection['timeouts'],
	{bySession}: Pick<Sessions, 'bySession'>,
	servers: readonly ServerState[],
): Inspection['timeouts'] => {
	const dumps = servers.flatMap(({dump}) => lastValue(dump) ?? []);
	const next = new Map<string, number>();
	for (const {sessions} of dumps) {
		for (const [id, {timeoutMs = next.get(id) ?? before.get(id)}] of sessions) {
			if (timeoutMs !== undefined) {
				next.set(id, timeoutMs);
			}
		}
	}

	for (const [id, {timeoutMs}] of bySession) {
		next.set(id, timeoutMs);
	}

	const isSame = next.size === before.size && [...next].every(([session, ms]) => before.get(session) === ms);
	return isSame ? before : next;
};

const defaultTickMs = 2000;

/** What the leader tells now of when sessions end; undefined while it does not, or there is none: then none ends. */
export const expiriesNow = (
	before: Expiries | undefined,
	{servers, session, ensemble}: Known,
	timeouts: Inspection['timeouts'],
): Expiries | undefined => {
	const leader = servers.find(({name}) => name === ensemble.leader);
	if (leader?.dump.kind !== 'fresh' || leader.dump.value.kind !== 'leader') {
		return undefined;
	}

	const {value, at} = leader.dump;
	if (before?.server === leader.name && before.at === at) {
		return before;
	}

	return expiriesIn(leader.name, value, {
		at,
		tickMs: lastValue(leader.conf)?.tickTime ?? defaultTickMs,
		offsetMs: session.clockOffsetMs,
		timeoutOf: id => timeouts.get(id),
	});
};

/** What is about to end, and what goes with it. */
export const expiringNow = (
	expiries: Expiries | undefined,
	{servers}: Pick<Known, 'servers'>,
	timeouts: Inspection['timeouts'],
	locks: readonly LockQueue[],
): Inspection['expiring'] => {
	const dump = lastValue(servers.find(({name}) => name === expiries?.server)?.dump ?? {kind: 'unasked'});
	if (expiries === undefined || dump === undefined) {
		return [];
	}

	const holds = Map.groupBy(
		locks.flatMap(({kind, holders}) => holders.map(({session}) => ({session, leads: kind === 'election'}))),
		({session}) => session,
	);
	return forecastOf(expiries, {
		timeoutOf: id => timeouts.get(id),
		ephemeralsOf: id => dump.ephemerals.get(id)?.length ?? 0,
		holdsOf: id => holds.get(id)?.length ?? 0,
		leadsOf: id => holds.get(id)?.filter(({leads}) => leads).length ?? 0,
	});
};
