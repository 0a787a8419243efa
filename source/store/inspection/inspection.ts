// The inspector's slice: sessions and locks, derived when `cons`, `dump` or the tree brought something new.
import type {Inspection} from '../../analyze/inspection.ts';
import {nobodyAbsent} from '../../analyze/liveness/absence.ts';
import {deadlocksIn, noDeadlocks} from '../../analyze/locks/deadlock.ts';
import {allDeparturesAfter, noDepartures} from '../../analyze/locks/departures.ts';
import {agreed} from '../../analyze/locks/disagreement.ts';
import {noHandovers} from '../../analyze/locks/handovers.ts';
import {noHistories} from '../../analyze/locks/history.ts';
import {byTrouble, noReports, reportsAfter} from '../../analyze/locks/report.ts';
import {hasNoConnections} from '../../analyze/reading.ts';
import {byRequests, joinSessions} from '../../analyze/sessions.ts';
import {inSteadyOrder, noOrder} from '../../analyze/steady-order.ts';
import type {Sample} from '../../collect/sample.ts';
import type {Dump} from '../../zookeeper/words/dump.ts';
import type {Data, ServerState} from '../state.ts';
import {lookedAfter} from './looked.ts';
import {dumpSource, type Arrived, type Scene} from './looking.ts';
import {expiriesNow, expiringNow, timeoutsAfter, vitalsAfter} from './vital-signs.ts';

export const nothingInspected: Inspection = {
	sessions: [],
	bySession: new Map(),
	absent: nobodyAbsent,
	unseen: 'no server has been asked yet',
	listedSince: 0,
	expiries: undefined,
	locks: [],
	lockSource: {kind: 'none', why: 'no server has been asked yet'},
	reports: noReports,
	deadlocks: noDeadlocks,
	wakeUps: {lost: [], judgedAt: 0},
	expiring: [],
	disagreements: agreed,
	blind: [],
	handovers: noHandovers,
	histories: noHistories,
	lookedAt: 0,
	departures: noDepartures,
	owners: new Set(),
	timeouts: new Map(),
	omitted: 0,
	orders: {sessions: noOrder, locks: noOrder},
};

/** What is new to look at: the kinds of answers in which locks, sessions and their signs of life are told. */
const relevant = ['cons', 'dump', 'srvr', 'conf', 'stat', 'children', 'scan'] as const;

/** The inspection after a sample. */
export const reduceInspection = (
	before: Inspection,
	data: Scene,
	sample: Sample,
	lockPaths: readonly string[],
): Inspection => {
	const arrived = new Set(sample.arrivals.map(kindOf));
	if (!relevant.some(kind => arrived.has(kind))) {
		return before;
	}

	const source = dumpSource(data.servers, data.ensemble.leader);
	const sessions = sessionsAfter(before, data, source?.dump, sample.at, arrived);
	const looked = lookedAfter(before, data, {source, lockPaths}, sample.at, arrived);
	return judged(before, data, {...before, ...sessions, ...looked}, sample);
};

/** A scan that has found nothing new is none. */
export const kindOf = (arrival: Sample['arrivals'][number]): string => {
	switch (arrival.of) {
		case 'word':
			return arrival.word;
		case 'job':
			return arrival.brought.kind === 'scan' && arrival.brought.found !== undefined ? 'scan' : arrival.of;
		default:
			return arrival.of;
	}
};

const sessionsAfter = (
	before: Inspection,
	data: Scene,
	dump: Dump | undefined,
	now: number,
	arrived: Arrived,
): Pick<Inspection, 'sessions' | 'bySession' | 'blind' | 'timeouts' | 'orders'> => {
	const {sessions, blind, orders} = before;
	if (!arrived.has('cons') && !arrived.has('dump')) {
		return before;
	}

	const bySession = joinedSessions(data, dump);
	const {rows, order} = inSteadyOrder([...bySession.values()], orders.sessions, now, {
		keyOf: row => row.session,
		compare: byRequests,
	});
	return {
		sessions: isSameList(rows, sessions) ? sessions : rows,
		bySession,
		blind: arrived.has('cons') ? blindServers(data.servers) : blind,
		timeouts: timeoutsAfter(before, bySession, data.servers),
		orders: {...orders, sessions: order},
	};
};

/** What follows from sessions and locks together. */
const judged = (before: Inspection, data: Scene, known: Inspection, {at, arrivals}: Sample): Inspection => {
	const {locks} = known;
	const expiries = expiriesNow(before.expiries, data, known);
	const {leaders} = data.grouping;
	const owners = leaders.length === 0 ? known.owners : new Set([...known.owners, ...leaders]);
	const vitals = vitalsAfter(before, {...known, owners}, data, expiries, at);
	const departures = allDeparturesAfter(
		before.departures,
		new Set(locks.map(({parent}) => parent)),
		statsIn(arrivals),
		at,
	);
	const deadlocks = locks === before.locks ? before.deadlocks : deadlocksIn(locks, before.deadlocks, at);
	const reports = reportsAfter(before.reports, {
		locks,
		vitals,
		departures,
		deadlocks,
		lostWakeUps: known.wakeUps.lost,
		now: at,
	});
	const ordered = inSteadyOrder(locks, before.orders.locks, at, {
		keyOf: lock => lock.path,
		compare: byTrouble(reports),
	});
	return {
		...known,
		...vitals,
		expiring: expiries === before.expiries ? before.expiring : expiringNow(expiries, data, known, locks),
		departures,
		deadlocks,
		reports,
		locks: isSameList(ordered.rows, before.locks) ? before.locks : ordered.rows,
		orders: {...known.orders, locks: ordered.order},
	};
};

const isSameList = (rows: readonly unknown[], before: readonly unknown[]): boolean =>
	rows.length === before.length && rows.every((row, index) => row === before[index]);

const statsIn = (arrivals: Sample['arrivals']): Parameters<typeof allDeparturesAfter>[2] =>
	arrivals.flatMap(arrival =>
		arrival.of === 'stat' && arrival.answer.kind === 'fresh' && arrival.answer.value !== undefined
			? [{path: arrival.path, stat: arrival.answer.value, at: arrival.answer.at}]
			: [],
	);

const joinedSessions = (
	data: Pick<Data, 'servers' | 'session'>,
	dump: Dump | undefined,
): Inspection['bySession'] =>
	joinSessions(
		data.servers.flatMap(({name, twinOf, cons, consNow}) =>
			consNow === undefined || twinOf !== undefined || hasNoConnections(cons)
				? []
				: [{server: name, now: consNow, fresh: cons.kind === 'fresh'}],
		),
		dump,
		data.session.ids,
	);

const blindServers = (servers: readonly ServerState[]): Inspection['blind'] =>
	servers.flatMap(({name, cons}) => {
		switch (cons.kind) {
			case 'fresh':
			case 'unasked':
				return [];
			case 'unsupported':
				return [{server: name, why: cons.why}];
			case 'failed':
			case 'stale':
				return [{server: name, why: cons.failure.message}];
		}
	});
