// Whether sessions live and when they end: from the lists of all servers and the leader's `dump`.
import type {Inspection} from '../../analyze/inspection.ts';
import {absentAfter, listedSinceOf, whyUnseen} from '../../analyze/liveness/absence.ts';
import {expiriesIn, forecastOf, type Expiries} from '../../analyze/liveness/expiry.ts';
import type {Vitals} from '../../analyze/liveness/pulse.ts';
import type {LockQueue} from '../../analyze/locks/contender.ts';
import {lastValue} from '../../analyze/reading.ts';
import type {Id} from '../../zookeeper/ids.ts';
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

type Timeouts = Pick<Inspection, 'bySession' | 'timeouts'>;

/** Of connected sessions `cons` tells the timeout, of all others a follower's `dump`. */
const timeoutIn = ({bySession, timeouts}: Timeouts, session: Id): number | undefined =>
	bySession.get(session)?.timeoutMs ?? timeouts.get(session);

/** The timeouts of those in a `dump` that are connected nowhere now. */
export const timeoutsAfter = (
	before: Timeouts,
	bySession: Inspection['bySession'],
	servers: readonly ServerState[],
): Inspection['timeouts'] => {
	const next = new Map<Id, number>();
	for (const {sessions} of servers.flatMap(({dump}) => lastValue(dump) ?? [])) {
		for (const [id, told] of sessions) {
			const timeoutMs = bySession.has(id)
				? undefined
				: (told.timeoutMs ?? next.get(id) ?? timeoutIn(before, id));
			if (timeoutMs !== undefined) {
				next.set(id, timeoutMs);
			}
		}
	}

	const {timeouts} = before;
	return next.size === timeouts.size && [...next].every(([id, ms]) => timeouts.get(id) === ms)
		? timeouts
		: next;
};

const defaultTickMs = 2000;

/** What the leader tells now of when sessions end; undefined while it does not, or there is none: then none ends. */
export const expiriesNow = (
	before: Expiries | undefined,
	{servers, session, ensemble}: Known,
	timeouts: Timeouts,
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
		timeoutOf: id => timeoutIn(timeouts, id),
	});
};

/** What is about to end, and what goes with it. */
export const expiringNow = (
	expiries: Expiries | undefined,
	{servers}: Pick<Known, 'servers'>,
	timeouts: Timeouts,
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
		timeoutOf: id => timeoutIn(timeouts, id),
		ephemeralsOf: id => dump.ephemerals.get(id)?.length ?? 0,
		holdsOf: id => holds.get(id)?.length ?? 0,
		leadsOf: id => holds.get(id)?.filter(({leads}) => leads).length ?? 0,
	});
};
