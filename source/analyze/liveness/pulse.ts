// Whether somebody who holds or waits is alive, and how we know: the column HOLDER IS.
import type {Id} from '../../zookeeper/ids.ts';
import {noOwner, unreadOwner} from '../locks/contender.ts';
import type {SessionRow} from '../sessions.ts';
import type {Absent} from './absence.ts';
import {endOf, type Expiries} from './expiry.ts';

/**
 * What a session's client does. Of the ends: `endsBy` is when the server ends the session at the latest unless it hears from its
 * client, our clock; undefined where the leader does not tell.
 */
export type Pulse =
	/** Requests in the last interval; none but pings; connected, and no two answers to compare yet. */
	| {readonly kind: 'working' | 'pings only' | 'connected'}
	/** Connected, and not even pings since `since` at the latest: frozen, stopped or cut off. */
	| {readonly kind: 'silent'; readonly since: number; readonly endsBy: number | undefined}
	/** Connected to nobody, missed since `since`: it ends at `endsBy` unless it comes back. */
	| {readonly kind: 'gone'; readonly since: number; readonly endsBy: number | undefined}
	/** It is no ephemeral: no session owns it, and nothing cleans it up. */
	| {readonly kind: 'left over'}
	/** Nobody can tell. */
	| {readonly kind: 'unknown'; readonly why: string};

/** What is known of all sessions. */
export type Vitals = {
	/** The sessions that are in a list. */
	readonly bySession: ReadonlyMap<Id, SessionRow>;
	readonly absent: Absent;
	/** Why that proves nothing; undefined: it does. */
	readonly unseen: string | undefined;
	/** All servers were asked for their lists at this time or later, our clock. */
	readonly listedSince: number;
	/** When sessions end; undefined while the leader does not tell, or there is none: then none ends. */
	readonly expiries: Expiries | undefined;
};

/** The pulse of one session. */
export const pulseOf = (session: Id, vitals: Vitals): Pulse => {
	if (session === noOwner) {
		return {kind: 'left over'};
	}

	if (session === unreadOwner) {
		return {kind: 'unknown', why: 'its owner has not been read'};
	}

	const row = vitals.bySession.get(session);
	const endsBy = endOf(vitals.expiries, session);
	return row === undefined ? absence(session, vitals, endsBy) : presence(row, endsBy);
};

const presence = ({fresh, server, activity, heardAt}: SessionRow, endsBy: number | undefined): Pulse => {
	if (!fresh) {
		return {kind: 'unknown', why: `${server} does not answer`};
	}

	switch (activity) {
		case 'silent':
			return {kind: 'silent', since: heardAt, endsBy};
		case 'unknown':
			return {kind: 'connected'};
		case 'working':
		case 'pings only':
			return {kind: activity};
	}
};

const absence = (session: Id, {absent, unseen, listedSince}: Vitals, endsBy: number | undefined): Pulse => {
	if (unseen !== undefined) {
		return {kind: 'unknown', why: unseen};
	}

	const since = absent.get(session)?.since;
	// Who goes from one server to another one is in neither list, if the one that it left was asked last: so they are asked again.
	return since === undefined || listedSince <= since
		? {kind: 'unknown', why: 'not seen yet, all servers are asked again'}
		: {kind: 'gone', since, endsBy};
};

/** The worse the higher. */
const badness: Readonly<Record<Pulse['kind'], number>> = {
	working: 0,
	connected: 1,
	'pings only': 2,
	unknown: 3,
	silent: 4,
	gone: 5,
	'left over': 6,
};

export const isWorse = (a: Pulse, b: Pulse): boolean => badness[a.kind] > badness[b.kind];

export const isSamePulse = (a: Pulse | undefined, b: Pulse | undefined): boolean =>
	a === b ||
	(a !== undefined &&
		b !== undefined &&
		a.kind === b.kind &&
		sinceOf(a) === sinceOf(b) &&
		endIn(a) === endIn(b) &&
		whyOf(a) === whyOf(b));

const sinceOf = (pulse: Pulse): number | undefined => ('since' in pulse ? pulse.since : undefined);
const endIn = (pulse: Pulse): number | undefined => ('endsBy' in pulse ? pulse.endsBy : undefined);
const whyOf = (pulse: Pulse): string | undefined => ('why' in pulse ? pulse.why : undefined);
