// Whether the waiters of a lock watch whom they wait for, as far as the servers were asked.
import type {Contender, LockQueue} from '../analyze/locks/contender.ts';
import {wakeUpOf, type WakeUp} from '../analyze/locks/wake-up.ts';
import {waiterIn} from './inspection/wake-ups.ts';
import type {Data} from './state.ts';
import {watchersToldAt, watchingOf} from './watching.ts';

/** Undefined: nobody was asked. */
export const wakeUpIn = (data: Data, lock: LockQueue, waiter: Contender): WakeUp | undefined => {
	const {inspection, servers, session} = data;
	const {lockSource, bySession, handovers} = inspection;
	const lookedAt = lockSource.kind === 'dump' ? lockSource.at : inspection.lookedAt;
	return watchersToldAt(data) === undefined
		? undefined
		: wakeUpOf(
				lock,
				waiter,
				waiterIn({servers, session, bySession, handovers, lookedAt}, waiter),
				watchingOf(data),
			);
};

export type WakeUps = {
	readonly watched: number;
	readonly lost: number;
	readonly untold: number;
	/** Why the first of those is not told. */
	readonly why: string | undefined;
	/** How many of them were looked at. */
	readonly of: number;
	/** When the servers told, the oldest answer. */
	readonly at: number;
};

/** Of longer lines the first ones are looked at. */
const lookedThrough = 1000;

/** All of a lock's waiters together; undefined: nobody was asked, or nobody waits. */
export const wakeUpsIn = (data: Data, lock: LockQueue): WakeUps | undefined => {
	const at = watchersToldAt(data);
	if (at === undefined || lock.waiters.length === 0) {
		return undefined;
	}

	const all = lock.waiters.slice(0, lookedThrough).map(waiter => wakeUpIn(data, lock, waiter));
	const count = (kind: WakeUp['kind']): number => all.filter(one => one?.kind === kind).length;
	const untold = all.find(one => one?.kind === 'untold');
	return {
		watched: count('watched'),
		lost: count('lost'),
		untold: count('untold'),
		why: untold?.kind === 'untold' ? untold.why : undefined,
		of: all.length,
		at,
	};
};
