// Locks of two looks: those in which nothing is new keep their identity, so that who compares by it has nothing to do.
import type {Contender, LockQueue} from './contender.ts';

/** The newer locks, with the older values where they say the same. */
export const sharedWith = (
	before: readonly LockQueue[],
	next: readonly LockQueue[],
): readonly LockQueue[] => {
	const known = new Map(before.map(lock => [lock.path, lock]));
	return next.map(lock => {
		const earlier = known.get(lock.path);
		return earlier !== undefined && (earlier === lock || isSame(earlier, lock)) ? earlier : lock;
	});
};

const isSame = (a: LockQueue, b: LockQueue): boolean =>
	a.recipe === b.recipe &&
	a.parent === b.parent &&
	isSameLine(a.holders, b.holders) &&
	isSameLine(a.waiters, b.waiters);

/** What each waits for follows from who stands there, but for Curator's write lock that became a read lock. */
const isSameLine = (a: readonly Contender[], b: readonly Contender[]): boolean =>
	a.length === b.length &&
	a.every((own, index) => {
		const other = b[index];
		return (
			own.node === other?.node &&
			own.session === other.session &&
			own.waitsFor.length === other.waitsFor.length &&
			own.waitsFor.every((node, place) => node === other.waitsFor[place])
		);
	});
