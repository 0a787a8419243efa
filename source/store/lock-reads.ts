// What of the tree is read for the sake of locks: contenders that `dump` does not tell of, and locks that somebody asked for by path.
import type {LockQueue} from '../analyze/locks/contender.ts';
import {leftoversAmong} from '../analyze/locks/leftovers.ts';
import {isGiant} from '../analyze/giant.ts';
import {childPath} from '../analyze/tree-rows.ts';
import type {Data} from './state.ts';

/** Names of longer lists are not read one by one. */
const namesRead = 2000;

/** While a lock is on the move, what is there and what is told are of different moments. */
export const stillForMs = 5000;

/**
 * The parents of locks below which more is than contenders: something there may be left over, and is worth a listing.
 * @param forMs Nobody has left them for so long.
 */
export const surplusParents = (
	{inspection: {departures}, clock}: Pick<Data, 'inspection' | 'clock'>,
	locks: readonly LockQueue[],
	forMs: number,
): readonly string[] =>
	locks.flatMap(({parent, kind, holders, waiters}) => {
		const known = departures.get(parent);
		const isSurplus =
			kind !== 'semaphore' && known !== undefined && known.children > holders.length + waiters.length;
		return isSurplus && known.children <= namesRead && clock.at - known.stillSince >= forMs ? [parent] : [];
	});

/** The children of listed parents, whose stat says whether anybody owns them. */
export const childrenOf = ({znodes}: Pick<Data, 'znodes'>, parents: readonly string[]): readonly string[] =>
	parents.flatMap(parent =>
		(znodes.get(parent)?.names ?? []).slice(0, namesRead).map(name => childPath(parent, name)),
	);

/** Of a Curator semaphore who holds and who waits stands below two znodes. */
const halves = ['locks', 'leases'];

/** What is listed to see the lock at a path: the znode itself unless it is a giant, and the halves of a semaphore. */
export const lockParents = ({znodes}: Pick<Data, 'znodes'>, path: string): readonly string[] => {
	const {stat, names} = znodes.get(path) ?? {};
	if (stat === undefined || isGiant(stat)) {
		return [];
	}

	return [path, ...halves.filter(half => names?.includes(half)).map(half => childPath(path, half))];
};

/** Whether something left over was read that the next look at the locks will show in line. */
export const hasUnseenLeftOvers = ({
	znodes,
	inspection: {locks},
}: Pick<Data, 'znodes' | 'inspection'>): boolean => {
	const contenders = locks.flatMap(({holders, waiters}) =>
		[...holders, ...waiters].map(({node, session}) => ({path: node, session})),
	);
	const seen = new Set(contenders.map(({path}) => path));
	return leftoversAmong(znodes, contenders).some(({path}) => !seen.has(path));
};
