// The ensemble as its servers tell it together: who leads, who votes, how many failures it survives.
import type {Failure} from '../zookeeper/errors.ts';
import {compareIds, counterOf, epochOf, type Id} from '../zookeeper/ids.ts';
import type {Membership} from './membership.ts';
import {freshValue, lastValue} from './reading.ts';
import {countInStep, countMembers, countVoters, votes, type Serving, type Voters} from './voters.ts';
import {failureOf, isDown, isUp, type Witness} from './witness.ts';

export type Ensemble = {
	readonly standalone: boolean;
	/** The serving leader; undefined while none of the named servers leads. */
	readonly leader: string | undefined;
	readonly zxid: Id | undefined;
	readonly epoch: number | undefined;
	/** Number of voting members and who says so: the configuration, one of an earlier run, a gauge, or only the connect string. */
	readonly voters: Voters;
	/** Whether every member, observers too, is asked; false where nobody tells. */
	readonly isAllAsked: boolean;
	/** Voters that answer, whether they serve or not. */
	readonly up: number;
	/** Voters that serve and follow the leader, as far as seen. */
	readonly inStep: number;
	/** Whether all voters were looked at, or the leader told: else `inStep` is the least it can be. */
	readonly sawAllVoters: boolean;
	readonly needed: number;
	/** Failures that writes survive from here; negative: there is no quorum. */
	readonly canLose: number;
	/** `no` where a server says so, or too many are down; `unknown` until all were asked, and while none lets us in. */
	readonly quorum: 'yes' | 'no' | 'unknown';
};

/** Reads the ensemble's condition from what its servers answered last, and the members that the configuration names. */
export const ensembleOf = (asked: readonly Witness[], membership: Membership): Ensemble => {
	const witnesses = asked.filter(({twinOf}) => twinOf === undefined);
	const serving = witnesses.flatMap(witness => servingOf(witness) ?? []);
	const leader = serving
		.filter(({mode}) => mode === 'leader' || mode === 'standalone')
		// A resumed old leader says "leader" for a second (facts.md M10): the newer epoch is right.
		.reduce<Serving | undefined>((best, server) => (isNewer(server, best) ? server : best), undefined);
	const voting = witnesses.filter(witness => votes(witness, membership));
	const voters = countVoters(voting, membership);
	const needed = majorityOf(voters.count);
	const {inStep, sawAllVoters} = countInStep(voting, serving, leader?.mntr, voters);
	const zxid = (leader ?? newest(serving))?.zxid;
	return {
		standalone: leader?.mode === 'standalone',
		leader: leader?.name,
		zxid,
		epoch: zxid === undefined ? undefined : epochOf(zxid),
		voters,
		isAllAsked:
			leader?.mode === 'standalone' || (countMembers(witnesses, membership) ?? Infinity) <= witnesses.length,
		up: voting.filter(isUp).length,
		inStep,
		sawAllVoters,
		needed,
		canLose: inStep - needed,
		quorum: serving.length > 0 ? 'yes' : hasNone(witnesses, voting, voters) ? 'no' : 'unknown',
	};
};

/**
 * Whether there certainly is no quorum: a server says so, or more voters are down than it survives.
 * A lone address that never told its configuration may be one of several: the others may serve.
 */
const hasNone = (
	witnesses: readonly Witness[],
	voting: readonly Witness[],
	{count, source}: Voters,
): boolean => {
	const down = voting.filter(isDown);
	const isLone = source === 'named' && count === 1 && voting.every(({srvr}) => lastValue(srvr) === undefined);
	return (
		witnesses.every(isSettled) &&
		(witnesses.some(isUp) || (!isLone && down.length > count - majorityOf(count)))
	);
};

const majorityOf = (count: number): number => Math.floor(count / 2) + 1;

const isSettled = (witness: Witness): boolean =>
	witness.srvr.kind === 'fresh' || failureOf(witness) !== undefined;

const servingOf = ({name, srvr, mntr, many}: Witness): Serving | undefined => {
	if (many) {
		// One of them serves; which, the next answer would tell otherwise.
		const answered = freshValue(srvr);
		return answered && {name, mode: 'follower', zxid: answered.zxid, mntr: undefined};
	}

	const told = freshValue(mntr);
	const {mode, zxid} =
		srvr.kind === 'unsupported'
			? {mode: told?.mode, zxid: undefined}
			: {mode: freshValue(srvr)?.mode, zxid: freshValue(srvr)?.zxid};
	return mode === undefined || mode === 'read-only' ? undefined : {name, mode, zxid, mntr: told};
};

const isNewer = (server: Serving, best: Serving | undefined): boolean =>
	best === undefined || compareIds(server.zxid ?? unknown, best.zxid ?? unknown) > 0;

const unknown: Id = '0x0';

const newest = (serving: readonly Serving[]): Serving | undefined =>
	serving.toSorted((a, b) => compareIds(b.zxid ?? unknown, a.zxid ?? unknown))[0];

/**
 * Transactions by which a follower certainly is behind: the leader's zxid as known *before* the follower was asked,
 * minus the follower's. Undefined across epochs: after an election followers report the old one until the first write.
 */
export const lagOf = (leaderBefore: Id | undefined, follower: Id): number | undefined =>
	leaderBefore === undefined || epochOf(leaderBefore) !== epochOf(follower)
		? undefined
		: Math.max(0, counterOf(leaderBefore) - counterOf(follower));

/** One word for a server's condition, as the servers table shows it. */
export const roleWord = (server: Pick<Witness, 'srvr' | 'mntr'>): string => {
	const failure = failureOf(server);
	if (failure !== undefined) {
		return wordOf(failure);
	}

	const {srvr, mntr} = server;
	return srvr.kind === 'unsupported'
		? (freshValue(mntr)?.mode ?? 'not allowed')
		: (freshValue(srvr)?.mode ?? 'asking');
};

/** The one word that tells failures apart on the screen. */
export const wordOf = (failure: Failure): string => {
	switch (failure.kind) {
		case 'not-serving':
			return 'electing';
		case 'connection-limit':
			return 'closed';
		case 'tls':
			return 'TLS?';
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
