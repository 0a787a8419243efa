// Who votes, and how many of the voters serve: by the configuration and the leader where they are known, else by what was seen.
import type {Id} from '../zookeeper/ids.ts';
import type {Mntr} from '../zookeeper/words/mntr.ts';
import type {Mode} from '../zookeeper/words/srvr.ts';
import type {Membership} from './membership.ts';
import {lastValue} from './reading.ts';
import {failureOf, isLost, type Witness} from './witness.ts';

/** How many vote, and who says so. */
export type Voters = {
	readonly count: number;
	readonly source: 'conf' | 'remembered' | 'quorum_size' | 'named';
};

/** A server that serves. Where `srvr` is shut `mntr` has its role, but no zxid. */
export type Serving = {
	readonly name: string;
	readonly mode: Mode;
	readonly zxid: Id | undefined;
	readonly mntr: Mntr | undefined;
};

const isVoter = (mode: Mode): boolean => mode !== 'observer' && mode !== 'read-only';

/** By the configuration; where that is not known, by what the server told last. */
export const votes = ({name, id, srvr, mntr}: Witness, {members, ids, strangers}: Membership): boolean => {
	const memberId = id ?? ids[name];
	const member = members.find(member => member.id === memberId);
	if (member !== undefined) {
		return member.role === 'participant';
	}

	// Who was taken out of the configuration goes on as a follower, but its vote does not count.
	const isOut = members.length > 0 && memberId !== undefined;
	return (
		!isOut && !strangers.includes(name) && (lastValue(srvr)?.mode ?? lastValue(mntr)?.mode) !== 'observer'
	);
};

export const countVoters = (voting: readonly Witness[], {members, source}: Membership): Voters => {
	const participants = members.filter(({role}) => role === 'participant');
	if (participants.length > 0) {
		return {count: participants.length, source: source?.kind === 'memory' ? 'remembered' : 'conf'};
	}

	const sizes = voting.flatMap(({mntr}) => lastValue(mntr)?.values.get('quorum_size') ?? []);
	return sizes.length > 0
		? {count: Math.max(...sizes), source: 'quorum_size'}
		: {count: Math.max(1, voting.length), source: 'named'};
};

/** All members: by the configuration, else by what a leader says of its learners (`followers` before 3.6). */
export const countMembers = (witnesses: readonly Witness[], {members}: Membership): number | undefined => {
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
export const countInStep = (
	voting: readonly Witness[],
	serving: readonly Serving[],
	leader: Mntr | undefined,
	{count, source}: Voters,
): {readonly inStep: number; readonly sawAllVoters: boolean} => {
	const names = new Set(voting.map(({name}) => name));
	const seen = serving.filter(({name, mode}) => isVoter(mode) && names.has(name)).length;
	const synced = leader?.values.get('synced_followers');
	if (synced === undefined) {
		const isAlone = source === 'named' && count === 1 && serving.some(({mode}) => mode !== 'standalone');
		const sawAllVoters = voting.filter(hasTold).length >= count && !isAlone;
		// What serves has a majority behind it, seen or not.
		const least = serving.length > 0 && !sawAllVoters ? Math.floor(count / 2) + 1 : 0;
		return {inStep: Math.max(seen, least), sawAllVoters};
	}

	const lost = voting.filter(isLost).length;
	return {inStep: Math.min(synced + 1, Math.max(seen, count - lost), count), sawAllVoters: true};
};

/** Whether its state is known: it answers or did, or is down for sure. */
const hasTold = (witness: Witness): boolean =>
	witness.srvr.kind === 'unsupported'
		? witness.mntr.kind === 'fresh'
		: witness.srvr.kind !== 'unasked' && (failureOf(witness) === undefined || isLost(witness));
