// The inspector's slice: sessions and locks, derived when `cons`, `dump` or the tree brought something new.
import type {Ensemble} from '../analyze/ensemble.ts';
import {hasNoConnections} from '../analyze/reading.ts';
import {afterLook, noHandovers} from '../analyze/locks/handovers.ts';
import {byWaiters, queuesIn, type Ephemeral} from '../analyze/locks/lock-queues.ts';
import {byRequests, joinSessions, type SessionRow} from '../analyze/sessions.ts';
import {loadedContenders} from '../analyze/locks/loaded-contenders.ts';
import {inSteadyOrder, noOrder} from '../analyze/steady-order.ts';
import {withinPath} from '../analyze/tree-rows.ts';
import type {Sample} from '../collect/sample.ts';
import type {Dump} from '../zookeeper/words/dump.ts';
import type {Data, Inspection, LockSource, ServerState} from './state.ts';

export const nothingInspected: Inspection = {
	sessions: [],
	bySession: new Map(),
	locks: [],
	lockSource: {kind: 'none', why: 'no server has been asked yet'},
	blind: [],
	handovers: noHandovers,
	orders: {sessions: noOrder, locks: noOrder},
};

/** The inspection after a sample; `data` has its servers and znodes already renewed. */
export const reduceInspection = (
	before: Inspection,
	data: Pick<Data, 'servers' | 'znodes' | 'session' | 'ensemble'>,
	sample: Sample,
	lockPaths: readonly string[],
): Inspection => {
	const of = new Set(sample.arrivals.map(arrival => (arrival.of === 'word' ? arrival.word : arrival.of)));
	const source = dumpSource(data.servers, data.ensemble.leader);
	const sessions =
		of.has('cons') || of.has('dump')
			? inSteadyOrder(joinedSessions(data, source?.dump), before.orders.sessions, sample.at, {
					keyOf: row => row.session,
					compare: byRequests,
				})
			: {rows: before.sessions, order: before.orders.sessions};
	const needsLook =
		of.has('dump') || (source === undefined && (of.has('children') || of.has('stat') || of.has('srvr')));
	const looked = needsLook ? look(before, data, source, sample.at, lockPaths) : before;
	const locks =
		looked.locks === before.locks
			? {rows: before.locks, order: before.orders.locks}
			: inSteadyOrder(looked.locks, before.orders.locks, sample.at, {
					keyOf: lock => lock.path,
					compare: byWaiters,
				});
	return {
		sessions: sessions.rows,
		bySession:
			sessions.rows === before.sessions
				? before.bySession
				: new Map(sessions.rows.map(row => [row.session, row])),
		blind: of.has('cons') ? blindServers(data.servers) : before.blind,
		locks: locks.rows,
		lockSource: looked.lockSource,
		handovers: looked.handovers,
		orders: {sessions: sessions.order, locks: locks.order},
	};
};

type DumpSource = {readonly server: string; readonly dump: Dump; readonly at: number};

/** The leader's dump is the truest (it has the expiry times), a fresh one of any server will do. */
const dumpSource = (servers: readonly ServerState[], leader: string | undefined): DumpSource | undefined => {
	const sources = servers.flatMap(({name, dump}) =>
		dump.kind === 'fresh' || dump.kind === 'stale'
			? [{server: name, dump: dump.value, at: dump.at, fresh: dump.kind === 'fresh'}]
			: [],
	);
	const fresh = sources.filter(source => source.fresh);
	return (
		fresh.find(({server}) => server === leader) ?? fresh[0] ?? sources.toSorted((a, b) => b.at - a.at)[0]
	);
};

const joinedSessions = (
	data: Pick<Data, 'servers' | 'session'>,
	dump: Dump | undefined,
): readonly SessionRow[] => {
	return joinSessions(
		data.servers.flatMap(({name, twinOf, many, cons, consBefore, consNow}) =>
			consNow === undefined || twinOf !== undefined || hasNoConnections(cons)
				? []
				: [{server: name, before: many ? undefined : consBefore, now: consNow, fresh: cons.kind === 'fresh'}],
		),
		dump,
		data.session.ids,
	);
};

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

const look = (
	before: Inspection,
	{servers, znodes, ensemble}: Pick<Data, 'servers' | 'znodes' | 'ensemble'>,
	source: DumpSource | undefined,
	now: number,
	lockPaths: readonly string[],
): Pick<Inspection, 'locks' | 'lockSource' | 'handovers'> => {
	const ephemerals = source === undefined ? loadedContenders(znodes) : dumpedEphemerals(source.dump);
	const locks = queuesIn(
		lockPaths.length === 0
			? ephemerals
			: ephemerals.filter(({path}) => lockPaths.some(root => withinPath(path, root))),
	);
	const lockSource: LockSource =
		source === undefined
			? whereFrom(servers, ensemble)
			: {kind: 'dump', server: source.server, at: source.at};
	return {
		locks,
		lockSource,
		handovers:
			lockSource.kind === 'none'
				? before.handovers
				: afterLook(before.handovers, locks, now, lockSource.kind === 'dump'),
	};
};

const whereFrom = (servers: readonly ServerState[], {quorum}: Ensemble): LockSource => {
	if (quorum !== 'yes') {
		return {kind: 'none', why: 'every source needs a serving server'};
	}

	const shut = servers.find(({dump}) => dump.kind === 'unsupported')?.dump;
	return shut?.kind === 'unsupported'
		? {kind: 'loaded', why: shut.why}
		: {kind: 'none', why: 'dump has not been answered yet'};
};

const dumpedEphemerals = (dump: Dump): readonly Ephemeral[] =>
	[...dump.ephemerals].flatMap(([session, paths]) => paths.map(path => ({path, session})));
