// What the rules about locks and sessions share: whether they can look, and how they call those they tell of.
import type {LockReport} from '../locks/report.ts';
import {noneServes, type Scene} from './rule.ts';

/** What was told before is no more of now: nobody asks while the inspector is not on screen. */
const freshForMs = 90_000;

export const whyNoDump = ({inspection: {lockSource}, ensemble, now}: Scene): string | undefined =>
	lockSource.kind !== 'dump'
		? lockSource.why
		: ensemble.quorum !== 'yes'
			? noneServes
			: now - lockSource.at > freshForMs
				? 'dump was answered long ago: it is asked while locks are on screen'
				: undefined;

/** Where dump is shut, those that are loaded are seen. */
export const whyNoLocks = (scene: Scene): string | undefined =>
	scene.inspection.lockSource.kind === 'loaded' && scene.inspection.locks.length > 0
		? undefined
		: whyNoDump(scene);

export const reportsIn = ({inspection}: Scene): readonly LockReport[] => [...inspection.reports.values()];

export const seconds = (ms: number): string => `${Math.ceil(Math.max(0, ms) / 1000)} s`;
export const wholeSeconds = (ms: number): string => `${Math.floor(Math.max(0, ms) / 1000)} s`;

/** A client's address as far as it is known. */
export const clientOf = ({inspection}: Scene, session: string): string =>
	inspection.bySession.get(session)?.client ?? inspection.absent.get(session)?.last?.client ?? session;

export const waiting = ({lock}: LockReport): string => {
	const count = lock.waiters.length;
	return count === 0 ? 'nobody waits' : `${count} ${count === 1 ? 'waits' : 'wait'}`;
};
