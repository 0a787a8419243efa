// Who holds a lock and who waits for whom, from the names of its contenders. Pure: a list of ephemerals in, queues out.
import {sequenceOf} from '../../zookeeper/layouts.ts';
import {baseName, parentOf} from '../../zookeeper/paths.ts';
import {
	inOrder,
	isOwned,
	isWrapped,
	type Ephemeral,
	type LockQueue,
	type Place,
	type QueueKind,
} from './contender.ts';
import {semaphoreAt, semaphoreWithoutLine} from './semaphores.ts';
import {signatureOf} from '../signatures/table.ts';
import type {LineSignature} from '../signatures/signature.ts';

export type {Contender, Ephemeral, LockQueue, QueueKind} from './contender.ts';

/**
 * Finds the queues among ephemerals: parents whose ephemeral children carry sequence numbers.
 * @param isSemaphore Whether a path was seen to be a semaphore before: nobody waits there now, and leases alone do not tell.
 */
export const queuesIn = (
	ephemerals: Iterable<Ephemeral>,
	isSemaphore: (path: string) => boolean = () => false,
): readonly LockQueue[] => {
	const parents = Map.groupBy(ephemerals, ({path}) => parentOf(path));
	return [...parents].flatMap(([parent, children]) => {
		const members = children.filter(({path}) => sequenceOf(baseName(path)) !== undefined);
		if (members.length === 0) {
			return isSemaphore(parent) ? (semaphoreWithoutLine(parent, parents) ?? []) : [];
		}

		const semaphore = semaphoreAt(parent, parents);
		return semaphore === 'part of a semaphore' ? [] : (semaphore ?? queueOf(parent, members) ?? []);
	});
};

/** Most waiters first. */
export const byWaiters = (a: LockQueue, b: LockQueue): number =>
	b.waiters.length - a.waiters.length || (a.path < b.path ? -1 : 1);

/** Reads one parent's contenders as a queue by the first signature that fits them all; undefined if that is none. */
const queueOf = (parent: string, members: readonly Ephemeral[]): LockQueue | undefined => {
	const rule = signatureOf(members.map(({path}) => baseName(path)));
	if (rule.kind === 'claims') {
		return undefined;
	}

	const ordered = inOrder(members, rule.order);
	const contenders = ordered.map((member, index) => ({
		...member,
		waitsFor: rule.kind === 'leases' ? [] : predecessorsOf(ordered, index, rule),
		mode: rule.modeOf(baseName(member.node)),
	}));
	return {
		path: parent,
		kind: kindOf(parent, rule),
		parent,
		recipe: rule.recipe,
		confidence: rule.confidence,
		holders: contenders.filter(({waitsFor}) => waitsFor.length === 0),
		waiters: contenders.filter(({waitsFor}) => waitsFor.length > 0),
		wrapped: isWrapped(ordered),
	};
};

/** Where leaders are elected the path mostly says so. */
const electing = /(?:^|[/_.-])(?:elections?|elect|leaders?|leadership)(?:$|[/_.-])/i;

const kindOf = (parent: string, {kind, elects}: LineSignature): QueueKind => {
	if (kind === 'leases') {
		return 'semaphore';
	}

	return (elects ?? electing.test(parent)) ? 'election' : 'lock';
};

const predecessorsOf = (ordered: readonly Place[], index: number, rule: LineSignature): readonly string[] => {
	const self = ordered[index];
	const first = ordered[0];
	if (self === undefined || first === undefined || index === 0) {
		return [];
	}

	const isExclusive = ({node}: Place): boolean => rule.modeOf(baseName(node)) === 'exclusive';
	if (isExclusive(self)) {
		return [ordered[index - 1]?.node ?? ''];
	}

	if (rule.sharedRule === 'last-exclusive') {
		const last = ordered.slice(0, index).findLast(isExclusive);
		return last === undefined ? [] : [last.node];
	}

	// The session that holds the write lock may take the read lock too (Curator's downgrade).
	const awaited = ordered.slice(0, index).find(isExclusive);
	return awaited === undefined ||
		(awaited === first && isOwned(self.session) && first.session === self.session)
		? []
		: [awaited.node];
};
