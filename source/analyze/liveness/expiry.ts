// When sessions end unless they are heard of, by the leader's `dump`, and which of them are about to.
//
// The leader tells each session's end by its own clock, in steps of its tickTime, and moves it with each ping. What its clock says
// now follows from the same answer: no end that it tells is past, and none is further away than the session's timeout and one step.
import type {Id} from '../../zookeeper/ids.ts';
import type {Dump} from '../../zookeeper/words/dump.ts';

export type Expiries = {
	/** Who told: the leader. */
	readonly server: string;
	/** When, our clock. */
	readonly at: number;
	/** As it told. */
	readonly sessions: Dump['sessions'];
	/** Our clock at the first end in its answer, at the latest. */
	readonly firstEndsBy: number;
};

/** By when a session ends if nothing more is heard of it, our clock; undefined where it is not told. */
export const endOf = (expiries: Expiries | undefined, session: Id): number | undefined => {
	const afterFirstMs = expiries?.sessions.get(session)?.expiresAfterFirstMs;
	return expiries === undefined || afterFirstMs === undefined
		? undefined
		: expiries.firstEndsBy + afterFirstMs;
};

export type ClockKnown = {
	/** Our clock when the answer came. */
	readonly at: number;
	/** The leader's tickTime, ms. */
	readonly tickMs: number;
	/** How far the leader's clock is ahead of ours, ms, as far as known. */
	readonly offsetMs: number | undefined;
	/** ms. */
	readonly timeoutOf: (session: Id) => number | undefined;
};

/** Dates in `dump` are cut to whole seconds. */
const dateStepMs = 1000;

/** What the leader's `dump` tells of when sessions end. */
export const expiriesIn = (server: string, dump: Dump, clock: ClockKnown): Expiries => ({
	server,
	at: clock.at,
	sessions: dump.sessions,
	firstEndsBy: clock.at - nowAfterFirst(dump, clock),
});

/** The leader's present at the earliest, counted from the first end in its answer: never above zero. */
const nowAfterFirst = (dump: Dump, {at, tickMs, offsetMs, timeoutOf}: ClockKnown): number => {
	let [earliest, firstAt]: [number, number | undefined] = [-Infinity, undefined];
	for (const [session, {expiresAt, expiresAfterFirstMs: end}] of dump.sessions) {
		const timeoutMs = timeoutOf(session);
		if (end !== undefined && timeoutMs !== undefined) {
			earliest = Math.max(earliest, end - timeoutMs - tickMs);
		}

		firstAt ??= expiresAt === undefined || end === undefined ? undefined : expiresAt - end;
	}

	const byClock =
		offsetMs === undefined || firstAt === undefined ? -Infinity : at + offsetMs - firstAt - dateStepMs;
	const known = Math.max(earliest, byClock);
	return Number.isFinite(known) ? Math.min(0, known) : -tickMs;
};

/** Sessions that end within the same second unless they are heard of. */
export type ExpiryBucket = {
	/** Our clock, at the latest. */
	readonly endsBy: number;
	readonly sessions: readonly Id[];
	/** Znodes that go with them. */
	readonly ephemerals: number;
	/** Locks and elections that lose a holder. */
	readonly holds: number;
	/** How many of them are elections. */
	readonly leads: number;
};

/** A healthy session is seen with anything between its whole timeout and two thirds of it (facts.md M7): below a half it is in trouble. */
const troubledShare = 1 / 2;

export type Stakes = {
	readonly timeoutOf: (session: Id) => number | undefined;
	readonly ephemeralsOf: (session: Id) => number;
	readonly holdsOf: (session: Id) => number;
	/** The elections among them. */
	readonly leadsOf: (session: Id) => number;
};

/** What is about to end, first things first; only sessions that have used up half of their timeout. */
export const forecastOf = (
	expiries: Expiries,
	{timeoutOf, ephemeralsOf, holdsOf, leadsOf}: Stakes,
): readonly ExpiryBucket[] => {
	const troubled = [...expiries.sessions.keys()].flatMap(session => {
		const end = endOf(expiries, session);
		const isTroubled = end !== undefined && end - expiries.at < (timeoutOf(session) ?? 0) * troubledShare;
		return isTroubled ? [[session, end] as const] : [];
	});
	const bySecond = Map.groupBy(troubled, ([, end]) => Math.ceil(end / dateStepMs) * dateStepMs);
	return [...bySecond]
		.map(([second, all]) => {
			const sessions = all.map(([session]) => session);
			const sumOf = (count: (session: Id) => number): number =>
				sessions.reduce((sum, session) => sum + count(session), 0);
			return {
				endsBy: second,
				sessions,
				ephemerals: sumOf(ephemeralsOf),
				holds: sumOf(holdsOf),
				leads: sumOf(leadsOf),
			};
		})
		.sort((a, b) => a.endsBy - b.endsBy);
};
