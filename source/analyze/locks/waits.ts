// Who keeps whom waiting, as far as it may close a circle: the edges of the wait-for graph over sessions.
import type {Id} from '../../zookeeper/ids.ts';
import {isOwned, type Contender, type LockQueue} from './contender.ts';

export type Blocker = Pick<Contender, 'session' | 'node'>;

/** One contender in line and who of the sessions that may be in a circle stands in its way. */
export type Wait = {
	readonly session: Id;
	readonly lock: string;
	readonly node: string;
	/** All of them have to go first. */
	readonly all: readonly Blocker[];
	/** One of them has to: holders of a semaphore. Empty where one of the holders waits for nobody. */
	readonly any: readonly Blocker[];
};

/** How often a session stands in the locks. */
type Standing = {readonly places: number; readonly waits: number};

/** Only who waits in one place and has another one can be part of a circle. */
const isEntangled = (standing: Standing | undefined): boolean =>
	standing !== undefined && standing.waits > 0 && standing.places > 1;

/** Who leads one election and is a candidate in another one waits for nothing; and what is only guessed may be a group of members. */
const blocks = ({kind, confidence}: LockQueue): boolean => kind !== 'election' && confidence !== 'guess';

/** The waits of all sessions that may be in a circle. */
export const waitsIn = (locks: readonly LockQueue[]): readonly Wait[] => {
	const blocking = locks.filter(blocks);
	const queues = blocking.filter(({waiters}) => waiters.length > 0);
	const standings = standingsIn(blocking);
	const entangled = new Set([...standings].flatMap(([session, own]) => (isEntangled(own) ? [session] : [])));
	return entangled.size < 2 ? [] : queues.flatMap(queue => waitsAt(queue, entangled));
};

const standingsIn = (locks: readonly LockQueue[]): ReadonlyMap<Id, Standing> => {
	const standings = new Map<Id, {places: number; waits: number}>();
	const add = ({session}: Contender, waits: number): void => {
		if (!isOwned(session)) {
			return; // different ones; and what is left over never waits for another
		}

		const own = standings.get(session) ?? {places: 0, waits: 0};
		own.places += 1;
		own.waits += waits;
		standings.set(session, own);
	};

	for (const {holders, waiters} of locks) {
		for (const holder of holders) {
			add(holder, 0);
		}

		for (const waiter of waiters) {
			add(waiter, 1);
		}
	}

	return standings;
};

const waitsAt = ({path, kind, holders, waiters}: LockQueue, entangled: ReadonlySet<Id>): readonly Wait[] => {
	const isSemaphore = kind === 'semaphore';
	const line = isSemaphore ? waiters : [...holders, ...waiters];
	const start = line.length - waiters.length;
	const any = isSemaphore && holders.every(({session}) => entangled.has(session)) ? holders : [];
	const lastExclusive = indexesOfLastExclusive(line);
	return waiters.flatMap(({session, node, mode}, place) => {
		const index = start + place;
		if (!entangled.has(session)) {
			return [];
		}

		// A reader waits for the last writer before it, who waits for all before him.
		const from = mode === 'exclusive' ? index - 1 : (lastExclusive[index] ?? -1);
		const all = nearest(line, from, entangled).filter(other => other.session !== session);
		return [{session, lock: path, node, all, any}];
	});
};

/** For each place in line that of the last exclusive contender before it; −1 where there is none. */
const indexesOfLastExclusive = (line: readonly Contender[]): readonly number[] => {
	let last = -1;
	return line.map(({mode}, index) => {
		const before = last;
		last = mode === 'exclusive' ? index : last;
		return before;
	});
};

/** The next ones ahead: readers, who hold together, up to a writer. Those before him he waits for himself. */
const nearest = (
	line: readonly Contender[],
	from: number,
	entangled: ReadonlySet<Id>,
): readonly Blocker[] => {
	const found: Blocker[] = [];
	for (let index = from; index >= 0; index--) {
		const other = line[index];
		if (other !== undefined && entangled.has(other.session)) {
			found.push(other);
			if (other.mode === 'exclusive') {
				break;
			}
		}
	}

	return found;
};
