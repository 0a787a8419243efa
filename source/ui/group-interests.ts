// What is read for the tab of elections and groups: of the rows on screen one member each, or a few, of the selected one those that fit.
import type {Interests} from '../collect/interests.ts';
import {groupsOf, membersOf, type GroupRow} from '../store/groups.ts';
import {queueFacts} from '../store/group-views.ts';
import {
	instancesOf,
	listedFor,
	listingsWanted,
	singlesWanted,
	staticsWanted,
} from '../store/listed-groups.ts';
import {isShort} from '../store/grouping.ts';
import {childrenOf} from '../store/lock-reads.ts';
import {cursorRow, parentPath} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import {windowAround} from '../store/window.ts';
import {boxOf, type Layout} from './layout.ts';

type Wanted = Pick<Interests, 'open' | 'stats' | 'once' | 'contents' | 'values'>;

export const noGroupInterests: Wanted = {open: [], stats: [], once: [], contents: [], values: []};

/** Members of each row whose names may have room in the table. */
const membersNamed = 3;
/** Members whose znodes are read for the selected group. */
const membersShown = 40;

export const groupInterests = (state: State, layout: Layout): Wanted => {
	const rows = groupsOf(state);
	const at = cursorRow(state, 'groups');
	const height = boxOf(layout, 'inspector')?.height ?? 0;
	const {top, end} = windowAround(state.view.cursors.groups.top, at, rows.length, height);
	const selected = rows[at];
	const nodes = [
		...rows.slice(top, end).flatMap(row => nodesOf(row).slice(0, row.kind === 'registry' ? membersNamed : 1)),
		...(selected === undefined ? [] : nodesOf(selected).slice(0, membersShown)),
	];
	const onScreen = rows.slice(top, end);
	const parents = onScreen.flatMap(parentsOf);
	const oldest = onScreen.flatMap(row =>
		row.kind === 'queue' ? (queueFacts(state.live, row).oldest ?? []) : [],
	);
	const votes = rows.flatMap(row => (row.kind === 'transaction' ? row.transaction.open : []));
	const one = selected === undefined ? [] : [selected];
	const statics = staticsWanted(state.live, state.view.open, one).slice(0, membersShown);
	const singles = singlesWanted(state.live, state.view.open, onScreen.flatMap(singleIn));
	const followed = followedFor(state.live, [...one, ...onScreen], nodes);
	return {
		open: [...listingsWanted(state.live, one), ...followed.open],
		stats: [...parents, ...votes, ...singles.stats, ...followed.stats],
		once: [...nodes, ...oldest, ...instancesOf(state.live, one), ...singles.once, ...followed.once],
		contents: [...new Set([...nodes, ...parents, ...statics, ...singles.contents])].filter(path =>
			isShort(state.live, path),
		),
		values: singles.values,
	};
};

/**
 * Where no server tells of all: these groups are listed, whoever is new below them is read, and those that are shown are read again and
 * again: the same name may be another session's by now.
 */
const followedFor = (
	data: State['live'],
	rows: readonly GroupRow[],
	nodes: readonly string[],
): Pick<Wanted, 'open' | 'stats' | 'once'> => {
	if (data.inspection.lockSource.kind === 'dump') {
		return {open: [], stats: [], once: []};
	}

	const parents = [...new Set(rows.flatMap(membersBelow))];
	const posts = rows.flatMap(row => (isPost(row) ? [row.path] : []));
	const known = new Set(rows.flatMap(nodesOf));
	return {
		open: parents,
		stats: [...parents, ...posts, ...nodes],
		once: childrenOf(data, parents).filter(path => !known.has(path)),
	};
};

/** The znode that is all of its group. */
const singleIn = (row: GroupRow): readonly string[] => {
	if (row.kind === 'lease') {
		return [row.node];
	}

	return row.kind === 'counter' || (row.kind === 'barrier' && row.members === undefined) ? [row.path] : [];
};

/** One znode makes the election: who has it leads. */
const isPost = (row: GroupRow): boolean => row.kind === 'election' && row.candidates === undefined;

/** The znodes whose children the members are. */
const membersBelow = (row: GroupRow): readonly string[] => {
	const [first] = nodesOf(row);
	return isPost(row) || first === undefined ? [] : [parentPath(first)];
};

const nodesOf = (row: GroupRow): readonly string[] =>
	row.kind === 'transaction' ? [] : membersOf(row).map(({node}) => node);

/** Znodes that count, or that tell what kind of group their members are. */
const parentsOf = (row: GroupRow): readonly string[] => {
	switch (row.kind) {
		case 'semaphore':
		case 'barrier':
			return [row.path];
		case 'queue':
		case 'registry':
			return listedFor(row);
		case 'election':
		case 'counter':
		case 'lease':
		case 'transaction':
			return [];
	}
};
