// What the locks tab wants read: how often locks change hands, who holds and waits, who may be left over, and, where no server tells of
// all locks, those that were named.
import type {Interests} from '../collect/interests.ts';
import type {LockQueue} from '../analyze/locks/lock-queues.ts';
import {groupsOf} from '../store/groups.ts';
import {childrenOf, lockParents, stillForMs, surplusParents} from '../store/lock-reads.ts';
import {lineOf, lockAt} from '../store/lines.ts';
import {cursorRow, locksOf} from '../store/selectors.ts';
import {isShort} from '../store/grouping.ts';
import {shown, type State} from '../store/state.ts';

/** Contenders whose stat is read for the table of locks and the queue below it. */
const queueShown = 40;
/** Of the selected lock: what they say of themselves is read. */
const holdersRead = 4;
/** Locks that a scan has found and that are on screen: they are listed and followed, if they are no giants. */
const scannedFollowed = 80;
/** Locks that are listed at once because more is below them than contenders. */
const surplusListed = 8;

export const lockInterests = (
	state: State,
): Pick<Interests, 'open' | 'stats' | 'often' | 'once' | 'contents'> => {
	const data = shown(state);
	const {locksAskedFor, lockPaths} = state.view;
	const locks = locksOf(state);
	const selected = selectedLine(state);
	const {top} = state.view.cursors.locks;
	const onTab = locks.slice(top, top + queueShown);
	const onScreen = [
		...(selected === undefined ? [] : [selected]),
		...(state.view.tab === 'groups' ? [...groupLines(state), ...onTab] : [...onTab, ...otherLines(state)]),
	];
	const looked = [...new Set([...onScreen, ...locks.slice(0, queueShown)])];
	const surplus = [...new Set(surplusParents(data, looked, stillForMs))].slice(0, surplusListed);
	// Where dump tells, nothing has to be read to know who holds.
	const isTold = data.inspection.lockSource.kind === 'dump';
	const scanned = isTold || data.scan === undefined ? [] : onScreen.slice(0, scannedFollowed);
	const named = isTold ? [] : [...lockPaths, ...locksAskedFor.flatMap(path => lockParents(data, path))];
	const followed = scanned.flatMap(({path}) => lockParents(data, path));
	return {
		open: [...named, ...followed, ...surplus],
		stats: [...locksAskedFor, ...scanned.map(({path}) => path)],
		contents: (selected?.holders ?? [])
			.slice(0, holdersRead)
			.map(({node}) => node)
			.filter(node => isShort(data, node)),
		often: [...new Set(looked.map(lock => lock.parent))],
		once: [...new Set([...contenders(looked, selected), ...childrenOf(data, [...named, ...surplus])])],
	};
};

/** Elections and semaphores, as far as they are told first. */
const otherLines = (state: State): readonly LockQueue[] =>
	shown(state)
		.inspection.locks.filter(({kind}) => kind !== 'lock')
		.slice(0, queueShown);

/** The lines behind the groups that are on screen. */
const groupLines = (state: State): readonly LockQueue[] => {
	const {top} = state.view.cursors.groups;
	return groupsOf(state)
		.slice(top, top + queueShown)
		.flatMap(({kind, path}) => {
			const line = lockAt(shown(state), path);
			return line?.kind === kind ? [line] : [];
		});
};

/** The line whose card is shown: that of a lock, or behind a group. */
const selectedLine = (state: State): LockQueue | undefined => {
	if (state.view.tab !== 'groups') {
		return locksOf(state)[cursorRow(state, 'locks')];
	}

	const group = groupsOf(state)[cursorRow(state, 'groups')];
	return group === undefined || group.kind === 'transaction' ? undefined : lineOf(shown(state), group);
};

/** Holders of the locks that are looked at, and the queue of the selected one. */
const contenders = (looked: readonly LockQueue[], selected: LockQueue | undefined): readonly string[] => {
	const holders = looked.flatMap(lock => lock.holders.slice(0, 1));
	const queue = selected === undefined ? [] : [...selected.holders, ...selected.waiters].slice(0, queueShown);
	return [...holders, ...queue].map(({node}) => node);
};
