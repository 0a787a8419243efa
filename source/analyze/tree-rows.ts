// The rows of the open tree without building them all: a parent of a million children is one segment, not a million rows.
import {baseName, childOf, isWithin, parentOf} from '../zookeeper/paths.ts';
import {everything, isMeant, type Wanted} from './filtering.ts';
import {cutsOf} from './tree-cuts.ts';
import {listOf, type List, type SortedNames} from './tree-lists.ts';
import {leftOut, missing, type Znodes} from './znode.ts';

export {unreadZnode, type Znode, type Znodes} from './znode.ts';
export {baseName, childOf as childPath, isWithin as withinPath, parentOf as parentPath};

export type TreeRow =
	| {
			readonly kind: 'znode';
			readonly path: string;
			readonly name: string;
			readonly depth: number;
			readonly open: boolean;
	  }
	/** Is no more; stays for some seconds where it was. */
	| {readonly kind: 'gone'; readonly path: string; readonly name: string; readonly depth: number}
	/** Stands below an open znode whose children are not known (yet). */
	| {readonly kind: 'note'; readonly path: string; readonly depth: number; readonly text: string};

type Place = {readonly parent: string; readonly depth: number};

/** A run of rows that are direct children of one parent, a single one that is gone, or a single note. */
type Run = Place &
	((List & {readonly from: number; readonly to: number}) | {readonly gone: string} | {readonly note: string});
type Segment = Run & {readonly start: number};

export type TreeRows = {
	readonly count: number;
	readonly rowAt: (index: number) => TreeRow | undefined;
	/** The row of a path, or −1 when it is not visible. */
	readonly indexOf: (path: string) => number;
	/** How many names the filter has found, as far as looked at. */
	readonly found: number;
	/** There are names that it has not been looked for in yet: the next layout goes on. */
	readonly isScanning: boolean;
};

/**
 * Lays out the visible rows. Cost: the open znodes, not their children, unless a filter has to look at the names.
 * @param filter a row stays when its name is meant or while it is open.
 * @param gone names that have just gone, by their parents.
 * @param sorted the children of these znodes, in another order than that of the rows.
 */
export const layOutTree = (
	znodes: Znodes,
	open: ReadonlySet<string>,
	filter: Wanted = everything,
	gone: ReadonlyMap<string, readonly string[]> = none,
	sorted: ReadonlyMap<string, SortedNames> = none,
): TreeRows => {
	const layout = new Layout({znodes, openBelow: groupByParent(open), filter, gone, sorted});
	if (open.has('/')) {
		layout.visit('/', 1);
	}

	const {segments, count, found, isScanning} = layout;
	return {
		count,
		found,
		isScanning,
		rowAt: index => rowIn(segments, open, index),
		indexOf: path => indexIn(segments, path),
	};
};

type LayoutOptions = {
	readonly znodes: Znodes;
	readonly openBelow: ReadonlyMap<string, readonly string[]>;
	readonly filter: Wanted;
	readonly gone: ReadonlyMap<string, readonly string[]>;
	readonly sorted: ReadonlyMap<string, SortedNames>;
};

class Layout {
	readonly segments: Segment[] = [];
	/** The root's row is there anyway. */
	count = 1;
	found = 0;
	isScanning = false;
	readonly #options: LayoutOptions;

	constructor(options: LayoutOptions) {
		this.#options = options;
	}

	/** The rows below an open znode. */
	visit(parent: string, depth: number): void {
		const znode = this.#options.znodes.get(parent);
		if (znode?.names === undefined) {
			this.#place({parent, depth, note: missing(znode)});
			return;
		}

		const left = leftOut(znode);
		if (left !== undefined && znode.part === 'last') {
			this.#place({parent, depth, note: left});
		}

		this.#children({parent, depth}, znode.names);
		if (left !== undefined && znode.part === 'first') {
			this.#place({parent, depth, note: left});
		}
	}

	#children(place: Place, all: readonly string[]): void {
		const {openBelow, filter, gone, sorted} = this.#options;
		const openNames = (openBelow.get(place.parent) ?? []).map(baseName);
		const goneNames = (gone.get(place.parent) ?? []).map(baseName).filter(isMeant(filter));
		const list = listOf(all, sorted.get(place.parent), filter, openNames);
		const {names} = list;
		this.found += list.found;
		this.isScanning ||= !list.isDone;
		let from = 0;
		const placeUpTo = (to: number): void => {
			if (from < to) {
				this.#place({...place, names, positionOf: list.positionOf, from, to});
				from = to;
			}
		};

		for (const cut of cutsOf(list, openNames, goneNames)) {
			placeUpTo(cut.at);
			if (cut.gone === undefined) {
				this.visit(childOf(place.parent, names[cut.at - 1] ?? ''), place.depth + 1);
			} else {
				this.#place({...place, gone: cut.gone});
			}
		}

		placeUpTo(names.length);
	}

	#place(run: Run): void {
		this.segments.push({...run, start: this.count});
		this.count += 'names' in run ? run.to - run.from : 1;
	}
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

const groupByParent = (open: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> =>
	Map.groupBy(
		[...open].filter(path => path !== '/'),
		parentOf,
	);

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

	if ('gone' in segment) {
		const {gone: name} = segment;
		return index === segment.start ? {kind: 'gone', path: childOf(parent, name), name, depth} : undefined;
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
	const position = runs[0] === undefined ? -1 : runs[0].positionOf(baseName(path));
	const run = runs.find(({from, to}) => position >= from && position < to);
	return run === undefined ? -1 : run.start + position - run.from;
};
