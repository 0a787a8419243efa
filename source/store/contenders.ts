// A contender of a lock joined with everything that is known of it: its session, client, server, pulse and time in line.
import {endOf} from '../analyze/liveness/expiry.ts';
import {pulseOf, type Pulse} from '../analyze/liveness/pulse.ts';
import type {Disagreement} from '../analyze/locks/disagreement.ts';
import {parentPath} from '../analyze/tree-rows.ts';
import {movesPerMinute} from '../analyze/locks/departures.ts';
import {isOwned, noOwner, type Contender, type LockQueue} from '../analyze/locks/contender.ts';
import {waitedPerMinute} from '../analyze/locks/history.ts';
import type {SessionRow} from '../analyze/sessions.ts';
import {leaderNow} from './selectors.ts';
import type {Data} from './state.ts';

export {isOwned} from '../analyze/locks/contender.ts';

export type ContenderView = Contender & {
	/** Its session as it is listed; or, where it is no more, as it was listed last. */
	readonly row: SessionRow | undefined;
	/** What its client does, and how we know. */
	readonly pulse: Pulse;
	/** Since its znode was created, by the leader's clock; undefined until its stat is read. */
	readonly inLineMs: number | undefined;
	/** Since we saw it take over; undefined when it held before zktop looked. */
	readonly heldMs: number | undefined;
};

/** Joins one contender. */
export const viewContender = (data: Data, contender: Contender): ContenderView => {
	const {inspection, znodes, clock} = data;
	const ctime = znodes.get(contender.node)?.stat?.ctime;
	const holding = inspection.handovers.holdings.get(contender.node);
	return {
		...contender,
		row: inspection.bySession.get(contender.session) ?? inspection.absent.get(contender.session)?.last,
		pulse: pulseOf(contender.session, inspection),
		inLineMs: ctime === undefined ? undefined : Math.max(0, leaderNow(data) - ctime),
		heldMs: holding?.seen === true ? Math.max(0, clock.at - holding.at) : undefined,
	};
};

/** Hand-overs a minute, by the Stat of the lock's parent; undefined until that was read twice. */
export const movesOf = ({inspection}: Data, {parent}: LockQueue): number | undefined =>
	movesPerMinute(inspection.departures.get(parent));

/** Its contenders that no session owns. */
export const leftOversIn = ({holders, waiters}: LockQueue): readonly Contender[] =>
	[...holders, ...waiters].filter(({session}) => session === noOwner);

/** While a change travels servers differ for a moment. */
const differsForMs = 3000;

/** Contenders of a lock that one server has and another one has not, for longer than a change takes. */
export const differencesAt = ({inspection}: Data, {parent}: LockQueue): readonly Disagreement[] =>
	[...inspection.disagreements.values()].filter(
		({path, since, seenAt}) => parentPath(path) === parent && seenAt - since >= differsForMs,
	);

/** Time that all in line for a lock together wait in a minute, ms; undefined until it was looked at for a while. */
export const waitedOf = ({inspection}: Data, {path}: LockQueue): number | undefined =>
	waitedPerMinute(inspection.histories.get(path));

/** Time until the server ends a session, ms; undefined where nobody can tell. */
export const endsInMs = ({clock}: Data, pulse: Pulse | undefined): number | undefined =>
	pulse === undefined || !('endsBy' in pulse) || pulse.endsBy === undefined
		? undefined
		: Math.max(0, pulse.endsBy - clock.at);

/** What a session's client does. */
export const pulseOfSession = ({inspection}: Data, session: string): Pulse => pulseOf(session, inspection);

/** Time until a session ends unless it is heard of, ms, by the leader's newest `dump`; undefined while it does not tell. */
export const endsOfSession = ({inspection, clock}: Data, session: string): number | undefined => {
	const end = endOf(inspection.expiries, session);
	return end === undefined ? undefined : Math.max(0, end - clock.at);
};

/** Where else a session stands in line, by the paths of the locks. */
export const otherPlacesOf = (
	{inspection}: Data,
	session: string,
	node: string,
): {readonly held: readonly string[]; readonly awaited: readonly string[]} => {
	const isOther = (place: Contender): boolean =>
		isOwned(session) && place.session === session && place.node !== node;
	return {
		held: inspection.locks.flatMap(({path, holders}) => (holders.some(isOther) ? [path] : [])),
		awaited: inspection.locks.flatMap(({path, waiters}) => (waiters.some(isOther) ? [path] : [])),
	};
};
