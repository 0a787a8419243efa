// Which locks there are: by the newest `dump`, else among the znodes that are loaded.
import type {Ensemble} from '../../analyze/ensemble.ts';
import type {LockSource} from '../../analyze/inspection.ts';
import {leftoversAmong} from '../../analyze/locks/leftovers.ts';
import {loadedEphemerals} from '../../analyze/locks/loaded-contenders.ts';
import {queuesIn, type Ephemeral, type LockQueue} from '../../analyze/locks/lock-queues.ts';
import {sharedWith} from '../../analyze/locks/sharing.ts';
import {withinPath} from '../../analyze/tree-rows.ts';
import type {Dump} from '../../zookeeper/words/dump.ts';
import type {Data, ServerState} from '../state.ts';

/** What the slice is made from: servers and znodes already renewed, groups not yet. */
export type Scene = Pick<Data, 'servers' | 'znodes' | 'session' | 'ensemble' | 'grouping'>;
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
	{znodes}: Pick<Data, 'znodes'>,
	source: DumpSource | undefined,
	lockPaths: readonly string[],
): readonly LockQueue[] => {
	const named = ephemeralsNow(znodes, source, lockPaths);
	const semaphores = new Set(before.flatMap(({kind, path}) => (kind === 'semaphore' ? [path] : [])));
	return sharedWith(
		before,
		queuesIn([...named, ...leftoversAmong(znodes, named)], path => semaphores.has(path)),
	);
};

/** Where no server gives its `dump`, those that were read of the tree. No path: all. */
export const ephemeralsNow = (
	znodes: Data['znodes'],
	source: DumpSource | undefined,
	lockPaths: readonly string[],
): readonly Ephemeral[] => {
	const ephemerals = source === undefined ? loadedEphemerals(znodes) : dumpedEphemerals(source.dump);
	return lockPaths.length === 0
		? ephemerals
		: ephemerals.filter(({path}) => lockPaths.some(root => withinPath(path, root)));
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
