// Groups of persistent znodes, of which no `dump` tells: queues, barriers and counters among those that are listed; beside all others.
import {groupId, type Group} from '../analyze/groups/group.ts';
import {canBeSingle, singlesAmong, singlesCalled} from '../analyze/groups/singles.ts';
import {storesIn} from '../analyze/groups/stores.ts';
import {remember} from './remember.ts';
import type {Data} from './state.ts';
import {watchersByPath} from './watching.ts';

/** All groups: those that a look has found, and those among the children of these znodes. */
export const allGroups = (data: Data, opened: ReadonlySet<string>): readonly Group[] => {
	const {grouping, znodes} = data;
	return joined(
		grouping.all,
		listed(znodes, opened, grouping.contents, grouping.counting, watchersByPath(data)),
	);
};

/** What is in work is known of a queue by `dump`, what waits by its listing. */
const joined = remember((groups: readonly Group[], others: readonly Group[]): readonly Group[] => {
	const known = new Set(groups.map(groupId));
	return [...groups, ...others.filter(group => !known.has(groupId(group)))];
});

const listed = remember(
	(
		znodes: Data['znodes'],
		opened: ReadonlySet<string>,
		contents: Data['grouping']['contents'],
		counting: Data['grouping']['counting'],
		watchers: ReadonlyMap<string, readonly string[]>,
	): readonly Group[] => {
		const singles = new Set([...singlesCalled(znodes, opened), ...counting.keys()]);
		return [...storesIn(znodes, opened), ...singlesAmong(singles, {znodes, contents, counting, watchers})];
	},
);

/** So many are read at once. */
const mostRead = 40;

/** Znodes whose names say that they are a barrier or a counter; `values`: whose data is to be read, too. */
export const singlesWanted = (
	{znodes}: Pick<Data, 'znodes'>,
	opened: ReadonlySet<string>,
): {readonly stats: readonly string[]; readonly values: readonly string[]} => {
	const called = singlesCalled(znodes, opened).filter(path => canBeSingle(znodes, path) !== false);
	const stats = called.slice(0, mostRead);
	return {stats, values: stats.filter(path => isSmall(znodes, path))};
};

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
