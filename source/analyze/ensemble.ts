// The ensemble as its servers tell it together: who leads, who votes, how many failures it survives.
import type {Failure} from '../zookeeper/errors.ts';
import {compareIds, counterOf, epochOf, type Id} from '../zookeeper/ids.ts';
import type {Conf} from '../zookeeper/words/conf.ts';
import type {Found, Membership} from './membership.ts';
import type {Mntr} from '../zookeeper/words/mntr.ts';
import type {Mode, Srvr} from '../zookeeper/words/srvr.ts';
import {failureIn, freshValue, lastValue, type Reading} from './reading.ts';

/** What the ensemble's view needs of one server. */
export type Witness = {
	readonly name: string;
	/** Its server id, as it told. */
	readonly id: number | undefined;
	/** The connect string does not name it: it was found in the configuration. */
	readonly found: Found | undefined;
	/** It has answered before in this run. */
	readonly hasAnswered: boolean;
	/** Several servers answer under this name. */
	readonly many: boolean;
	/** Another server by which this one is counted already. */
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
	/** Number of voting members and who says so: the configuration, one of an earlier run, a gauge, or only the connect string. */
	readonly voters: {
		readonly count: number;
		readonly source: 'conf' | 'remembered' | 'quorum_size' | 'named';
	};
	/** Whether every member, observers too, is asked; false where nobody tells. */
	readonly isAllAsked: boolean;
	/** Voters that serve and follow the leader, as far as seen. */
	readonly inStep: number;
	/** Whether all voters were looked at, or the leader told: else `inStep` is the least it can be. */
	readonly sawAllVoters: boolean;
	readonly needed: number;
	/** Failures that writes survive from here; negative: there is no quorum. */
	readonly canLose: number;
	/** `unknown` until a first answer of every named server, or while none of them tells. */
	readonly quorum: 'yes' | 'no' | 'unknown';
};

/** A server that serves. Where `srvr` is shut `mntr` has its role, but no zxid. */
type Serving = {
	readonly name: string;
	readonly mode: Mode;
	readonly zxid: Id | undefined;
	readonly mntr: Mntr | undefined;
};

const isVoter = (mode: Mode): boolean => mode !== 'observer' && mode !== 'read-only';

/** Reads the ensemble's condition from what its servers answered last, and the members that the configuration names. */
export const ensembleOf = (asked: readonly Witness[], membership: Membership): Ensemble => {
	const witnesses = asked.filter(({twinOf}) => twinOf === undefined);
	const serving = witnesses.flatMap(witness => servingOf(witness) ?? []);
	const leader = serving
		.filter(({mode}) => mode === 'leader' || mode === 'standalone')
		// A resumed old leader says "leader" for a second (facts.md M10): the newer epoch is right.
		.reduce<Serving | undefined>((best, server) => (isNewer(server, best) ? server : best), undefined);
	const voters = countVoters(witnesses, membership);
	const needed = Math.floor(voters.count / 2) + 1;
	const {inStep, sawAllVoters} = countInStep(
		witnesses.filter(witness => isCounted(witness, membership)),
		serving,
		leader?.mntr,
		voters.count,
	);
	const zxid = (leader ?? newest(serving))?.zxid;
	return {
		standalone: leader?.mode === 'standalone',
		leader: leader?.name,
		zxid,
		epoch: zxid === undefined ? undefined : epochOf(zxid),
		voters,
		isAllAsked:
			leader?.mode === 'standalone' || (countMembers(witnesses, membership) ?? Infinity) <= witnesses.length,
		inStep,
		sawAllVoters,
		needed,
		canLose: inStep - needed,
		quorum: serving.length > 0 ? 'yes' : witnesses.every(saysNone) ? 'no' : 'unknown',
	};
};

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

/** Why it does not answer; where `srvr` is shut `mntr` tells. */
const failureOf = ({srvr, mntr}: Pick<Witness, 'srvr' | 'mntr'>): Failure | undefined =>
	failureIn(srvr.kind === 'unsupported' ? mntr : srvr);

/** Of a server that does not serve: one in read-only mode answers, and says so. */
const saysNone = (witness: Witness): boolean =>
	witness.srvr.kind === 'fresh' || failureOf(witness) !== undefined;

const isNewer = (server: Serving, best: Serving | undefined): boolean =>
	best === undefined || compareIds(server.zxid ?? unknown, best.zxid ?? unknown) > 0;

const unknown: Id = '0x0';

const newest = (serving: readonly Serving[]): Serving | undefined =>
	serving.toSorted((a, b) => compareIds(b.zxid ?? unknown, a.zxid ?? unknown))[0];

/** Servers that are observers, as far as they ever told, do not vote. */
const mayVote = ({srvr, mntr}: Witness): boolean =>
	(lastValue(srvr)?.mode ?? lastValue(mntr)?.mode) !== 'observer';

/** A server that was taken out of the configuration goes on as a follower, but its vote does not count. */
const isCounted = ({id}: Pick<Witness, 'id'>, {members}: Membership): boolean =>
	id === undefined || members.length === 0 || members.some(member => member.id === id);

const countVoters = (witnesses: readonly Witness[], {members, source}: Membership): Ensemble['voters'] => {
	const participants = members.filter(({role}) => role === 'participant');
	if (participants.length > 0) {
		return {count: participants.length, source: source?.kind === 'memory' ? 'remembered' : 'conf'};
	}

	const sizes = witnesses.flatMap(({mntr}) => lastValue(mntr)?.values.get('quorum_size') ?? []);
	return sizes.length > 0
		? {count: Math.max(...sizes), source: 'quorum_size'}
		: {count: Math.max(1, witnesses.filter(mayVote).length), source: 'named'};
};

/** All members: by the configuration, else by what a leader says of its learners (`followers` before 3.6). */
const countMembers = (witnesses: readonly Witness[], {members}: Membership): number | undefined => {
	const learners = witnesses.flatMap(({mntr}) => {
		const values = lastValue(mntr)?.values;
		return values?.get('learners') ?? values?.get('followers') ?? [];
	});
	const counts = [...(members.length > 0 ? [members.length] : []), ...learners.map(count => count + 1)];
	return counts.length === 0 ? undefined : Math.max(...counts);
};

/**
 * The leader counts a frozen follower as synced for syncLimit × tickTime more (facts.md M8), and the named servers may
 * not be all: the smaller of both counts is the honest one where both are known.
 */
const countInStep = (
	witnesses: readonly Witness[],
	serving: readonly Serving[],
	leader: Mntr | undefined,
	voters: number,
): Pick<Ensemble, 'inStep' | 'sawAllVoters'> => {
	const seen = serving.filter(
		({name, mode}) => isVoter(mode) && witnesses.some(witness => witness.name === name),
	).length;
	const synced = leader?.values.get('synced_followers');
	if (synced === undefined) {
		const looked = witnesses.filter(witness => mayVote(witness) && witness.srvr.kind !== 'unasked');
		const sawAllVoters = looked.length >= voters;
		// What serves has a majority behind it, seen or not.
		const least = serving.length > 0 && !sawAllVoters ? Math.floor(voters / 2) + 1 : 0;
		return {inStep: Math.max(seen, least), sawAllVoters};
	}

	const lost = witnesses.filter(witness => mayVote(witness) && isLost(witness)).length;
	return {inStep: Math.min(synced + 1, Math.max(seen, voters - lost), voters), sawAllVoters: true};
};

/** A member that was found may lie where we cannot reach it and others can: its failure counts once it has answered us. */
const isLost = (witness: Witness): boolean =>
	failureOf(witness) !== undefined && (witness.found === undefined || witness.hasAnswered);

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
