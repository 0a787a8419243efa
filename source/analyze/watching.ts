// Who watches what, by the answers of all servers to `wchp` together: each tells of its own connections only.
import type {Id} from '../zookeeper/ids.ts';
import {isWithin} from '../zookeeper/paths.ts';
import type {Watchers} from '../zookeeper/words/wchp.ts';
import {lastValue, type Reading} from './reading.ts';

/** One path and who watches it. */
export type WatchedPath = {readonly path: string; readonly sessions: readonly Id[]};

export type Watching = {
	/** The most watched first. */
	readonly paths: readonly WatchedPath[];
	readonly bySession: ReadonlyMap<Id, readonly string[]>;
	/** Data, exists and persistent watches. */
	readonly count: number;
};

export const nobodyWatches: Watching = {paths: [], bySession: new Map(), count: 0};

/** @param own The sessions that were zktop's in this run: they are left out. */
export const watchingIn = (answers: readonly Watchers[], own: ReadonlySet<Id>): Watching => {
	const byPath = new Map<string, Id[]>();
	const bySession = new Map<Id, string[]>();
	let count = 0;
	for (const [path, sessions] of answers.flatMap(answer => [...answer])) {
		for (const session of sessions) {
			if (!own.has(session)) {
				count += 1;
				put(byPath, path, session);
				put(bySession, session, path);
			}
		}
	}

	const paths = [...byPath]
		.map(([path, sessions]) => ({path, sessions}))
		.sort((a, b) => b.sessions.length - a.sessions.length || (a.path < b.path ? -1 : 1));
	return {paths, bySession, count};
};

const put = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
	const values = map.get(key);
	if (values === undefined) {
		map.set(key, [value]);
	} else {
		values.push(value);
	}
};

/** The paths that are asked about: of one session, of a znode and all below it (itself first), or all. */
export const pathsOf = (watching: Watching, of: string | undefined): readonly WatchedPath[] => {
	if (of === undefined) {
		return watching.paths;
	}

	if (of.startsWith('/')) {
		const below = watching.paths.filter(({path}) => path !== of && isWithin(path, of));
		return [...watching.paths.filter(({path}) => path === of), ...below];
	}

	const own = new Set(watching.bySession.get(of));
	return watching.paths.filter(({path}) => own.has(path));
};

/** A server's count of watches of all kinds and of those that `wchp` would list, read within this time of each other, ms. */
const togetherMs = 3000;

/**
 * The watches that no word lists: those on lists of children, and persistent ones, which `watch_count` counts twice. At least: of
 * zktop's own the few on data are subtracted as well. Undefined where the two counts are not of one moment.
 */
export const hiddenWatches = (
	all: {readonly count: number | undefined; readonly at: number},
	wchs: Reading<{readonly watches: number}>,
): number | undefined =>
	all.count === undefined || wchs.kind !== 'fresh' || Math.abs(wchs.at - all.at) > togetherMs
		? undefined
		: Math.max(0, all.count - wchs.value.watches);

/** What an answer to `wchp` is thought to take: an id for each watch, a path of common length for each path. */
export const listingBytesOf = (
	wchs: Reading<{readonly watches: number; readonly paths: number}>,
): number | undefined => {
	const value = lastValue(wchs);
	return value && value.watches * idBytes + value.paths * pathBytes;
};

const idBytes = 20;
const pathBytes = 50;
