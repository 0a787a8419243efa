// Semaphores: their waiters own nodes that look like a holder's (facts.md M19), so two parents have to be read together.
import {baseName, childOf, parentOf} from '../../zookeeper/paths.ts';
import {inOrder, isOwned, isWrapped, type Ephemeral, type LockQueue, type Place} from './contender.ts';
import {signatureOf} from '../signatures/table.ts';

export type Parents = ReadonlyMap<string, readonly Ephemeral[]>;

/**
 * The semaphore that a parent's znodes belong to, told at the parent that is its own; `part of a semaphore` at the other;
 * undefined where there is none.
 */
export const semaphoreAt = (
	parent: string,
	parents: Parents,
): LockQueue | 'part of a semaphore' | undefined => curatorAt(parent, parents) ?? kazooAt(parent, parents);

/**
 * Curator's SemaphoreV2 and SemaphoreMutex: `<path>/leases` and `<path>/locks`. The one whose turn it is owns the lowest
 * inner lock *and already a lease*, which is the surplus one; how many there may be is stored nowhere.
 */
const curatorAt = (parent: string, parents: Parents): LockQueue | 'part of a semaphore' | undefined => {
	const path = parentOf(parent);
	const leases = parents.get(childOf(path, 'leases'));
	if (leases === undefined || signatureOf(leases.map(lease => baseName(lease.path))).kind !== 'leases') {
		return undefined;
	}

	switch (baseName(parent)) {
		case 'locks':
			return 'part of a semaphore';
		case 'leases': {
			const queue = inOrder(parents.get(childOf(path, 'locks')) ?? [], 'text');
			const taken = inOrder(leases, 'text');
			const turn = queue[0];
			const surplus =
				turn && isOwned(turn.session) && taken.findLast(({session}) => session === turn.session);
			return semaphoreOf(
				{path, parent},
				'curator semaphore',
				taken.filter(lease => lease !== surplus),
				queue,
			);
		}

		default:
			return undefined;
	}
};

/** Whether what stands below a path may be told together with what stands elsewhere. */
export const isPartOfSemaphore = (path: string): boolean =>
	['locks', 'leases'].includes(baseName(path)) || path.endsWith(kazooLock);

const kazooLock = '-__lock__';
const kazooLease = /^[0-9a-f]{32}$/;

/** kazoo's Semaphore: leases without numbers below `<path>`, and a Lock at `<path>-__lock__` in which its waiters stand in line. */
const kazooAt = (parent: string, parents: Parents): LockQueue | undefined => {
	const path = parent.slice(0, -kazooLock.length);
	const leases = parent.endsWith(kazooLock) ? leasesAt(path, parents) : [];
	return leases.length === 0 ? undefined : kazooOf(path, leases, parents.get(parent) ?? []);
};

/** The same while nobody waits: a barrier looks alike, so only where it was seen to be a semaphore before. */
export const semaphoreWithoutLine = (path: string, parents: Parents): LockQueue | undefined => {
	const leases = parents.has(`${path}${kazooLock}`) ? [] : leasesAt(path, parents);
	return leases.length === 0 ? undefined : kazooOf(path, leases, []);
};

const leasesAt = (path: string, parents: Parents): readonly Ephemeral[] =>
	(parents.get(path) ?? []).filter(lease => kazooLease.test(baseName(lease.path)));

const kazooOf = (path: string, leases: readonly Ephemeral[], line: readonly Ephemeral[]): LockQueue =>
	semaphoreOf({path, parent: path}, 'kazoo semaphore', inOrder(leases), inOrder(line, 'text'));

const semaphoreOf = (
	where: Pick<LockQueue, 'path' | 'parent'>,
	recipe: string,
	leases: readonly Place[],
	queue: readonly Place[],
): LockQueue => ({
	...where,
	kind: 'semaphore',
	recipe,
	confidence: 'certain',
	holders: leases.map(lease => ({...lease, waitsFor: [], mode: 'shared'})),
	waiters: queue.map((waiter, index) => ({
		...waiter,
		mode: 'exclusive',
		waitsFor: index === 0 ? leases.map(({node}) => node) : [queue[index - 1]?.node ?? ''],
	})),
	wrapped: isWrapped([...queue, ...leases]),
});
