// How often a lock changes hands, without listing anybody: the Stat of its parent counts who has left.
//
//   left = (cversion − numChildren) / 2      (a Stat's cversion counts creations and deletions: S/server/DataNode.java, copyStat)
import type {Stat} from '../../zookeeper/stat.ts';
import type {Id} from '../../zookeeper/ids.ts';

type Mark = {readonly at: number; readonly leftTwice: number};

/** One parent's counts, oldest first: the newest of each time it was read in the last minute, and one older one. */
export type Departures = {
	/** The parent's czxid: another one is another znode. */
	readonly czxid: Id;
	readonly marks: readonly Mark[];
	/** Since when nobody has left, our clock: at the latest. */
	readonly stillSince: number;
	/** Nobody has left since zktop looks. */
	readonly sinceLooked: boolean;
	readonly children: number;
};

const windowMs = 60_000;

/** The record of one parent after its Stat was read. */
export const departuresAfter = (
	before: Departures | undefined,
	{czxid, cversion, children}: Stat,
	at: number,
): Departures => {
	const known = before?.czxid === czxid ? before : undefined;
	const last = known?.marks.at(-1);
	// Modulo 2^32, as cversion goes.
	const gone = last === undefined ? 0 : ((cversion - children - last.leftTwice) | 0) / 2;
	const marks = [...(known?.marks ?? []), {at, leftTwice: (cversion - children) | 0}];
	const oldest = marks.findLastIndex(mark => mark.at <= at - windowMs);
	return {
		czxid,
		marks: marks.slice(Math.max(0, oldest)),
		stillSince: known === undefined || gone > 0 ? at : known.stillSince,
		sinceLooked: known === undefined || (gone <= 0 && known.sinceLooked),
		children,
	};
};

/** Hand-overs a minute, of the last minute or as long as it was looked at; undefined after one look. */
export const movesPerMinute = (departures: Departures | undefined): number | undefined => {
	const [first, last] = [departures?.marks[0], departures?.marks.at(-1)];
	return first === undefined || last === undefined || first === last || last.at <= first.at
		? undefined
		: ((((last.leftTwice - first.leftTwice) | 0) / 2) * windowMs) / (last.at - first.at);
};

export type AllDepartures = ReadonlyMap<string, Departures>;

export const noDepartures: AllDepartures = new Map();

/**
 * The records of the parents after some of them were read. Those of locks that nobody wants any more are kept for a minute: one that is
 * taken and given back again and again is not there most of the time.
 */
export const allDeparturesAfter = (
	before: AllDepartures,
	parents: ReadonlySet<string>,
	reads: readonly {readonly path: string; readonly stat: Stat; readonly at: number}[],
	now: number,
): AllDepartures => {
	const isKept = (path: string, {marks}: Departures): boolean =>
		parents.has(path) || (marks.at(-1)?.at ?? 0) > now - windowMs;
	const mine = reads.filter(({path}) => parents.has(path) || before.has(path));
	if (mine.length === 0 && [...before].every(([path, record]) => isKept(path, record))) {
		return before;
	}

	const next = new Map([...before].filter(([path, record]) => isKept(path, record)));
	for (const {path, stat, at} of mine) {
		next.set(path, departuresAfter(next.get(path), stat, at));
	}

	return next;
};
