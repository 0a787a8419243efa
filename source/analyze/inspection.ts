// What is known of sessions and locks together: what the inspector shows, and what the rules about them judge.
import type {Id} from '../zookeeper/ids.ts';
import type {ExpiryBucket} from './liveness/expiry.ts';
import type {Vitals} from './liveness/pulse.ts';
import type {LockQueue} from './locks/contender.ts';
import type {Deadlock} from './locks/deadlock.ts';
import type {AllDepartures} from './locks/departures.ts';
import type {Disagreements} from './locks/disagreement.ts';
import type {Handovers} from './locks/handovers.ts';
import type {Histories} from './locks/history.ts';
import type {Reports} from './locks/report.ts';
import type {LostWakeUp} from './locks/wake-up.ts';
import type {SessionRow} from './sessions.ts';
import type {Order} from './steady-order.ts';

/** Where the locks come from, or why we cannot look. */
export type LockSource =
	| {readonly kind: 'dump'; readonly server: string; readonly at: number}
	| {readonly kind: 'loaded'; readonly why: string}
	| {readonly kind: 'none'; readonly why: string};

/** Its vitals say whether a session is alive, and how we know: `pulseOf(session, inspection)`. */
export type Inspection = Vitals & {
	readonly sessions: readonly SessionRow[];
	/** The most troubled first (report.ts), in a steady order. Locks in which nothing is new are the same values. */
	readonly locks: readonly LockQueue[];
	readonly lockSource: LockSource;
	/** What is to be said of each lock, by its path. */
	readonly reports: Reports;
	/** Circles of sessions that wait for each other. */
	readonly deadlocks: readonly Deadlock[];
	/** Waiters that nobody wakes, by the answers to `wchp` up to `judgedAt`, our clock. */
	readonly wakeUps: {readonly lost: readonly LostWakeUp[]; readonly judgedAt: number};
	/** What is about to end, first things first. */
	readonly expiring: readonly ExpiryBucket[];
	/** Ephemerals that the leader has and a follower has not, or the other way round; by path. */
	readonly disagreements: Disagreements;
	/** Why the sessions of some servers are missing, by server. */
	readonly blind: readonly {readonly server: string; readonly why: string}[];
	readonly handovers: Handovers;
	/** What became of each lock in this run, by its path; as of `lookedAt`, our clock. */
	readonly histories: Histories;
	readonly lookedAt: number;
	/** Who has left, by the parent of a lock's contenders. */
	readonly departures: AllDepartures;
	/** All that hold or wait, once each. */
	readonly owners: ReadonlySet<Id>;
	/** Session timeouts of those that are connected no more, ms: of all others their row tells. */
	readonly timeouts: ReadonlyMap<Id, number>;
	/** Sessions that are not among these, though they were there: of a moment in the past the busiest are kept. */
	readonly omitted: number;
	/** In which order rows stand, so that they do not jump. */
	readonly orders: {readonly sessions: Order; readonly locks: Order};
};
