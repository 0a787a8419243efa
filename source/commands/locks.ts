// `zktop locks [PATH…]`: the locks tab as JSON, every contender with its client and time in line.
import type {LockQueue} from '../analyze/locks/lock-queues.ts';
import {noInterests, type Interests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {viewContender, type ContenderView} from '../store/contenders.ts';
import type {Data} from '../store/state.ts';
import {runTwin} from './twin.ts';

/** Contenders whose age is read; of the others only their place in the queue is told. */
const agesRead = 5000;

export const locks = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: data => interestsOf(data, options.lockPaths),
		session: true,
		ticks: 1,
		complete: data => isComplete(data, options.lockPaths),
		render: data => ({locks: data.inspection.locks.map(lock => lockJson(data, lock))}),
	});

const interestsOf = ({inspection, znodes}: Data, lockPaths: readonly string[]): Interests => {
	const dumped = inspection.lockSource.kind === 'dump';
	const contenders = inspection.locks.flatMap(({holders, waiters}) =>
		[...holders, ...waiters].map(({node}) => node),
	);
	const named = dumped
		? []
		: lockPaths.flatMap(path =>
				(znodes.get(path)?.names ?? []).map(name => (path === '/' ? `/${name}` : `${path}/${name}`)),
			);
	return {
		...noInterests,
		connections: true,
		ephemerals: true,
		open: inspection.lockSource.kind === 'loaded' ? lockPaths : [],
		// Whether chroot and paths are there: no lock below what does not exist is no good news.
		stats: ['/', ...lockPaths.filter(path => path !== '/')],
		once: [...new Set([...contenders, ...named])].slice(0, agesRead),
	};
};

const isComplete = (data: Data, lockPaths: readonly string[]): boolean => {
	const {servers, inspection, znodes, session} = data;
	const serving = servers.filter(({srvr}) => srvr.kind === 'fresh');
	if (serving.some(({cons}) => cons.kind === 'unasked') || inspection.lockSource.kind === 'none') {
		return serving.length === 0;
	}

	const {open, stats, once} = interestsOf(data, lockPaths);
	const offset = session.clockOffsetMs !== undefined || serving.every(({cons}) => cons.kind !== 'fresh');
	return (
		open.every(path => znodes.get(path)?.names !== undefined || znodes.get(path)?.failure !== undefined) &&
		[...stats, ...once].every(path => znodes.get(path) !== undefined) &&
		(offset || once.length === 0)
	);
};

const lockJson = (data: Data, lock: LockQueue): Readonly<Record<string, unknown>> => ({
	path: lock.path,
	recipe: lock.recipe,
	confidence: lock.confidence,
	holders: lock.holders.map(holder => {
		const view = viewContender(data, holder);
		return {...contenderJson(view), heldAtMostMs: view.inLineMs ?? null, heldMs: view.heldMs};
	}),
	waiters: lock.waiters.map(waiter => {
		const view = viewContender(data, waiter);
		return {...contenderJson(view), waitingMs: view.inLineMs ?? null, waitsFor: waiter.waitsFor};
	}),
});

const contenderJson = ({node, session, row}: ContenderView): Readonly<Record<string, unknown>> => ({
	node,
	session,
	client: row?.client ?? null,
	server: row?.server ?? null,
});
