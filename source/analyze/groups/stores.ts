// Queues of persistent items among the znodes that are open in the tree: no `dump` tells of them.
import {sequenceOf} from '../../zookeeper/layouts.ts';
import {childOf, parentOf} from '../../zookeeper/paths.ts';
import {storeSignatureOf} from '../signatures/table.ts';
import type {Znode, Znodes} from '../tree-rows.ts';
import type {Group, Queue} from './group.ts';

const mostLookedThrough = 10_000;

/** So many names at each end of a listing tell what all of them are. */
const looked = 20;

type Store = {
	readonly queue: Queue;
	/** The item that waits longest; undefined: too many to look through. */
	readonly oldest: string | undefined;
};

/** Listings that were looked at; a name that is no item makes none of them a queue. */
const known = new WeakMap<readonly string[], Store | 'none'>();

/** The queues whose items are listed. */
export const storesIn = (znodes: Znodes, opened: Iterable<string>): readonly Queue[] =>
	[...opened].flatMap(path => storeAt(path, znodes.get(path))?.queue ?? []);

/**
 * The queues, those in work as found and the others as listed. Curator's consumers take their items below a path of their own: whose
 * these are, the names say, where they are all in one listed queue alone.
 */
export const claimedStores = (
	groups: readonly Group[],
	listed: readonly Group[],
	znodes: Znodes,
): {readonly found: readonly Group[]; readonly stores: readonly Group[]} => {
	const stores = [...listed];
	const found = groups.filter(group => {
		if (group.kind !== 'queue' || group.items !== undefined || group.taken.length === 0) {
			return true;
		}

		const fitting = stores.filter(store => store.kind === 'queue' && hasAll(store, group, znodes));
		const [store] = fitting;
		if (store?.kind !== 'queue' || fitting.length > 1) {
			return true;
		}

		stores[stores.indexOf(store)] = {...store, taken: group.taken};
		return false;
	});
	return {found, stores};
};

const hasAll = ({items = ''}: Queue, {taken}: Queue, znodes: Znodes): boolean => {
	const {names = []} = znodes.get(items) ?? {};
	return names.length <= mostLookedThrough && taken.every(({name}) => setOf(names).has(name));
};

/** Listings whose names were looked for: one is looked through once, however many of its items are in work. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

const setOf = (names: readonly string[]): ReadonlySet<string> => {
	const set = sets.get(names) ?? new Set(names);
	sets.set(names, set);
	return set;
};

/** The path of the item that waits longest, as far as the listing tells. */
export const oldestItemIn = (znodes: Znodes, {items}: Queue): string | undefined => {
	const oldest = items === undefined ? undefined : storeAt(items, znodes.get(items))?.oldest;
	return items === undefined || oldest === undefined ? undefined : childOf(items, oldest);
};

const storeAt = (path: string, znode: Znode | undefined): Store | undefined => {
	const {names = []} = znode ?? {};
	if (names.length === 0) {
		return undefined;
	}

	const found = known.get(names) ?? storeOf(path, names, znode?.part ?? 'all');
	known.set(names, found);
	return found === 'none' ? undefined : found;
};

const storeOf = (path: string, names: readonly string[], part: string): Store | 'none' => {
	const signature = storeSignatureOf(path, [...names.slice(0, looked), ...names.slice(-looked)]);
	if (signature === undefined) {
		return 'none';
	}

	const {recipe, confidence, order} = signature;
	const isLocking = recipe === 'kazoo locking queue';
	const queue: Queue = {
		kind: 'queue',
		path: isLocking ? parentOf(path) : path,
		recipe,
		confidence,
		items: path,
		taken: [],
	};
	// Names stand in the order of their numbers; of the last ones of a giant none is the oldest.
	const oldest = part === 'last' ? undefined : order === 'number' ? names[0] : lowestOf(names, part);
	return {queue, oldest};
};

const lowestOf = (names: readonly string[], part: string): string | undefined => {
	if (names.length > mostLookedThrough || part !== 'all') {
		return undefined;
	}

	let lowest: {readonly name: string; readonly sequence: number} | undefined;
	for (const name of names) {
		const sequence = sequenceOf(name) ?? Infinity;
		if (lowest === undefined || sequence < lowest.sequence) {
			lowest = {name, sequence};
		}
	}

	return lowest?.name;
};
