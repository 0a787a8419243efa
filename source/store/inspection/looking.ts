// Which locks there are: by the newest `dump`, else among the znodes that are loaded.
import type {Ensemble} from '../../analyze/ensemble.ts';
import type {LockSource} from '../../analyze/inspection.ts';
import {leftoversAmong, leftoversIn} from '../../analyze/locks/leftovers.ts';
import {loadedEphemerals} from '../../analyze/locks/loaded-contenders.ts';
import {queuesIn, type Ephemeral, type LockQueue} from '../../analyze/locks/lock-queues.ts';
import {sharedWith} from '../../analyze/locks/sharing.ts';
import {queuesOfLine, sceneryOf, type Scenery} from '../../analyze/locks/scanned-contenders.ts';
import {parentPath, withinPath} from '../../analyze/tree-rows.ts';
import type {Dump} from '../../zookeeper/words/dump.ts';
import type {Data, ServerState} from '../state.ts';

/** What the slice is made from: servers and znodes already renewed, groups not yet. */
export type Scene = Pick<Data, 'servers' | 'znodes' | 'session' | 'ensemble' | 'grouping' | 'scan'>;
/** The kinds of answers that a sample brought. */
export type Arrived = ReadonlySet<string>;

export type DumpSource = {
	readonly server: string;
	readonly dump: Dump;
	readonly at: number;
	readonly fresh: boolean;
};

const dumpsOf = (servers: readonly ServerState[]): readonly DumpSource[] =>
	servers.flatMap(({name, dump}) =>
		dump.kind === 'fresh' || dump.kind === 'stale'
			? [{server: name, dump: dump.value, at: dump.at, fresh: dump.kind === 'fresh'}]
			: [],
	);

/** The leader's dump is the truest (it has the expiry times), a fresh one of any server will do. */
export const dumpSource = (
	servers: readonly ServerState[],
	leader: string | undefined,
): DumpSource | undefined => {
	const sources = dumpsOf(servers);
	const fresh = sources.filter(source => source.fresh);
	return (
		fresh.find(({server}) => server === leader) ?? fresh[0] ?? sources.toSorted((a, b) => b.at - a.at)[0]
	);
};

/** What the leader and somebody else tell, to compare. */
export const twoDumps = (
	servers: readonly ServerState[],
	leader: string | undefined,
): readonly [DumpSource, DumpSource] | undefined => {
	const fresh = dumpsOf(servers).filter(source => source.fresh);
	const leading = fresh.find(({server}) => server === leader);
	const other = fresh.find(({server}) => server !== leader);
	return leading && other && [leading, other];
};

/** The locks now, in no order; those in which nothing is new are the same values. */
export const locksNow = (
	before: readonly LockQueue[],
	{znodes, scan}: Pick<Data, 'znodes' | 'scan'>,
	source: DumpSource | undefined,
	lockPaths: readonly string[],
): readonly LockQueue[] => {
	const {lines, others} = sceneryNow({znodes, scan}, source, lockPaths);
	const semaphores = new Set(before.flatMap(({kind, path}) => (kind === 'semaphore' ? [path] : [])));
	const leftovers = leftoversAmong(znodes, others);
	const queues = queuesIn([...others, ...leftovers], path => semaphores.has(path));
	return sharedWith(before, [...lines.flatMap(line => linesWithLeftovers(line, znodes)), ...queues]);
};

/** A line that was listed may have something left over in it. */
const linesWithLeftovers = (line: readonly Ephemeral[], znodes: Data['znodes']): readonly LockQueue[] => {
	const [first] = line;
	const leftovers = first === undefined ? [] : leftoversIn(znodes, parentPath(first.path), line);
	return leftovers.length === 0 ? queuesOfLine(line) : queuesIn([...line, ...leftovers]);
};

/** Where no server gives its `dump`, those that were read of the tree, which may be members of a group. No path: all. */
export const ephemeralsNow = (
	data: Pick<Data, 'znodes' | 'scan'>,
	source: DumpSource | undefined,
	lockPaths: readonly string[],
	locks: readonly LockQueue[],
): readonly Ephemeral[] => {
	const {lines, others} = sceneryNow(data, source, lockPaths);
	if (lines.length === 0) {
		return others;
	}

	const known = new Set(locks.map(({parent}) => parent));
	return [
		...others,
		...lines.filter(([first]) => first !== undefined && !known.has(parentPath(first.path))).flat(),
	];
};

/** What `dump` tells; else what is loaded, and what a scan has found. */
const sceneryNow = (
	{znodes, scan}: Pick<Data, 'znodes' | 'scan'>,
	source: DumpSource | undefined,
	lockPaths: readonly string[],
): Scenery => {
	const ephemerals = source === undefined ? loadedEphemerals(znodes) : dumpedEphemerals(source.dump);
	const all: Scenery =
		source === undefined && scan !== undefined
			? sceneryOf(ephemerals, scan, znodes)
			: {lines: [], others: ephemerals};
	const isMeant = ({path}: Ephemeral): boolean => lockPaths.some(root => withinPath(path, root));
	return lockPaths.length === 0
		? all
		: {
				lines: all.lines.filter(([first]) => first !== undefined && isMeant(first)),
				others: all.others.filter(isMeant),
			};
};

const dumpedEphemerals = (dump: Dump): readonly Ephemeral[] =>
	[...dump.ephemerals].flatMap(([session, paths]) => paths.map(path => ({path, session})));

/** Where they come from, or why nobody can look. */
export const lockSourceOf = (
	servers: readonly ServerState[],
	{quorum}: Ensemble,
	source: DumpSource | undefined,
): LockSource => {
	if (source !== undefined) {
		return {kind: 'dump', server: source.server, at: source.at};
	}

	if (quorum !== 'yes') {
		return {kind: 'none', why: 'every source needs a serving server'};
	}

	const shut = servers.find(({dump}) => dump.kind === 'unsupported')?.dump;
	return shut?.kind === 'unsupported'
		? {kind: 'loaded', why: shut.why}
		: {kind: 'none', why: 'dump has not been answered yet'};
};
