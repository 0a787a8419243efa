// Circles of sessions that wait for each other, across all locks: nobody in one goes on until somebody gives up.
//
// A session is taken for one thread: while it waits it leaves none of its other locks. Threads that share a session may still go on,
// so a circle is `sure` only where no session stands in line more often than one thread can.
import type {Id} from '../../zookeeper/ids.ts';
import type {LockQueue} from './contender.ts';
import {waitsIn, type Blocker, type Wait} from './waits.ts';

/** One session of a circle. */
export type Link = {
	readonly session: Id;
	/** Where it keeps the one before it waiting: it holds that lock, or stands before it in line. */
	readonly keeps: {readonly lock: string; readonly node: string};
	/** Where it waits for the next one. */
	readonly waits: {readonly lock: string; readonly node: string};
};

export type Deadlock = {
	/** The same as long as the same contenders are in it. */
	readonly id: string;
	/** Each waits for the next one, the last for the first. */
	readonly links: readonly Link[];
	/** Others in line for its locks. */
	readonly behind: number;
	readonly sure: boolean;
	/** When it was seen first, our clock. */
	readonly since: number;
};

export const noDeadlocks: readonly Deadlock[] = [];

/** The circles among these locks; those that were there before are the same values. */
export const deadlocksIn = (
	locks: readonly LockQueue[],
	before: readonly Deadlock[],
	now: number,
): readonly Deadlock[] => {
	const waits = Map.groupBy(waitsIn(locks), ({session}) => session);
	const stuck = stuckIn(waits);
	const found = circlesAmong(waits, stuck).map(links => deadlockOf(links, locks, waits, before, now));
	const isSame = found.length === before.length && found.every(one => before.includes(one));
	return isSame ? before : found;
};

type Waits = ReadonlyMap<Id, readonly Wait[]>;

/** What keeps a wait from ending while these sessions do not move; undefined: nothing. */
const blockerOf = ({session, all, any}: Wait, stuck: ReadonlySet<Id>): Blocker | undefined => {
	const others = any.filter(other => other.session !== session);
	return (
		all.find(other => stuck.has(other.session)) ??
		(any.every(other => stuck.has(other.session)) ? others[0] : undefined)
	);
};

/** The sessions that are left when all that can go on have gone on, and those that waited for them, and so on. */
const stuckIn = (waits: Waits): ReadonlySet<Id> => {
	const stuck = new Set(waits.keys());
	const waitingFor = waitersOf(waits);
	const open = new Set(stuck);
	// What is added while it is gone through comes last; who may go on now is looked at once, however often it waits.
	for (const session of open) {
		open.delete(session);
		const isStuck = waits.get(session)?.some(wait => blockerOf(wait, stuck) !== undefined) ?? false;
		if (!isStuck) {
			stuck.delete(session);
			for (const other of waitingFor.get(session) ?? []) {
				if (stuck.has(other)) {
					open.add(other);
				}
			}
		}
	}

	return stuck;
};

/** Who waits for a session anywhere: a few sessions may stand in thousands of lines. */
const waitersOf = (waits: Waits): ReadonlyMap<Id, ReadonlySet<Id>> => {
	const waiters = new Map<Id, Set<Id>>();
	for (const {session, all, any} of [...waits.values()].flat()) {
		for (const other of [...all, ...any]) {
			const known = waiters.get(other.session) ?? new Set();
			waiters.set(other.session, known.add(session));
		}
	}

	return waiters;
};

type Step = {readonly wait: Wait; readonly to: Blocker};

/** From each stuck session one step to one that it waits for: every walk ends in a circle. */
const circlesAmong = (waits: Waits, stuck: ReadonlySet<Id>): ReadonlyArray<readonly Link[]> => {
	const seen = new Set<Id>();
	return [...stuck].flatMap(start => {
		const walk: Step[] = [];
		let at = start;
		while (!seen.has(at)) {
			seen.add(at);
			const step = stepFrom(waits.get(at) ?? [], stuck);
			if (step === undefined) {
				return [];
			}

			walk.push(step);
			at = step.to.session;
		}

		const entry = walk.findIndex(({wait}) => wait.session === at);
		return entry === -1 ? [] : [linksOf(walk.slice(entry))];
	});
};

const stepFrom = (waits: readonly Wait[], stuck: ReadonlySet<Id>): Step | undefined => {
	for (const wait of waits) {
		const to = blockerOf(wait, stuck);
		if (to !== undefined) {
			return {wait, to};
		}
	}

	return undefined;
};

const linksOf = (circle: readonly Step[]): readonly Link[] =>
	circle.map(({wait}, index) => {
		const previous = circle.at(index - 1) ?? circle[0];
		return {
			session: wait.session,
			keeps: {lock: previous?.wait.lock ?? '', node: previous?.to.node ?? ''},
			waits: {lock: wait.lock, node: wait.node},
		};
	});

const deadlockOf = (
	links: readonly Link[],
	locks: readonly LockQueue[],
	waits: Waits,
	before: readonly Deadlock[],
	now: number,
): Deadlock => {
	const paths = new Set(links.map(({waits: {lock}}) => lock));
	const waiting = locks.reduce((sum, {path, waiters}) => sum + (paths.has(path) ? waiters.length : 0), 0);
	const behind = waiting - links.length;
	const id = links
		.map(({waits: {node}}) => node)
		.sort()
		.join(' ');
	const known = before.find(other => other.id === id);
	const sure = links.every(({session}) => waits.get(session)?.length === 1);
	return known?.behind === behind && known.sure === sure
		? known
		: {id, links, behind, sure, since: known?.since ?? now};
};
