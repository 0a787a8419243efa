// A group joined with everything that is known of it: who its members are, since when, how long its work waits.
import type {Election, Member, Queue} from '../analyze/groups/group.ts';
import {oldestItemIn} from '../analyze/groups/stores.ts';
import {pulseOf, type Pulse} from '../analyze/liveness/pulse.ts';
import type {SessionRow} from '../analyze/sessions.ts';
import {identityIn} from '../analyze/signatures/table.ts';
export {evidenceOf as evidenceFor} from '../analyze/signatures/table.ts';
import {leaderNow} from './selectors.ts';
import type {Data} from './state.ts';

export type MemberView = Pick<Member, 'node' | 'session'> & {
	/** Who it says it is; undefined: it does not, or that is not read. */
	readonly said: string | undefined;
	/** Its session as it is listed; or, where it is no more, as it was listed last. */
	readonly row: SessionRow | undefined;
	readonly pulse: Pulse;
	/** Since its znode was created, by the leader's clock; undefined until its stat is read. */
	readonly thereMs: number | undefined;
};

/** Joins one member of a group. */
export const viewMember = (
	data: Data,
	recipe: string,
	{node, session}: Pick<Member, 'node' | 'session'>,
): MemberView => {
	const {inspection, znodes} = data;
	const ctime = znodes.get(node)?.stat?.ctime;
	return {
		node,
		session,
		said: saidName(data, recipe, node),
		row: inspection.bySession.get(session) ?? inspection.absent.get(session)?.last,
		pulse: pulseOf(session, inspection),
		thereMs: ctime === undefined ? undefined : Math.max(0, leaderNow(data) - ctime),
	};
};

/** For how long somebody leads. */
export type Leading = {
	readonly ms: number;
	/** It may be less: its znode is so old, and that includes its time in line. */
	readonly atMost: boolean;
};

/** For how long an election's leader leads; undefined: nobody does, or nobody knows. */
export const leadingFor = (
	data: Data,
	{path, recipe, leaders, candidates}: Election,
): Leading | undefined => {
	const [leader] = leaders;
	const term = data.grouping.terms.get(path)?.terms.at(-1);
	if (leader === undefined) {
		return undefined;
	}

	if (term?.node === leader.node && term.seen) {
		return {ms: Math.max(0, data.clock.at - term.from), atMost: false};
	}

	const {thereMs} = viewMember(data, recipe, leader);
	return thereMs === undefined ? undefined : {ms: thereMs, atMost: candidates !== undefined};
};

/** What znodes of a recipe say of who they are; undefined: nothing, or it is not read. */
export const saidName = ({grouping}: Data, recipe: string, node: string): string | undefined => {
	const data = grouping.contents.get(node);
	return data && identityIn(recipe)(data);
};

/** What Curator's Revoker writes into the znode of a holder that it asks to let go. */
const revocation = '__REVOKE__';

/** When a holder was asked to let go, by the leader's clock; undefined: it was not, or its data is not read. */
export const revokedAt = ({grouping, znodes}: Data, node: string): number | undefined => {
	const data = grouping.contents.get(node);
	return data !== undefined && new TextDecoder().decode(data) === revocation
		? znodes.get(node)?.stat?.mtime
		: undefined;
};

/** What is to be said of a queue in which nothing is in work. */
export const consumersUnseen =
	'consumers watch the list of items, which no word tells: they are not to be seen';

export type QueueFacts = {
	/** Items; undefined: not known. */
	readonly count: number | undefined;
	/** How many more in a second, where that is known. */
	readonly perSecond: number | undefined;
	/** Items put there, and taken away, in a second; undefined until that is known. */
	readonly putPerSecond: number | undefined;
	readonly takenPerSecond: number | undefined;
	/** Sessions that have items in work; undefined: nothing is, and who waits for some cannot be seen. */
	readonly consumers: number | undefined;
	/** The item that waits longest. */
	readonly oldest: string | undefined;
	/** When it was put there, epoch ms by the leader's clock. */
	readonly oldestAt: number | undefined;
};

/** How long a queue is, as far as was read. */
export const queueFacts = ({znodes, traffic}: Data, queue: Queue): QueueFacts => {
	const {items = '', taken} = queue;
	const oldest = oldestItemIn(znodes, queue);
	const {childrenPerSecond, createdPerSecond} = traffic.parents.get(items) ?? {};
	return {
		count: znodes.get(items)?.stat?.children,
		perSecond: childrenPerSecond,
		putPerSecond: createdPerSecond,
		takenPerSecond:
			createdPerSecond === undefined || childrenPerSecond === undefined
				? undefined
				: Math.max(0, createdPerSecond - childrenPerSecond),
		consumers: taken.length === 0 ? undefined : new Set(taken.map(({session}) => session)).size,
		oldest,
		oldestAt: oldest === undefined ? undefined : znodes.get(oldest)?.stat?.ctime,
	};
};
