// Who leads and who answers, from one sample to the next. An election is no restart (facts.md M11), and a leader of an older epoch
// that wakes up is no other leader (M10).
import {wordOf} from '../ensemble.ts';
import {failureOf} from '../witness.ts';
import type {Happening} from './happening.ts';
import type {ExplainedMoment} from './moment.ts';

/** The last leader that was seen. */
export type LeaderSeen = {
	readonly name: string | undefined;
	readonly epoch: number | undefined;
	/** Since when nobody is seen to lead; undefined while somebody does. */
	readonly goneSince: number | undefined;
};

export const noLeader: LeaderSeen = {name: undefined, epoch: undefined, goneSince: undefined};

/** Since when, and why in one word, as it was seen last. */
type Fails = {readonly since: number; readonly why: string};

export type Failing = ReadonlyMap<string, Fails>;

type Seen = {
	readonly leader: LeaderSeen;
	/** The servers that do not answer, by name. */
	readonly failing: Failing;
};

/** Leader and silent servers after a sample, and what happened to them. */
export const leadersAfter = (
	before: Seen,
	{ensemble, servers, clock: {at}}: Pick<ExplainedMoment, 'ensemble' | 'servers' | 'clock'>,
): Seen & {readonly happenings: readonly Happening[]} => {
	const {leader, happening} = leaderAfter(before.leader, ensemble, at);
	const failing = failingAmong(servers);
	const changes = servers.flatMap(({name}) =>
		changeOf(name, before.failing.get(name), failing.get(name), at),
	);
	return {leader, failing, happenings: [...changes, ...(happening === undefined ? [] : [happening])]};
};

const failingAmong = (servers: ExplainedMoment['servers']): Failing =>
	new Map(
		servers.flatMap(server => {
			const failure = failureOf(server);
			return server.failingSince === undefined || failure === undefined
				? []
				: [[server.name, {since: server.failingSince, why: wordOf(failure)}]];
		}),
	);

const changeOf = (
	server: string,
	before: Fails | undefined,
	now: Fails | undefined,
	at: number,
): readonly Happening[] => {
	if (before === undefined || now === undefined) {
		return now !== undefined
			? [{kind: 'fell', at: now.since, server, why: now.why}]
			: before !== undefined
				? [{kind: 'returned', at, server, afterMs: at - before.since}]
				: [];
	}

	return before.why === now.why ? [] : [{kind: 'changed', at, server, why: now.why, since: before.since}];
};

const leaderAfter = (
	before: LeaderSeen,
	{leader: name, epoch, standalone}: ExplainedMoment['ensemble'],
	at: number,
): {readonly leader: LeaderSeen; readonly happening?: Happening} => {
	if (name === undefined) {
		return {leader: before.name === undefined ? before : {...before, goneSince: before.goneSince ?? at}};
	}

	// It is elected by nobody: not when it starts alone, nor when it becomes one of several.
	if (standalone) {
		return {leader: noLeader};
	}

	if (epoch !== undefined && before.epoch !== undefined && epoch < before.epoch) {
		return {leader: before};
	}

	const leader = {name, epoch: epoch ?? before.epoch, goneSince: undefined};
	const isSame = before.name === name && (epoch === undefined || epoch === before.epoch);
	return before.name === undefined || isSame
		? {leader: before.goneSince === undefined && isSame ? before : leader}
		: {
				leader,
				happening: {
					kind: 'elected',
					at,
					leader: name,
					before: before.name,
					epoch,
					epochBefore: before.epoch,
					leaderlessMs: before.goneSince === undefined ? 0 : at - before.goneSince,
				},
			};
};
