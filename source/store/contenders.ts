// A contender of a lock joined with everything that is known of it: its session, client, server and time in line.
import type {Contender, LockQueue} from '../analyze/locks/lock-queues.ts';
import {hasNoConnections} from '../analyze/reading.ts';
import type {SessionRow} from '../analyze/sessions.ts';
import {leaderNow} from './selectors.ts';
import type {Data, ServerState} from './state.ts';

/**
 * What its client does. `server silent`: its server does not answer us, so nobody can tell.
 * `not connected`: no member of the ensemble has the session, and all of them answered: it ends when the session expires.
 */
export type Doing = 'working' | 'pings only' | 'connected' | 'not connected' | 'server silent' | 'unknown';

export type ContenderView = Contender & {
	readonly row: SessionRow | undefined;
	readonly doing: Doing;
	/** Since its znode was created, by the leader's clock; undefined until its stat is read. */
	readonly inLineMs: number | undefined;
	/** Since we saw it take over; undefined when it held before zktop looked. */
	readonly heldMs: number | undefined;
};

/** Joins one contender. */
export const viewContender = (data: Data, contender: Contender): ContenderView => {
	const row = data.inspection.bySession.get(contender.session);
	const ctime = data.znodes.get(contender.node)?.stat?.ctime;
	const holding = data.inspection.handovers.holdings.get(contender.node);
	return {
		...contender,
		row,
		doing: row === undefined ? absence(data, ctime) : doingOf(row),
		inLineMs: ctime === undefined ? undefined : Math.max(0, leaderNow(data) - ctime),
		heldMs: holding?.seen === true ? Math.max(0, data.clock.at - holding.at) : undefined,
	};
};

/** Of a session that is in no list: it is connected to nobody if every member told, after the contender came. */
const absence = (data: Data, ctime: number | undefined): Doing => {
	const {servers, ensemble, session} = data;
	const came = (ctime ?? 0) - (session.clockOffsetMs ?? 0);
	const hasTold = ({cons}: ServerState): boolean =>
		hasNoConnections(cons) || (cons.kind === 'fresh' && cons.at > came);
	return ensemble.isAllAsked && servers.every(hasTold) ? 'not connected' : 'unknown';
};

const doingOf = ({fresh, activity}: SessionRow): Doing => {
	if (!fresh) {
		return 'server silent';
	}

	return activity === 'unknown' ? 'connected' : activity;
};

/** Hand-overs seen in the last minute. */
export const movesOf = (data: Data, {path}: LockQueue): number =>
	data.inspection.handovers.moves.get(path)?.length ?? 0;

/** The lock a contender stands in, if any. */
export const lockAt = (data: Data, path: string): LockQueue | undefined =>
	data.inspection.locks.find(lock => lock.path === path);
