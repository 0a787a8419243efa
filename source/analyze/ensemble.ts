// The ensemble as its servers tell it together: who leads, who votes, how many failures it survives.
import type {Failure} from '../zookeeper/errors.ts';
import {compareIds, counterOf, epochOf, type Id} from '../zookeeper/ids.ts';
import type {Conf} from '../zookeeper/words/conf.ts';
import type {Mntr} from '../zookeeper/words/mntr.ts';
import type {Mode, Srvr} from '../zookeeper/words/srvr.ts';
import {failureIn, freshValue, lastValue, type Reading} from './reading.ts';

/** What the ensemble's view needs of one server. */
export type Witness = {
	readonly name: string;
	/** Another name of a server that was named before. */
	readonly twinOf: string | undefined;
	readonly srvr: Reading<Srvr>;
	readonly mntr: Reading<Mntr>;
	readonly conf: Reading<Conf>;
};

export type Ensemble = {
	readonly standalone: boolean;
	/** The serving leader; undefined while none of the named servers leads. */
	readonly leader: string | undefined;
	readonly zxid: Id | undefined;
	readonly epoch: number | undefined;
	/** Number of voting members and who says so: the configuration, a gauge, or only the connect string. */
	readonly voters: {readonly count: number; readonly source: 'conf' | 'quorum_size' | 'named'};
	/** Voters that serve and follow the leader, as far as seen. */
	readonly inStep: number;
	readonly needed: number;
	/** Failures that writes survive from here; negative: there is no quorum. */
	readonly canLose: number;
	/** `unknown` until a first answer of every named server. */
	readonly quorum: 'yes' | 'no' | 'unknown';
};

const isVoter = (mode: Mode): boolean => mode !== 'observer' && mode !== 'read-only';
const serves = (mode: Mode): boolean => mode !== 'read-only';

/** Reads the ensemble's condition from what its named servers answered last. */
export const ensembleOf = (named: readonly Witness[]): Ensemble => {
	const witnesses = named.filter(({twinOf}) => twinOf === undefined);
	const serving = witnesses.flatMap(({name, srvr, mntr}) => {
		const value = freshValue(srvr);
		return value !== undefined && serves(value.mode) ? [{name, srvr: value, mntr: freshValue(mntr)}] : [];
	});
	const leader = serving
		.filter(({srvr}) => srvr.mode === 'leader' || srvr.mode === 'standalone')
		.reduce<(typeof serving)[number] | undefined>(
			// A resumed old leader says "leader" for a second (facts.md M10): the newer epoch is right.
			(best, server) =>
				best === undefined || compareIds(server.srvr.zxid, best.srvr.zxid) > 0 ? server : best,
			undefined,
		);
	const voters = countVoters(witnesses);
	const inStep = countInStep(witnesses, serving, leader?.mntr, voters);
	const needed = Math.floor(voters.count / 2) + 1;
	const zxid = (leader ?? newest(serving))?.srvr.zxid;
	return {
		standalone: leader?.srvr.mode === 'standalone',
		leader: leader?.name,
		zxid,
		epoch: zxid === undefined ? undefined : epochOf(zxid),
		voters,
		inStep,
		needed,
		canLose: inStep - needed,
		quorum:
			serving.length > 0 ? 'yes' : witnesses.every(({srvr}) => srvr.kind !== 'unasked') ? 'no' : 'unknown',
	};
};

type Serving = {readonly name: string; readonly srvr: Srvr; readonly mntr: Mntr | undefined};

const newest = (serving: readonly Serving[]): Serving | undefined =>
	serving.toSorted((a, b) => compareIds(b.srvr.zxid, a.srvr.zxid))[0];

const countVoters = (witnesses: readonly Witness[]): Ensemble['voters'] => {
	for (const {conf} of witnesses) {
		const members = lastValue(conf)?.members.filter(({role}) => role === 'participant') ?? [];
		if (members.length > 0) {
			return {count: members.length, source: 'conf'};
		}
	}

	const sizes = witnesses.flatMap(({mntr}) => lastValue(mntr)?.values.get('quorum_size') ?? []);
	return sizes.length > 0
		? {count: Math.max(...sizes), source: 'quorum_size'}
		: {count: Math.max(1, witnesses.length), source: 'named'};
};

/**
 * The leader counts a frozen follower as synced for syncLimit × tickTime more (facts.md M8), and the named servers may
 * not be all: the smaller of both counts is the honest one where both are known.
 */
const countInStep = (
	witnesses: readonly Witness[],
	serving: readonly Serving[],
	leader: Mntr | undefined,
	voters: Ensemble['voters'],
): number => {
	const seen = serving.filter(({srvr}) => isVoter(srvr.mode)).length;
	const synced = leader?.values.get('synced_followers');
	const lost = witnesses.filter(({srvr}) => failureIn(srvr) !== undefined).length;
	return synced === undefined ? seen : Math.min(synced + 1, Math.max(seen, voters.count - lost));
};

/**
 * Transactions by which a follower certainly is behind: the leader's zxid as known *before* the follower was asked,
 * minus the follower's. Undefined across epochs: after an election followers report the old one until the first write.
 */
export const lagOf = (leaderBefore: Id | undefined, follower: Id): number | undefined =>
	leaderBefore === undefined || epochOf(leaderBefore) !== epochOf(follower)
		? undefined
		: Math.max(0, counterOf(leaderBefore) - counterOf(follower));

/** One word for a server's condition, as the servers table shows it. */
export const roleWord = (srvr: Reading<Srvr>): string => {
	const failure = failureIn(srvr);
	if (failure !== undefined) {
		return wordOf(failure);
	}

	return srvr.kind === 'fresh' ? srvr.value.mode : srvr.kind === 'unsupported' ? 'not allowed' : 'asking';
};

/** The one word that tells failures apart on the screen. */
export const wordOf = (failure: Failure): string => {
	switch (failure.kind) {
		case 'not-serving':
			return 'electing';
		case 'connection-limit':
			return 'closed';
		case 'silent':
		case 'unreachable':
		case 'refused':
		case 'garbled':
		case 'no-node':
		case 'no-auth':
		case 'session-expired':
		case 'disconnected':
		case 'too-large':
		case 'server':
			return failure.kind;
	}
};
