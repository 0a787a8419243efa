// Groups of persistent znodes, of which no `dump` tells: queues, barriers and counters among those that are listed; beside all others.
import {groupId, type Group} from '../analyze/groups/group.ts';
import {canBeSingle, namesLookedAt, singlesAmong, singlesCalled} from '../analyze/groups/singles.ts';
import {discovery, standingBelow, staticServices, staticsAt} from '../analyze/groups/statics.ts';
import {counted, formatCount} from '../analyze/quantity.ts';
import {claimedStores, storesIn} from '../analyze/groups/stores.ts';
import type {Interests} from '../collect/interests.ts';
import {childrenOf} from './lock-reads.ts';
import {remember} from './remember.ts';
import type {Data} from './state.ts';
import {watchersByPath} from './watching.ts';

const noPaths: readonly string[] = [];

/**
 * All groups: those that a look has found, and those among the children of these znodes.
 * @param named Znodes that may be a barrier or a counter themselves.
 */
export const allGroups = (
	data: Data,
	opened: ReadonlySet<string>,
	named: readonly string[] = noPaths,
): readonly Group[] => {
	const {grouping, znodes} = data;
	return joined(
		grouping.all,
		listed(znodes, opened, grouping.contents, grouping.counting, watchersByPath(data), named),
		znodes,
		grouping.contents,
	);
};

/** What is in work is known of a queue by `dump`, what waits by its listing; so it is with instances of sessions and static ones. */
const joined = remember(
	(
		groups: readonly Group[],
		others: readonly Group[],
		znodes: Data['znodes'],
		contents: Data['grouping']['contents'],
	): readonly Group[] => {
		const {found, stores} = claimedStores(groups, others, znodes);
		const whole = found.map(group => {
			const statics = isDiscovery(group) ? staticsAt({znodes, contents}, group.path) : [];
			return statics.length === 0 || group.kind !== 'registry' ? group : {...group, statics};
		});
		const known = new Set(whole.map(groupId));
		return [...whole, ...stores.filter(group => !known.has(groupId(group)))];
	},
);

const listed = remember(
	(
		znodes: Data['znodes'],
		opened: ReadonlySet<string>,
		contents: Data['grouping']['contents'],
		counting: Data['grouping']['counting'],
		watchers: ReadonlyMap<string, readonly string[]>,
		named: readonly string[],
	): readonly Group[] => {
		const singles = new Set([...singlesCalled(znodes, opened), ...counting.keys(), ...named]);
		return [
			...storesIn(znodes, opened),
			...staticServices({znodes, contents}, opened),
			...singlesAmong(singles, {znodes, contents, counting, watchers}),
		];
	},
);

const isDiscovery = ({recipe}: {readonly recipe: string}): boolean => recipe === discovery;

/** Items of longer queues are not listed for the one that waits longest, nor instances of greater services for static ones. */
const mostListed = 2000;

type Row = {
	readonly kind: string;
	readonly path: string;
	readonly recipe: string;
	readonly items?: string | undefined;
};

/** What has to be listed to tell all of these groups: a service for its static instances, a queue for its oldest item. */
export const listingsWanted = ({znodes}: Pick<Data, 'znodes'>, rows: readonly Row[]): readonly string[] =>
	rows.flatMap(listedFor).filter(path => (znodes.get(path)?.stat?.children ?? Infinity) <= mostListed);

/** Whose number of children is to be known before. */
export const listedFor = (row: Row): readonly string[] =>
	isDiscovery(row) ? [row.path] : row.kind === 'queue' && row.items !== undefined ? [row.items] : [];

/** Of these groups the children that have to be read to tell who of them is static. */
export const instancesOf = ({znodes}: Pick<Data, 'znodes'>, rows: readonly Row[]): readonly string[] =>
	childrenOf(
		{znodes},
		rows.filter(isDiscovery).map(({path}) => path),
	);

/** Znodes that may be static instances: of these services all, of the open znodes the first one. */
export const staticsWanted = (
	{znodes}: Pick<Data, 'znodes'>,
	opened: Iterable<string>,
	rows: readonly Row[],
): readonly string[] => [
	...new Set([
		...[...opened].flatMap(path => standingBelow(znodes, path).slice(0, 1)),
		...rows.filter(isDiscovery).flatMap(({path}) => standingBelow(znodes, path)),
	]),
];

/** So many are followed; the others are read once, and their data again when it has become old. */
const mostFollowed = 40;
/** Of more znodes the data is not kept. */
const mostRead = 400;

/** Znodes whose names say that they are a barrier or a counter, as they are to be read. */
export const singlesWanted = (
	{znodes}: Pick<Data, 'znodes'>,
	opened: ReadonlySet<string>,
	named: readonly string[] = noPaths,
): Pick<Interests, 'stats' | 'values' | 'once' | 'contents'> => {
	const called = mayBeSingle(znodes, opened, named);
	const stats = called.slice(0, mostFollowed);
	const once = called.slice(mostFollowed, mostRead);
	const small = (paths: readonly string[]): readonly string[] => paths.filter(path => isSmall(znodes, path));
	return {stats, values: small(stats), once, contents: small(once)};
};

const mayBeSingle = (
	znodes: Data['znodes'],
	opened: ReadonlySet<string>,
	named: readonly string[],
): readonly string[] =>
	[...new Set([...named, ...singlesCalled(znodes, opened)])].filter(
		path => canBeSingle(znodes, path) !== false,
	);

/** What of the listed znodes is not looked at, though it may be a barrier or a counter; undefined: nothing. */
export const singlesNotRead = remember(
	(
		znodes: Data['znodes'],
		opened: ReadonlySet<string>,
		named: readonly string[] = noPaths,
	): string | undefined => {
		const more = mayBeSingle(znodes, opened, named).length - mostRead;
		const lists = [...opened].filter(path => (znodes.get(path)?.names?.length ?? 0) > namesLookedAt).length;
		const parts = [
			...(more > 0
				? [
						`${counted(more, 'more znode')} called so ${more === 1 ? 'is' : 'are'} not read: ${mostRead} at most`,
					]
				: []),
			...(lists > 0
				? [`no name looked at in ${counted(lists, 'list')} longer than ${formatCount(namesLookedAt)}`]
				: []),
		];
		return parts.length === 0 ? undefined : `barriers, counters and leases of one znode: ${parts.join('; ')}`;
	},
);

/** Of these znodes those that were written in this run and may hold a number. */
export const countersWanted = (
	{znodes, clock, session}: Pick<Data, 'znodes' | 'clock' | 'session'>,
	rows: readonly string[],
): readonly string[] => {
	const since = clock.startedAt + (session.clockOffsetMs ?? 0);
	return rows.filter(path => {
		const stat = znodes.get(path)?.stat;
		return stat !== undefined && stat.version > 0 && stat.mtime > since && isSmall(znodes, path);
	});
};

const isSmall = (znodes: Data['znodes'], path: string): boolean =>
	canBeSingle(znodes, path) === true && (znodes.get(path)?.stat?.dataBytes ?? 0) > 0;
