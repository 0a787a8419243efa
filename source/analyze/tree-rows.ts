// The rows of the open tree without building them all: a parent of a million children is one segment, not a million rows.
import type {Part} from '../collect/sample.ts';
import type {Stat} from '../zookeeper/stat.ts';
import {isGiant, listingBytesOf} from './giant.ts';
import {formatBytes, formatCount} from './quantity.ts';
import {baseName, childOf, isWithin, parentOf} from '../zookeeper/paths.ts';
import {containing, positionIn} from './row-order.ts';

export {baseName, childOf as childPath, isWithin as withinPath, parentOf as parentPath};

/** What is known of one znode. */
export type Znode = {
	/** Undefined: not read yet. */
	readonly stat: Stat | undefined;
	/** When the stat was read, our clock. */
	readonly statAt: number | undefined;
	/** Names in row order; undefined: not listed. */
	readonly names: readonly string[] | undefined;
	/** Which of its children they are; undefined: all. */
	readonly part?: Part | undefined;
	/** What all their names take in UTF-8, as listed last. */
	readonly nameBytes?: number | undefined;
	/** How far its listing has come; undefined while none is long on its way. */
	readonly progress?: {readonly receivedBytes: number; readonly expectedBytes: number} | undefined;
	/** Why the last listing failed. */
	readonly failure: string | undefined;
};

export type Znodes = ReadonlyMap<string, Znode>;

export const unreadZnode: Znode = {
	stat: undefined,
	statAt: undefined,
	names: undefined,
	failure: undefined,
};

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
			place({parent, depth, note: missing(znode)});
			return;
		}

		const left = leftOut(znode);
		if (left !== undefined && znode.part === 'last') {
			place({parent, depth, note: left});
		}

		const openNames = (openBelow.get(parent) ?? []).map(baseName);
		const names = filter === '' ? znode.names : matching(znode.names, filter, openNames);
		let from = 0;
		for (const at of positionsOf(openNames, names)) {
			place({parent, depth, names, from, to: at + 1});
			visit(childOf(parent, names[at] ?? ''), depth + 1);
			from = at + 1;
		}

		if (from < names.length) {
			place({parent, depth, names, from, to: names.length});
		}

		if (left !== undefined && znode.part === 'first') {
			place({parent, depth, note: left});
		}
	};

	if (open.has('/')) {
		visit('/', 1);
	}

	return {count, rowAt: index => rowIn(segments, open, index), indexOf: path => indexIn(segments, path)};
};

/** What stands below an open znode that is not listed. */
const missing = (znode: Znode | undefined): string => {
	const {failure, progress, stat} = znode ?? unreadZnode;
	if (failure !== undefined) {
		return failure;
	}

	if (progress !== undefined) {
		return progress.receivedBytes < progress.expectedBytes
			? `… ${formatBytes(progress.receivedBytes)} of ${formatBytes(progress.expectedBytes)}`
			: '… put in order';
	}

	return stat !== undefined && isGiant(stat)
		? `${formatCount(stat.children)} children, about ${formatBytes(listingBytesOf(stat))} to list: → asks how many`
		: '…';
};

/** What is said of the children that are not kept. */
const leftOut = ({names = [], part = 'all', stat}: Znode): string | undefined => {
	const left = (stat?.children ?? 0) - names.length;
	return part === 'all' || left <= 0
		? undefined
		: `… ${formatCount(left)} more ${part === 'first' ? 'after' : 'before'} these: ← then → lists others`;
};

const groupByParent = (open: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> =>
	Map.groupBy(
		[...open].filter(path => path !== '/'),
		parentOf,
	);

/** Where the open children stand among the names, ascending. */
const positionsOf = (openNames: readonly string[], names: readonly string[]): readonly number[] =>
	openNames
		.map(name => positionIn(names, name))
		.filter(position => position !== -1)
		.sort((a, b) => a - b);

/** The names that contain the filter, and the open ones. */
const matching = (
	names: readonly string[],
	filter: string,
	openNames: readonly string[],
): readonly string[] => {
	const found = containing(names, filter);
	const others = positionsOf(
		openNames.filter(name => !name.toLowerCase().includes(filter)),
		names,
	);
	return others.length === 0
		? found
		: [...positionsOf(found, names), ...others].sort((a, b) => a - b).map(position => names[position] ?? '');
};

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
	const runs = segments.flatMap(segment => (segment.parent === parent && 'names' in segment ? segment : []));
	const position = runs[0] === undefined ? -1 : positionIn(runs[0].names, baseName(path));
	const run = runs.find(({from, to}) => position >= from && position < to);
	return run === undefined ? -1 : run.start + position - run.from;
};
