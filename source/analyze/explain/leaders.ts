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

type Seen = {
	readonly leader: LeaderSeen;
	/** Since when servers do not answer, by name. */
	readonly failing: ReadonlyMap<string, number>;
};

/** Leader and silent servers after a sample, and what happened to them. */
export const leadersAfter = (
	before: Seen,
	{ensemble, servers, clock: {at}}: Pick<ExplainedMoment, 'ensemble' | 'servers' | 'clock'>,
): Seen & {readonly happenings: readonly Happening[]} => {
	const {leader, happening} = leaderAfter(before.leader, ensemble, at);
	const failing = new Map(
		servers.flatMap(({name, failingSince}) => (failingSince === undefined ? [] : [[name, failingSince]])),
	);
	const changes = servers.flatMap((server): readonly Happening[] => {
		const [since, now] = [before.failing.get(server.name), failing.get(server.name)];
		const failure = failureOf(server);
		if (since === undefined && now !== undefined && failure !== undefined) {
			return [{kind: 'fell', at: now, server: server.name, why: wordOf(failure)}];
		}

		return since !== undefined && now === undefined
			? [{kind: 'returned', at, server: server.name, afterMs: at - since}]
			: [];
	});
	return {leader, failing, happenings: [...changes, ...(happening === undefined ? [] : [happening])]};
};

const leaderAfter = (
	before: LeaderSeen,
	{leader: name, epoch}: ExplainedMoment['ensemble'],
	at: number,
): {readonly leader: LeaderSeen; readonly happening?: Happening} => {
	if (name === undefined) {
		return {leader: before.name === undefined ? before : {...before, goneSince: before.goneSince ?? at}};
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
