// Sessions that have ended: which of them expired, and whose they were, by two answers of the leader's `dump`.
import type {Id} from '../../zookeeper/ids.ts';
import {endOf, type Expiries} from '../liveness/expiry.ts';
import {changesBetween} from '../session-changes.ts';
import type {SessionList} from '../sessions.ts';

/** A session that the leader gave up; `at`: our clock when it was missing first. */
export type Expired = {readonly session: Id; readonly address: string | undefined; readonly at: number};

export type Endings = {
	/** Sessions that are in no server's list any more, with their address. */
	readonly departed: ReadonlyMap<Id, {readonly address: string; readonly at: number}>;
	/** Of the last minute, oldest first. */
	readonly expired: readonly Expired[];
};

export const noEndings: Endings = {departed: new Map(), expired: []};

type Known = {
	readonly bySession: SessionList;
	readonly expiries: Expiries | undefined;
};

const expiredMs = 60_000;
/** Longer than nearly all timeouts. */
const departedMs = 120_000;
const departedAtMost = 100_000;
/** A session ends in steps of the server's tickTime: it is given up by then, or it was closed. */
const stepMs = 2000;

/** The endings after another look at sessions and expiries. */
export const endingsAfter = (before: Endings, earlier: Known, now: Known, at: number): Endings => {
	const departed =
		earlier.bySession === now.bySession ? before.departed : departedAfter(before.departed, earlier, now, at);
	const gone = earlier.expiries === now.expiries ? [] : expiredBetween(earlier, now, departed, at);
	const isOld = before.expired.some(expired => at - expired.at > expiredMs);
	return departed === before.departed && gone.length === 0 && !isOld
		? before
		: {departed, expired: [...before.expired.filter(expired => at - expired.at <= expiredMs), ...gone]};
};

const departedAfter = (
	before: Endings['departed'],
	earlier: Known,
	{bySession}: Known,
	at: number,
): Endings['departed'] => {
	const {left} = changesBetween(earlier.bySession, bySession);
	if (left.length === 0 && before.size === 0) {
		return before;
	}

	const next = new Map(
		[...before].filter(([session, departed]) => at - departed.at <= departedMs && !bySession.has(session)),
	);
	for (const {session, address} of left.slice(0, departedAtMost - next.size)) {
		next.set(session, {address, at});
	}

	return next;
};

/** What the same leader does not tell any more, and was due: what was closed had been heard of before its half time. */
const expiredBetween = (
	{expiries: earlier, bySession}: Known,
	{expiries}: Known,
	departed: Endings['departed'],
	at: number,
): readonly Expired[] => {
	if (earlier === undefined || expiries === undefined || earlier.server !== expiries.server) {
		return [];
	}

	return [...earlier.sessions.keys()].flatMap(session => {
		const end = endOf(earlier, session);
		const isDue = end !== undefined && end <= expiries.at + stepMs && !expiries.sessions.has(session);
		return isDue
			? [
					{
						session,
						address: departed.get(session)?.address ?? bySession.get(session)?.address,
						at,
					},
				]
			: [];
	});
};
