// What is to be said of each lock now: whether its holder is real, whether it moves, whether it stands in a circle.
import {isSamePulse, isWorse, pulseOf, type Pulse, type Vitals} from '../liveness/pulse.ts';
import type {Contender, LockQueue} from './contender.ts';
import type {Deadlock} from './deadlock.ts';
import type {AllDepartures, Departures} from './departures.ts';
import type {LostWakeUp} from './wake-up.ts';
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
	/** Its waiters that nobody wakes, as far as the servers were asked. */
	readonly lostWakeUps: readonly LostWakeUp[];
	readonly trouble: Trouble;
};

/** Why a lock stands where it stands in the table, the worst first. */
export type Trouble = 'circle' | 'lost holder' | 'lost wake-up' | 'still' | 'waiting' | 'none';

export type Reports = ReadonlyMap<string, LockReport>;

export const noReports: Reports = new Map();

export type Looked = {
	readonly locks: readonly LockQueue[];
	readonly vitals: Vitals;
	readonly departures: AllDepartures;
	readonly deadlocks: readonly Deadlock[];
	readonly lostWakeUps: readonly LostWakeUp[];
	readonly now: number;
};

/** The reports by path; those in which nothing is new are the same values, and so are all if nothing is. */
export const reportsAfter = (before: Reports, looked: Looked): Reports => {
	const circles = new Map(
		looked.deadlocks.flatMap(deadlock => deadlock.links.map(({waits}) => [waits.lock, deadlock] as const)),
	);
	const lost = Map.groupBy(looked.lostWakeUps, one => one.lock);
	const next = new Map(
		looked.locks.map(lock => {
			const report = reportOn(lock, looked, circles.get(lock.path), lost.get(lock.path) ?? none);
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
	lostWakeUps: readonly LostWakeUp[],
): LockReport => {
	const {holder, pulse} = worstHolder(lock, vitals) ?? {holder: undefined, pulse: undefined};
	const departures = all.get(lock.parent);
	return {
		lock,
		holder,
		pulse,
		departures,
		deadlock,
		lostWakeUps,
		trouble: troubleOf(lock, {pulse, departures, deadlock, lostWakeUps}, now),
	};
};

type Holding = {readonly holder: Contender; readonly pulse: Pulse};

/** Of those that hold the one that is worst off, and how it is; undefined: nobody holds. */
export const worstHolder = ({holders}: Pick<LockQueue, 'holders'>, vitals: Vitals): Holding | undefined => {
	let worst: Holding | undefined;
	for (const holder of holders) {
		const pulse = pulseOf(holder.session, vitals);
		worst = worst === undefined || isWorse(pulse, worst.pulse) ? {holder, pulse} : worst;
	}

	return worst;
};

/** From then on a lock for which somebody waits and that nobody leaves is worth a look. */
const stillMs = 60_000;

const troubleOf = (
	{kind, waiters}: LockQueue,
	{pulse, departures, deadlock, lostWakeUps}: Omit<LockReport, 'lock' | 'holder' | 'trouble'>,
	now: number,
): Trouble => {
	if (deadlock !== undefined) {
		return 'circle';
	}

	const isLeftOver = pulse?.kind === 'left over' && waiters.length > 0;
	if (pulse?.kind === 'gone' || pulse?.kind === 'silent' || isLeftOver) {
		return 'lost holder';
	}

	if (lostWakeUps.length > 0) {
		return 'lost wake-up';
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
	isSameLost(a.lostWakeUps, b.lostWakeUps) &&
	a.trouble === b.trouble;

const none: readonly LostWakeUp[] = [];

const isSameLost = (a: readonly LostWakeUp[], b: readonly LostWakeUp[]): boolean =>
	a.length === b.length && a.every((one, index) => one === b[index]);

const rank: Readonly<Record<Trouble, number>> = {
	circle: 0,
	'lost holder': 1,
	'lost wake-up': 2,
	still: 3,
	waiting: 4,
	none: 5,
};

/** The most troubled first, then by those that wait. */
export const byTrouble =
	(reports: Reports) =>
	(a: LockQueue, b: LockQueue): number =>
		rank[reports.get(a.path)?.trouble ?? 'none'] - rank[reports.get(b.path)?.trouble ?? 'none'] ||
		byWaiters(a, b);
