// Who holds a lock and who waits for whom, from the names of its contenders. Pure: a list of ephemerals in, queues out.
import {sequenceOf} from '../zookeeper/layouts.ts';
import type {Id} from '../zookeeper/ids.ts';
import {baseName, childOf, parentOf} from '../zookeeper/paths.ts';
import {genericQueue, librarySignatures} from './signatures/libraries.ts';
import type {Confidence, Signature} from './signatures/signature.ts';

/** An ephemeral znode and the session that owns it. */
export type Ephemeral = {readonly path: string; readonly session: Id};

export type Contender = {
	readonly node: string;
	readonly session: Id;
	readonly sequence: number;
	/** The contenders that have to go first; empty for a holder. */
	readonly waitsFor: readonly string[];
};

export type LockQueue = {
	readonly path: string;
	readonly recipe: string;
	readonly confidence: Confidence;
	readonly holders: readonly Contender[];
	/** In queue order. */
	readonly waiters: readonly Contender[];
	/** True when the parent's int32 counter has wrapped: libraries then disagree on the order. */
	readonly wrapped: boolean;
};

/** Finds the queues among ephemerals: parents whose ephemeral children carry sequence numbers. */
export const queuesIn = (ephemerals: Iterable<Ephemeral>): readonly LockQueue[] => {
	const parents = Map.groupBy(
		[...ephemerals].filter(({path}) => sequenceOf(baseName(path)) !== undefined),
		({path}) => parentOf(path),
	);
	return [...parents].flatMap(([parent, members]) => {
		const semaphore = semaphoreAt(parent, parents);
		return semaphore === 'part of a semaphore' ? [] : [semaphore ?? queueOf(parent, members)];
	});
};

/** Most waiters first. */
export const byWaiters = (a: LockQueue, b: LockQueue): number =>
	b.waiters.length - a.waiters.length || (a.path < b.path ? -1 : 1);

/** Reads one parent's contenders as a queue by the first signature that fits them all. */
const queueOf = (parent: string, members: readonly Ephemeral[]): LockQueue => {
	const rule = signatureOf(members);
	const ordered = inOrder(members);
	const contenders = ordered.map((member, index) => ({
		...member,
		waitsFor: rule.kind === 'leases' ? [] : predecessorsOf(ordered, index, rule),
	}));
	return {
		path: parent,
		recipe: rule.recipe,
		confidence: rule.confidence,
		holders: contenders.filter(({waitsFor}) => waitsFor.length === 0),
		waiters: contenders.filter(({waitsFor}) => waitsFor.length > 0),
		wrapped: ordered.some(({sequence}) => sequence < 0),
	};
};

const signatureOf = (members: readonly Ephemeral[]): Signature =>
	librarySignatures.find(({name}) => members.every(({path}) => name.test(baseName(path)))) ?? genericQueue;

type Ordered = Omit<Contender, 'waitsFor'>;

const inOrder = (members: readonly Ephemeral[]): readonly Ordered[] =>
	members
		.map(({path, session}) => ({node: path, session, sequence: sequenceOf(baseName(path)) ?? 0}))
		.sort((a, b) => a.sequence - b.sequence || (a.node < b.node ? -1 : 1));

const predecessorsOf = (ordered: readonly Ordered[], index: number, rule: Signature): readonly string[] => {
	const self = ordered[index];
	if (self === undefined || index === 0) {
		return [];
	}

	if (rule.modeOf(baseName(self.node)) === 'exclusive') {
		return [ordered[index - 1]?.node ?? ''];
	}

	const before = ordered.slice(0, index).filter(({node}) => rule.modeOf(baseName(node)) === 'exclusive');
	// A session that holds the write lock may take the read lock too (Curator's downgrade).
	const awaited = before.some(({session}) => session === self.session)
		? undefined
		: rule.sharedRule === 'last-exclusive'
			? before.at(-1)
			: before[0];
	return awaited === undefined ? [] : [awaited.node];
};

type Parents = ReadonlyMap<string, readonly Ephemeral[]>;

/**
 * Curator's SemaphoreV2 and SemaphoreMutex spread over `<path>/locks` and `<path>/leases`. The one whose turn it is
 * owns the lowest inner lock *and already a lease*, so by names alone a waiter looks like a holder (facts.md M19).
 */
const semaphoreAt = (parent: string, parents: Parents): LockQueue | 'part of a semaphore' | undefined => {
	const path = parentOf(parent);
	const leases = parents.get(childOf(path, 'leases'));
	if (leases === undefined || signatureOf(leases).kind !== 'leases') {
		return undefined;
	}

	switch (baseName(parent)) {
		case 'locks':
			return 'part of a semaphore';
		case 'leases':
			return semaphoreOf(path, leases, parents.get(childOf(path, 'locks')) ?? []);
		default:
			return undefined;
	}
};

const semaphoreOf = (path: string, leases: readonly Ephemeral[], locks: readonly Ephemeral[]): LockQueue => {
	const queue = inOrder(locks);
	const next = queue[0];
	const taken = inOrder(leases);
	// The surplus lease is the newest one of the session whose turn it is.
	const surplus = next && taken.findLast(({session}) => session === next.session);
	const holders = taken.filter(lease => lease !== surplus);
	const awaited = holders.map(({node}) => node);
	return {
		path,
		recipe: 'curator semaphore',
		confidence: 'certain',
		holders: holders.map(lease => ({...lease, waitsFor: []})),
		waiters: queue.map((waiter, index) => ({
			...waiter,
			waitsFor: index === 0 ? awaited : [queue[index - 1]?.node ?? ''],
		})),
		wrapped: [...queue, ...taken].some(({sequence}) => sequence < 0),
	};
};
