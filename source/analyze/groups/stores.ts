// Queues of persistent items among the znodes that are open in the tree: no `dump` tells of them.
import {sequenceOf} from '../../zookeeper/layouts.ts';
import {childOf, parentOf} from '../../zookeeper/paths.ts';
import {storeSignatureOf} from '../signatures/table.ts';
import type {Znode, Znodes} from '../tree-rows.ts';
import type {Queue} from './group.ts';

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

const mostLookedThrough = 10_000;

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
