// What happened, kept so that it can be told later.
import type {Happening} from './happening.ts';
import {leadersAfter, noLeader, type Failing, type LeaderSeen} from './leaders.ts';
import type {ExplainedMoment} from './moment.ts';
import {nobodySeen, sessionsAfter, type SessionsSeen} from './session-lives.ts';

export type Log = {
	/** Oldest first. */
	readonly happenings: readonly Happening[];
	/** All since then are there. */
	readonly since: number;
	/** What the next sample is compared with. */
	readonly leader: LeaderSeen;
	readonly failing: Failing;
	readonly sessions: SessionsSeen;
};

export const emptyLog = (since: number): Log => ({
	happenings: [],
	since,
	leader: noLeader,
	failing: new Map(),
	sessions: nobodySeen,
});

/** So many are remembered. */
const mostHappenings = 20_000;

/** The log after a sample. */
export const logAfter = (log: Log, moment: ExplainedMoment): Log => {
	const leaders = leadersAfter(log, moment);
	const sessions = sessionsAfter(log.sessions, moment);
	const happenings = [...leaders.happenings, ...sessions.happenings];
	const all = happenings.length === 0 ? log.happenings : [...log.happenings, ...happenings];
	const dropped = all[all.length - mostHappenings - 1];
	return {
		happenings: dropped === undefined ? all : all.slice(-mostHappenings),
		since: dropped === undefined ? log.since : dropped.at,
		leader: leaders.leader,
		failing: leaders.failing,
		sessions: sessions.seen,
	};
};
