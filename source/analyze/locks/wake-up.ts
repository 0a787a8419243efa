// Whether a waiter will be woken: whoever waits watches the znode that it waits for, and `wchp` of its server tells. A waiter without that
// watch waits for ever (a lost wake-up), unless it polls.
//
// A child watch is told by no word, nor is whether a watch reaches below its path. Who has only just come, or waits for another one
// only now, may be about to set its watch.
import type {Id} from '../../zookeeper/ids.ts';
import {isWithin, parentOf} from '../../zookeeper/paths.ts';
import type {Watching} from '../watching.ts';
import type {Contender, LockQueue} from './contender.ts';
import type {Standing} from './handovers.ts';

export type WakeUp =
	| {readonly kind: 'watched' | 'lost'; readonly at: number; readonly instead: string | undefined}
	| {readonly kind: 'untold'; readonly why: string};

/** What is known of one waiter besides its place. */
export type Waiter = {
	/** Undefined: it was not seen waiting before. */
	readonly standing: Standing | undefined;
	/** When `wchp` of the server that it is connected to was answered, and since when it is connected there, our clock. */
	readonly told: {readonly at: number; readonly connectedAt: number} | undefined;
};

/** It has had so long to set its watch. */
const graceMs = 2000;

export const wakeUpOf = (
	{parent, kind}: Pick<LockQueue, 'parent' | 'kind'>,
	{session, waitsFor}: Pick<Contender, 'session' | 'waitsFor'>,
	{standing, told}: Waiter,
	watching: Watching,
): WakeUp => {
	const [awaited] = waitsFor;
	if (awaited === undefined || (kind === 'semaphore' && waitsFor.length > 1)) {
		return untold('who waits for a lease watches the list of them, which no word tells');
	}

	if (told === undefined) {
		return untold('its server was not asked, or did not tell, who watches what');
	}

	const paths = watching.bySession.get(session) ?? [];
	if (paths.includes(awaited)) {
		return {kind: 'watched', at: told.at, instead: undefined};
	}

	if (Math.max(standing?.behindSince ?? Infinity, told.connectedAt) + graceMs > told.at) {
		return untold('it waits for that one, or is connected, only since about then; ask again');
	}

	const above = paths.find(path => isAbove(path, awaited));
	return above === undefined
		? {kind: 'lost', at: told.at, instead: paths.find(path => parentOf(path) === parent)}
		: untold(`it watches ${above}, perhaps with all that is below it`);
};

const untold = (why: string): WakeUp => ({kind: 'untold', why});

const isAbove = (path: string, below: string): boolean => path !== below && isWithin(below, path);

/** A waiter that nobody wakes. */
export type LostWakeUp = {
	readonly lock: string;
	readonly node: string;
	readonly session: Id;
	/** The znode that it waits for. */
	readonly awaited: string;
	/** Another contender that it watches. */
	readonly instead: string | undefined;
	/** When it was told, our clock. */
	readonly at: number;
};

/** No more are remembered: so many have one cause. */
const kept = 100;

/** Those of these locks; what is only guessed to be a line is left out. */
export const lostIn = (
	locks: readonly LockQueue[],
	waiterOf: (contender: Contender) => Waiter,
	watching: Watching,
): readonly LostWakeUp[] => {
	const lost: LostWakeUp[] = [];
	for (const lock of locks.filter(({confidence}) => confidence !== 'guess')) {
		for (const contender of lock.waiters) {
			const wakeUp = wakeUpOf(lock, contender, waiterOf(contender), watching);
			if (wakeUp.kind === 'lost' && lost.length < kept) {
				const {node, session, waitsFor} = contender;
				const {at, instead} = wakeUp;
				lost.push({lock: lock.path, node, session, awaited: waitsFor[0] ?? '', instead, at});
			}
		}
	}

	return lost;
};

/** Those who still wait for the same one. */
export const stillLost = (
	lost: readonly LostWakeUp[],
	waiting: ReadonlyMap<string, Standing>,
): readonly LostWakeUp[] => {
	const left = lost.filter(({node, awaited}) => waiting.get(node)?.behind === awaited);
	return left.length === lost.length ? lost : left;
};
