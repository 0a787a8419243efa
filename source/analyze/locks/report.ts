// What is to be said of each lock now: whether its holder is real, whether it moves, whether it stands in a circle.
import {isSamePulse, isWorse, pulseOf, type Pulse, type Vitals} from '../liveness/pulse.ts';
import type {Contender, LockQueue} from './contender.ts';
import type {Deadlock} from './deadlock.ts';
import type {AllDepartures, Departures} from './departures.ts';
import {byWaiters} from './lock-queues.ts';

export type LockReport = {
	readonly lock: LockQueue;
	/** Of those that hold the one that is worst off; undefined: nobody holds. */
	readonly holder: Contender | undefined;
	/** How that one is: HOLDER IS. */
	readonly pulse: Pulse | undefined;
	/** Who has left, by the Stat of its parent; undefined until that was read. */
	readonly departures: Departures | undefined;
	/** The circle that it is part of. */
	readonly deadlock: Deadlock | undefined;
	readonly trouble: Trouble;
};

/** Why a lock stands where it stands in the table, the worst first. */
export type Trouble = 'circle' | 'lost holder' | 'still' | 'waiting' | 'none';

export type Reports = ReadonlyMap<string, LockReport>;

export const noReports: Reports = new Map();

export type Looked = {
	readonly locks: readonly LockQueue[];
	readonly vitals: Vitals;
	readonly departures: AllDepartures;
	readonly deadlocks: readonly Deadlock[];
	readonly now: number;
};

/** The reports by path; those in which nothing is new are the same values, and so are all if nothing is. */
export const reportsAfter = (before: Reports, looked: Looked): Reports => {
	const circles = new Map(
		looked.deadlocks.flatMap(deadlock => deadlock.links.map(({waits}) => [waits.lock, deadlock] as const)),
	);
	const next = new Map(
		looked.locks.map(lock => {
			const report = reportOn(lock, looked, circles.get(lock.path));
			const known = before.get(lock.path);
			return [lock.path, known !== undefined && isSame(known, report) ? known : report] as const;
		}),
	);
	const isUnchanged =
		next.size === before.size && [...next].every(([path, report]) => before.get(path) === report);
	return isUnchanged ? before : next;
};

const reportOn = (
	lock: LockQueue,
	{vitals, departures: all, now}: Looked,
	deadlock: Deadlock | undefined,
): LockReport => {
	let [holder, pulse]: [Contender | undefined, Pulse | undefined] = [undefined, undefined];
	for (const one of lock.holders) {
		const its = pulseOf(one.session, vitals);
		if (pulse === undefined || isWorse(its, pulse)) {
			[holder, pulse] = [one, its];
		}
	}

	const departures = all.get(lock.parent);
	return {
		lock,
		holder,
		pulse,
		departures,
		deadlock,
		trouble: troubleOf(lock, {pulse, departures, deadlock}, now),
	};
};

/** From then on a lock for which somebody waits and that nobody leaves is worth a look. */
const stillMs = 60_000;

const troubleOf = (
	{kind, waiters}: LockQueue,
	{pulse, departures, deadlock}: Pick<LockReport, 'pulse' | 'departures' | 'deadlock'>,
	now: number,
): Trouble => {
	if (deadlock !== undefined) {
		return 'circle';
	}

	if (pulse?.kind === 'gone' || pulse?.kind === 'silent') {
		return 'lost holder';
	}

	if (waiters.length === 0) {
		return 'none';
	}

	// Who leads an election means to stay.
	const isStill = kind !== 'election' && departures !== undefined && now - departures.stillSince >= stillMs;
	return isStill ? 'still' : 'waiting';
};

const isSame = (a: LockReport, b: LockReport): boolean =>
	a.lock === b.lock &&
	a.holder?.node === b.holder?.node &&
	isSamePulse(a.pulse, b.pulse) &&
	a.departures === b.departures &&
	a.deadlock === b.deadlock &&
	a.trouble === b.trouble;

const rank: Readonly<Record<Trouble, number>> = {
	circle: 0,
	'lost holder': 1,
	still: 2,
	waiting: 3,
	none: 4,
};

/** The most troubled first, then by those that wait. */
export const byTrouble =
	(reports: Reports) =>
	(a: LockQueue, b: LockQueue): number =>
		rank[reports.get(a.path)?.trouble ?? 'none'] - rank[reports.get(b.path)?.trouble ?? 'none'] ||
		byWaiters(a, b);
