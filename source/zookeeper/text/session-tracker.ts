// The sessions in `dump`: what a leader, a learner, a server with local sessions and ZooKeeper 3.4 tell of them.
//
//   tracker = *(n " expire at " date ":" LF *(TAB id LF))         (leader; local sessions anywhere; date: java-date.ts)
//   learner = *(id [TAB n "ms"] LF)                               (follower, observer; 3.4 may print an object instead)
import {parseId, type Id} from '../ids.ts';
import {offsetBy, readJavaDate, type JavaDate} from './java-date.ts';
import {readNumber} from './read-number.ts';

export type DumpedSession = {
	/**
	 * When the server ends the session unless it hears from it, epoch ms by the server's clock, in steps of its tickTime.
	 * Undefined on followers, in 3.4, and where the server's time zone is not certain (java-date.ts).
	 */
	readonly expiresAt: number | undefined;
	/** The same, counted from the first expiry in this answer, of whatever session: known in every zone and in 3.4 too. */
	readonly expiresAfterFirstMs: number | undefined;
	/** Only followers tell it. */
	readonly timeoutMs: number | undefined;
	/** A local session: known to this server alone. */
	readonly local: boolean;
};

export type SessionLines = {
	readonly learner: readonly string[];
	readonly tracker: readonly string[];
	readonly local: readonly string[];
};

/** ZooKeeper 3.4 prints its uptime as if it were an epoch: dates near 1970. */
const firstCredibleMs = Date.UTC(2000, 0);

/** `nowMs`: the present by any clock near the server's, to find the offset of a zone that is only named. */
export const readSessions = (lines: SessionLines, nowMs?: number): ReadonlyMap<Id, DumpedSession> => {
	const tracker = readTracker(lines.tracker);
	const local = readTracker(lines.local);
	const dates = [...tracker.dates, ...local.dates];
	const firstMs = dates.reduce((first, {wallMs}) => Math.min(first, wallMs), Number.POSITIVE_INFINITY);
	const offsetMs = nowMs === undefined ? undefined : offsetBy(nowMs, firstMs);
	const expiryOf = (
		date: JavaDate | undefined,
	): Pick<DumpedSession, 'expiresAt' | 'expiresAfterFirstMs'> => ({
		expiresAt:
			date === undefined || date.wallMs < firstCredibleMs
				? undefined
				: (date.epochMs ?? (offsetMs === undefined ? undefined : date.wallMs - offsetMs)),
		expiresAfterFirstMs: date && date.wallMs - firstMs,
	});

	const sessions = readLearner(lines.learner);
	for (const [id, date] of tracker.sessions) {
		sessions.set(id, {...expiryOf(date), timeoutMs: undefined, local: false});
	}

	for (const [id, date] of local.sessions) {
		sessions.set(id, {...expiryOf(date), timeoutMs: undefined, local: true});
	}

	return sessions;
};

type Tracked = {
	readonly dates: readonly JavaDate[];
	readonly sessions: ReadonlyMap<Id, JavaDate | undefined>;
};

const expireAt = ' expire at ';

const readTracker = (lines: readonly string[]): Tracked => {
	const dates: JavaDate[] = [];
	const sessions = new Map<Id, JavaDate | undefined>();
	let date: JavaDate | undefined;
	for (const line of lines) {
		const id = line.startsWith('\t') ? parseId(line.slice(1)) : undefined;
		const at = line.indexOf(expireAt);
		if (id !== undefined) {
			sessions.set(id, date);
		} else if (at !== -1) {
			date = readJavaDate(line.slice(at + expireAt.length).replace(/:$/, ''));
			dates.push(...(date === undefined ? [] : [date]));
		}
	}

	return {dates, sessions};
};

const readLearner = (lines: readonly string[]): Map<Id, DumpedSession> => {
	const sessions = new Map<Id, DumpedSession>();
	for (const line of lines) {
		const [idText = '', timeout] = line.split('\t', 2);
		const id = parseId(idText);
		if (id !== undefined) {
			const timeoutMs = readNumber(timeout?.replace(/ms$/, ''));
			sessions.set(id, {expiresAt: undefined, expiresAfterFirstMs: undefined, timeoutMs, local: false});
		}
	}

	return sessions;
};
