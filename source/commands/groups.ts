// `zktop groups [PATH…]`: all that the tab of elections and groups shows; queues, barriers and counters, of which no `dump` tells, at PATHs.
import {membersOf, type Group, type Member} from '../analyze/groups/group.ts';
import {noInterests, type Interests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {isShort} from '../store/grouping.ts';
import {consumersUnseen, queueFacts} from '../store/group-views.ts';
import {
	allGroups,
	instancesOf,
	listedFor,
	listingsWanted,
	singlesNotRead,
	singlesWanted,
	staticsWanted,
} from '../store/listed-groups.ts';
import {isGiant} from '../store/selectors.ts';
import type {Data, State} from '../store/state.ts';
import {kindWords, textsOf} from '../ui/panes/groups/group-texts.ts';
import {isWithin} from '../zookeeper/paths.ts';
import {isAnswered} from './answered.ts';
import {memberJson, recipeJson, timeOf, type Json} from './group-twin.ts';
import {isScanned, isScanning, scanJson, withScan} from './scan-twin.ts';
import {noneTold, tableText, type TableColumn} from './table.ts';
import {runTwin} from './twin.ts';

/** Members whose age is read, and those whose data is. */
const agesRead = 5000;
const namesRead = 500;

export const groups = async (options: Options): Promise<number> => {
	const {paths, scan} = options;
	const asked = {scan, lockPaths: paths};
	return runTwin(options, {
		interests: data => withScan(asked, data, known => interestsOf(known, paths)),
		...(scan && {isWorking: (data: Data) => isScanning(asked, data)}),
		session: true,
		ticks: 2,
		complete: data => isScanned(asked, data) && isAnswered(data, interestsOf(data, paths)),
		render: data => ({
			clockOffsetMs: data.session.clockOffsetMs ?? null,
			...(scan && {scan: scanJson(data)}),
			groups: groupsIn(data, paths).map(group => groupJson(data, group)),
			notRead: notReadAt(data, paths) ?? null,
		}),
		table: (data, state) => groupsTable(data, state, {rows: groupsIn(data, paths), paths}),
	});
};

/** What is listed: the paths themselves, and the items of kazoo's locking queues among them. */
const listed = ({znodes}: Data, paths: readonly string[]): ReadonlySet<string> =>
	new Set(
		paths.flatMap(path => {
			const {stat, names} = znodes.get(path) ?? {};
			const entries = names?.includes('entries') === true ? [`${path === '/' ? '' : path}/entries`] : [];
			return stat === undefined || isGiant(stat) ? [] : [path, ...entries];
		}),
	);

/** Barriers and counters that may be missing. */
const notReadAt = (data: Data, paths: readonly string[]): string | undefined =>
	singlesNotRead(data.znodes, listed(data, paths), paths);

/** At or below the paths that are given, and whose items or members are there; no path: all. */
const groupsIn = (data: Data, paths: readonly string[]): readonly Group[] => {
	const isMeant = (path: string): boolean => paths.some(root => isWithin(path, root));
	const isAsked = (group: Group): boolean =>
		isMeant(group.path) ||
		(group.kind === 'queue' && group.items !== undefined && isMeant(group.items)) ||
		membersOf(group).some(({node}) => isMeant(node));
	const all = allGroups(data, listed(data, paths), paths);
	return paths.length === 0 ? all : all.filter(isAsked);
};

const interestsOf = (data: Data, paths: readonly string[]): Interests => {
	const opened = listed(data, paths);
	const all = groupsIn(data, paths);
	const members = all.flatMap(membersOf).map(({node}) => node);
	const singles = singlesWanted(data, opened, paths);
	const parents = all.flatMap(group =>
		group.kind === 'barrier' || group.kind === 'semaphore' ? [group.path] : listedFor(group),
	);
	const oldest = all.flatMap(group => (group.kind === 'queue' ? (queueFacts(data, group).oldest ?? []) : []));
	return {
		...noInterests,
		connections: true,
		ephemerals: true,
		open: [...new Set([...opened, ...listingsWanted(data, all)])],
		// Whether chroot and paths are there, and may be listed: no group below what is shut is no good news.
		stats: [...new Set(['/', ...paths, ...singles.stats])],
		often: [...new Set([...paths, ...parents])].slice(0, namesRead),
		once: [...new Set([...members, ...oldest, ...instancesOf(data, all), ...singles.once])].slice(
			0,
			agesRead,
		),
		contents: [...new Set([...members, ...parents, ...staticsWanted(data, opened, all), ...singles.contents])]
			.filter(path => isShort({znodes: data.znodes}, path))
			.slice(0, namesRead - singles.values.length),
		values: singles.values,
	};
};

const groupJson = (data: Data, group: Group): Json => ({
	kind: group.kind,
	...recipeJson(group),
	...restJson(data, group),
});

const restJson = (data: Data, group: Group): Json => {
	const {znodes} = data;
	const all = (members: readonly Pick<Member, 'node' | 'session'>[]): readonly Json[] =>
		members.map(member => memberJson(data, group.recipe, member));
	switch (group.kind) {
		case 'election':
			return {
				leaders: all(group.leaders),
				candidates: group.candidates === undefined ? null : all(group.candidates),
			};
		case 'semaphore':
			return {leases: all(group.leases), waiters: all(group.waiters), most: group.most ?? null};
		case 'registry':
			return {members: all(group.members), statics: group.statics ?? []};
		case 'barrier':
			return group.members === undefined
				? {members: null, open: false, closedAt: timeOf(znodes.get(group.path)?.stat?.ctime)}
				: {members: all(group.members), open: group.isOpen ?? null};
		case 'queue': {
			const {count, oldest, oldestAt, putPerSecond, takenPerSecond, consumers} = queueFacts(data, group);
			return {
				items: group.items ?? null,
				size: count ?? null,
				oldest: oldest ?? null,
				oldestAt: timeOf(oldestAt),
				putPerSecond: putPerSecond ?? null,
				takenPerSecond: takenPerSecond ?? null,
				taken: all(group.taken),
				consumers: consumers ?? null,
				...(consumers === undefined && {why: consumersUnseen}),
			};
		}

		case 'counter': {
			const {mtime, version} = znodes.get(group.path)?.stat ?? {};
			return {value: group.value, changedAt: timeOf(mtime), version: version ?? null, changes: group.changes};
		}

		case 'lease': {
			const {node, holder, until} = group;
			return {node, holder, until: timeOf(until), renewedAt: timeOf(znodes.get(node)?.stat?.mtime)};
		}
	}
};

const groupsTable = (
	data: Data,
	state: State,
	{rows, paths}: {readonly rows: readonly Group[]; readonly paths: readonly string[]},
): string =>
	rows.length === 0
		? noneTold(data, paths.length === 0 ? 'no group' : `no group at or below ${paths.join(' ')}`)
		: [tableText(columnsOf(state), rows), ...remarksOn(data, rows, paths)].join('\n');

const columnsOf = (state: State): readonly TableColumn<Group>[] => [
	{title: 'GROUP', text: ({path}) => path},
	{title: 'KIND', text: ({kind}) => kindWords[kind]},
	{title: 'RECIPE', text: ({recipe, confidence}) => `${recipe}, ${confidence}`},
	{
		title: 'WHO',
		text: row =>
			textsOf(state, row)
				.says.map(({text}) => text)
				.join(''),
	},
	{title: 'SINCE', align: 'right', text: row => textsOf(state, row).since},
	{title: 'COUNT', align: 'right', text: row => textsOf(state, row).count},
];

const remarksOn = (data: Data, rows: readonly Group[], paths: readonly string[]): readonly string[] => {
	const isUnseen = rows.some(row => row.kind === 'queue' && queueFacts(data, row).consumers === undefined);
	const missing = notReadAt(data, paths);
	return [
		...(isUnseen ? [`queues with nothing in work: ${consumersUnseen}`] : []),
		...(missing === undefined ? [] : [missing]),
	];
};
