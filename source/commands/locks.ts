// `zktop locks [PATH…]`: the locks tab as JSON, every contender with its client and time in line.
import {isOwned} from '../analyze/locks/contender.ts';
import type {Deadlock} from '../analyze/locks/deadlock.ts';
import {movesPerMinute} from '../analyze/locks/departures.ts';
import type {LockHistory} from '../analyze/locks/history.ts';
import type {LockQueue} from '../analyze/locks/lock-queues.ts';
import type {LockReport} from '../analyze/locks/report.ts';
import {noInterests, type Interests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {
	differencesAt,
	endsInMs,
	movesOf,
	viewContender,
	waitedOf,
	type ContenderView,
} from '../store/contenders.ts';
import {childrenOf, hasUnseenLeftOvers, surplusParents} from '../store/lock-reads.ts';
import {isShort} from '../store/grouping.ts';
import {revokedAt, saidName} from '../store/group-views.ts';
import type {Data} from '../store/state.ts';
import {formatShort, formatWholeAge} from '../ui/format.ts';
import {verdictSpan} from '../ui/panes/verdict.ts';
import {isAnswered, servingIn} from './answered.ts';
import {timeOf} from './group-twin.ts';
import {isScanned, isScanning, scanJson, withScan} from './scan-twin.ts';
import {noneTold, tableText} from './table.ts';
import {runTwin} from './twin.ts';

/** Contenders whose age is read; of the others only their place in the queue is told. */
const agesRead = 5000;
/** Holders whose data is read: who they say they are, and whether they were asked to let go. */
const namesRead = 500;
/** Locks whose hand-overs are counted. */
const movesRead = 500;
/** Locks that are listed where more is below them than contenders. */
const surplusRead = 50;

export const locks = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: data => withScan(options, data, known => interestsOf(known, options.lockPaths)),
		...(options.scan && {isWorking: (data: Data) => isScanning(options, data)}),
		session: true,
		ticks: 2,
		complete: data => isScanned(options, data) && isComplete(data, options.lockPaths),
		render: data => ({
			clockOffsetMs: data.session.clockOffsetMs ?? null,
			...(options.scan && {scan: scanJson(data)}),
			locks: data.inspection.locks.map(lock => lockJson(data, lock)),
			deadlocks: data.inspection.deadlocks.map(deadlockJson),
		}),
		table: locksTable,
	});

/** The table of the locks tab, for people; then the circles. */
const locksTable = (data: Data): string => {
	const {inspection, clock} = data;
	const holderOf = ({path}: LockQueue): ContenderView | undefined => {
		const holder = inspection.reports.get(path)?.holder;
		return holder && viewContender(data, holder);
	};
	const table = tableText<LockQueue>(
		[
			{title: 'LOCK', text: ({path}) => path},
			{title: 'KIND', text: ({kind}) => kind},
			{title: 'RECIPE', text: ({recipe}) => recipe},
			{title: 'HOLDER', text: lock => holderName(lock, holderOf(lock))},
			{title: 'HOLDER IS', text: ({path}) => verdictText(inspection.reports.get(path), clock.at)},
			{title: 'HELD', align: 'right', text: lock => heldWords(holderOf(lock))},
			{title: 'WAIT', align: 'right', text: ({waiters}) => formatShort(waiters.length)},
			{title: 'MOVES/min', align: 'right', text: lock => shortOf(movesOf(data, lock))},
		],
		inspection.locks,
	);
	return inspection.locks.length === 0 ? noneTold(data, 'no lock') : table;
};

const holderName = ({holders}: LockQueue, holder: ContenderView | undefined): string =>
	holder === undefined
		? 'nobody'
		: `${(holder.row?.client ?? holder.session) || '·'}${holders.length > 1 ? ` +${holders.length - 1}` : ''}`;

const verdictText = (report: LockReport | undefined, now: number): string | undefined =>
	report && verdictSpan(report, now, report.pulse?.kind !== 'unknown').text; // why it is unknown stands below

/** At most as long as its znode is old, where the hand-over was not seen. */
const heldWords = (holder: ContenderView | undefined): string | undefined => {
	if (holder?.heldMs !== undefined) {
		return formatWholeAge(holder.heldMs);
	}

	return holder?.inLineMs === undefined ? undefined : `≤${formatWholeAge(holder.inLineMs)}`;
};

const shortOf = (value: number | undefined): string | undefined =>
	value === undefined ? undefined : formatShort(value);

const interestsOf = ({inspection, znodes, clock}: Data, lockPaths: readonly string[]): Interests => {
	const dumped = inspection.lockSource.kind === 'dump';
	const contenders = inspection.locks.flatMap(({holders, waiters}) =>
		[...holders, ...waiters].map(({node}) => node),
	);
	const surplus = surplusParents({inspection, clock}, inspection.locks.slice(0, surplusRead), 0);
	const listed = [...(dumped ? [] : lockPaths), ...surplus];
	return {
		...noInterests,
		connections: true,
		ephemerals: true,
		open: [...(inspection.lockSource.kind === 'loaded' ? lockPaths : []), ...surplus],
		// Whether chroot and paths are there: no lock below what does not exist is no good news.
		stats: ['/', ...lockPaths.filter(path => path !== '/')],
		often: parentsIn(inspection.locks),
		contents: inspection.locks
			.flatMap(({holders}) => holders.map(({node}) => node))
			.slice(0, namesRead)
			.filter(path => isShort({znodes}, path) && znodes.get(path)?.stat?.dataBytes !== 0),
		once: [...new Set([...contenders, ...childrenOf({znodes}, listed)])].slice(0, agesRead),
	};
};

const parentsIn = (locks: readonly LockQueue[]): readonly string[] =>
	[...new Set(locks.map(({parent}) => parent))].slice(0, movesRead);

const isComplete = (data: Data, lockPaths: readonly string[]): boolean => {
	const {znodes, session} = data;
	const interests = interestsOf(data, lockPaths);
	if (!isAnswered(data, interests)) {
		return false;
	}

	const {often, once} = interests;
	const serving = servingIn(data);
	const offset = session.clockOffsetMs !== undefined || serving.every(({cons}) => cons.kind !== 'fresh');
	return (
		serving.length === 0 ||
		(often.every(path => znodes.get(path)?.failure !== undefined || hasMoved(data, path)) &&
			(offset || once.length === 0) &&
			!hasUnseenLeftOvers(data))
	);
};

const hasMoved = ({inspection}: Data, parent: string): boolean =>
	movesPerMinute(inspection.departures.get(parent)) !== undefined;

const lockJson = (data: Data, lock: LockQueue): Readonly<Record<string, unknown>> => {
	const pulse = data.inspection.reports.get(lock.path)?.pulse;
	return {
		path: lock.path,
		kind: lock.kind,
		recipe: lock.recipe,
		confidence: lock.confidence,
		holderIs: pulse?.kind ?? null,
		freesWithinMs: endsInMs(data, pulse) ?? null,
		movesPerMinute: movesOf(data, lock) ?? null,
		waitedMsPerMinute: waitedOf(data, lock) ?? null,
		history: historyJson(data.inspection.histories.get(lock.path)),
		differs: differencesAt(data, lock).map(({path, has, lacks, since}) => ({
			node: path,
			has,
			lacks,
			since: new Date(since).toISOString(),
		})),
		holders: lock.holders.map(holder => {
			const view = viewContender(data, holder);
			return {
				...contenderJson(data, view),
				heldAtMostMs: view.inLineMs ?? null,
				heldMs: view.heldMs,
				name:
					revokedAt(data, holder.node) === undefined
						? (saidName(data, lock.recipe, holder.node) ?? null)
						: null,
				askedToLetGoAt: timeOf(revokedAt(data, holder.node)),
			};
		}),
		waiters: lock.waiters.map(waiter => {
			const view = viewContender(data, waiter);
			return {...contenderJson(data, view), waitingMs: view.inLineMs ?? null, waitsFor: waiter.waitsFor};
		}),
	};
};

/** Of this run: with `--follow` it grows. */
const historyJson = (history: LockHistory | undefined): Readonly<Record<string, unknown>> | null =>
	history === undefined
		? null
		: {
				ended: history.ended,
				holds: history.holds.map(({endedAt, ms, atLeast}) => ({
					endedAt: new Date(endedAt).toISOString(),
					[atLeast ? 'heldAtLeastMs' : 'heldMs']: ms,
				})),
				waits: history.waits.count,
				meanWaitMs: history.waits.count === 0 ? null : history.waits.sumMs / history.waits.count,
				longestWaitMs: history.waits.count === 0 ? null : history.waits.longestMs,
			};

const contenderJson = (
	data: Data,
	{node, session, row, pulse}: ContenderView,
): Readonly<Record<string, unknown>> => ({
	node,
	session: isOwned(session) ? session : null,
	client: row?.client ?? null,
	server: row?.server ?? null,
	is: pulse.kind,
	...('since' in pulse && {since: new Date(pulse.since).toISOString()}),
	...('endsBy' in pulse && {endsWithinMs: endsInMs(data, pulse) ?? null}),
	...('why' in pulse && {why: pulse.why}),
});

const deadlockJson = ({links, behind, sure, since}: Deadlock): Readonly<Record<string, unknown>> => ({
	since: new Date(since).toISOString(),
	sure,
	behind,
	circle: links.map(({session, keeps, waits}) => ({session, keeps, waits})),
});
