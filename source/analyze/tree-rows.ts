// The rows of the open tree without building them all: a parent of a million children is one segment, not a million rows.
import type {Stat} from '../zookeeper/stat.ts';
import {sequenceOf} from '../zookeeper/layouts.ts';
import {baseName, childOf, depthOf, isWithin, parentOf} from '../zookeeper/paths.ts';

export {baseName, childOf as childPath, isWithin as withinPath, parentOf as parentPath};

/** What is known of one znode. */
export type Znode = {
	/** Undefined: not read yet. */
	readonly stat: Stat | undefined;
	/** When the stat was read, our clock. */
	readonly statAt: number | undefined;
	/** Names in row order; undefined: not listed. */
	readonly names: readonly string[] | undefined;
	/** Why the last listing failed. */
	readonly failure: string | undefined;
};

export type Znodes = ReadonlyMap<string, Znode>;

export const unreadZnode: Znode = {stat: undefined, statAt: undefined, names: undefined, failure: undefined};

export type TreeRow =
	| {
			readonly kind: 'znode';
			readonly path: string;
			readonly name: string;
			readonly depth: number;
			readonly open: boolean;
	  }
	/** Stands below an open znode whose children are not known (yet). */
	| {readonly kind: 'note'; readonly path: string; readonly depth: number; readonly text: string};

type Place = {readonly parent: string; readonly depth: number};

/** A run of rows that are direct children of one parent, or a single note. */
type Run = Place &
	({readonly names: readonly string[]; readonly from: number; readonly to: number} | {readonly note: string});
type Segment = Run & {readonly start: number};

export type TreeRows = {
	readonly count: number;
	readonly rowAt: (index: number) => TreeRow | undefined;
	/** The row of a path, or −1 when it is not visible. */
	readonly indexOf: (path: string) => number;
};

/** Row order of names: by sequence number where every child has one, else by code units. */
export const inRowOrder = (names: readonly string[]): readonly string[] => {
	const sequences = new Map(names.map(name => [name, sequenceOf(name)]));
	const sequential = names.length > 0 && [...sequences.values()].every(sequence => sequence !== undefined);
	const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
	return sequential
		? names.toSorted((a, b) => (sequences.get(a) ?? 0) - (sequences.get(b) ?? 0) || byName(a, b))
		: names.toSorted(byName);
};

/**
 * Lays out the visible rows. Cost: the open znodes, not their children, unless a filter has to look at the names.
 * @param filter lower-case text; a row stays when its name contains it or while it is open.
 */
export const layOutTree = (znodes: Znodes, open: ReadonlySet<string>, filter = ''): TreeRows => {
	const segments: Segment[] = [];
	let count = 1;
	const place = (run: Run): void => {
		segments.push({...run, start: count});
		count += 'note' in run ? 1 : run.to - run.from;
	};

	const openBelow = groupByParent(open);
	const visit = (parent: string, depth: number): void => {
		const znode = znodes.get(parent);
		if (znode?.names === undefined) {
			place({parent, depth, note: znode?.failure ?? '…'});
			return;
		}

		const names = filter === '' ? znode.names : matching(parent, znode.names, filter, open);
		let from = 0;
		for (const at of positionsOf(openBelow.get(parent) ?? [], names)) {
			place({parent, depth, names, from, to: at + 1});
			visit(childOf(parent, names[at] ?? ''), depth + 1);
			from = at + 1;
		}

		if (from < names.length) {
			place({parent, depth, names, from, to: names.length});
		}
	};

	if (open.has('/')) {
		visit('/', 1);
	}

	return {count, rowAt: index => rowIn(segments, open, index), indexOf: path => indexIn(segments, path)};
};

const groupByParent = (open: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> =>
	Map.groupBy(
		[...open].filter(path => path !== '/'),
		parentOf,
	);

/** Where the open children stand among the names, ascending. */
const positionsOf = (paths: readonly string[], names: readonly string[]): readonly number[] => {
	if (paths.length === 0) {
		return [];
	}

	const wanted = new Set(paths.map(baseName));
	return names.flatMap((name, index) => (wanted.has(name) ? [index] : []));
};

const matching = (
	parent: string,
	names: readonly string[],
	filter: string,
	open: ReadonlySet<string>,
): readonly string[] =>
	names.filter(name => name.toLowerCase().includes(filter) || open.has(childOf(parent, name)));

const rowIn = (
	segments: readonly Segment[],
	open: ReadonlySet<string>,
	index: number,
): TreeRow | undefined => {
	if (index === 0) {
		return {kind: 'znode', path: '/', name: '/', depth: 0, open: open.has('/')};
	}

	const segment = segments[lastAtOrBefore(segments, index)];
	if (segment === undefined || index < 0) {
		return undefined;
	}

	const {parent, depth} = segment;
	if ('note' in segment) {
		return index === segment.start ? {kind: 'note', path: parent, depth, text: segment.note} : undefined;
	}

	const position = segment.from + index - segment.start;
	const name = segment.names[position];
	if (name === undefined || position >= segment.to) {
		return undefined;
	}

	const path = childOf(parent, name);
	return {kind: 'znode', path, name, depth, open: open.has(path)};
};

/** Binary search: the last segment that starts at or before the row. */
const lastAtOrBefore = (segments: readonly Segment[], index: number): number => {
	let low = 0;
	let high = segments.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((segments[middle]?.start ?? 0) <= index) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low - 1;
};

const indexIn = (segments: readonly Segment[], path: string): number => {
	if (path === '/') {
		return 0;
	}

	const parent = parentOf(path);
	const name = baseName(path);
	for (const segment of segments) {
		if (segment.parent === parent && 'names' in segment) {
			const position = segment.names.indexOf(name, segment.from);
			if (position !== -1 && position < segment.to && segment.depth === depthOf(path)) {
				return segment.start + position - segment.from;
			}
		}
	}

	return -1;
};
