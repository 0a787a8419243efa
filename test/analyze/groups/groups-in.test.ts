// source/analyze/groups/groups-in.ts, source/analyze/signatures/table.ts
import {describe, expect, it} from 'vitest';
import type {Group} from '../../../source/analyze/groups/group.ts';
import {groupsIn, type Contents} from '../../../source/analyze/groups/groups-in.ts';
import {queuesIn} from '../../../source/analyze/locks/lock-queues.ts';
import {recordedRecipe, type Recipe} from '../recorded-recipes.ts';

/** What a look finds: everything read, or names alone. */
const groupsOf = (...recipes: readonly Recipe[]): readonly Group[] => {
	const ephemerals = recipes.flatMap(recipe => recipe.ephemerals);
	const contents = new Map(recipes.flatMap(recipe => [...recipe.contents]));
	const names = new Map(recipes.flatMap(recipe => [...recipe.names]));
	return groupsIn(ephemerals, {
		locks: queuesIn(ephemerals),
		contents,
		namesBelow: path => names.get(path),
	}).groups;
};

const unread = (recipe: Recipe): readonly Group[] =>
	groupsIn(recipe.ephemerals, {
		locks: queuesIn(recipe.ephemerals),
		contents: new Map(),
		namesBelow: () => undefined,
	}).groups;

const summary = (group: Group, recipe: Recipe): string => {
	const who = (members: readonly {readonly session: string}[]): string =>
		members.map(({session}) => recipe.clientOf(session).replace('client', '')).join(' ');
	switch (group.kind) {
		case 'election':
			return `${who(group.leaders)} leads, ${who(group.candidates ?? [])} wait`;
		case 'semaphore':
			return `${who(group.leases)} of ${group.most ?? '?'} hold, ${who(group.waiters)} wait`;
		case 'registry':
			return group.members.map(({name}) => name.slice(-8)).join(' ');
		case 'barrier':
			return `${group.members?.length ?? 'nobody'} in, open ${String(group.isOpen)}`;
		case 'queue':
			return `${group.items ?? '?'}, taken by ${who(group.taken)}`;
		case 'counter':
			return group.value;
		case 'lease':
			return group.holder;
	}
};

// What each capture's note says.
const captured: ReadonlyArray<readonly [string, string, string, string, string]> = [
	['curator-LeaderLatch', 'election', 'curator latch', 'certain', '0 leads, 1 2 wait'],
	[
		'zookeeper-recipes-LeaderElectionSupport',
		'election',
		'zookeeper election',
		'likely',
		'0 leads, 1 2 wait',
	],
	['kazoo-Election', 'election', 'kazoo lock', 'certain', '0 leads, 1 2 wait'],
	[
		'curator-InterProcessSemaphoreMutex',
		'semaphore',
		'curator semaphore',
		'certain',
		'0 of ? hold, 1 2 wait',
	],
	[
		'curator-InterProcessSemaphoreV2-max2',
		'semaphore',
		'curator semaphore',
		'certain',
		'0 1 of ? hold, 2 3 wait',
	],
	['kazoo-Semaphore-max2', 'semaphore', 'kazoo semaphore', 'certain', '0 1 of 2 hold,  wait'],
	['curator-ServiceDiscovery', 'registry', 'curator discovery', 'certain', '55555555'],
	['curator-GroupMember', 'registry', 'generic registry', 'guess', 'member-0 member-1'],
	['curator-PersistentNode', 'registry', 'curator persistent node', 'likely', '94e7a57-n1'.slice(-8)],
	['kazoo-Party', 'registry', 'kazoo party', 'certain', '_party__ _party__'],
	['kazoo-ShallowParty', 'registry', 'kazoo shallow party', 'likely', 'be-shp-1 3e-shp-0'],
	[
		'curator-DistributedDoubleBarrier-ready',
		'barrier',
		'curator double barrier',
		'certain',
		'3 in, open true',
	],
	[
		'curator-DistributedDoubleBarrier-waiting',
		'barrier',
		'curator double barrier',
		'guess',
		'2 in, open false',
	],
	['kazoo-DoubleBarrier-ready', 'barrier', 'kazoo double barrier', 'certain', '3 in, open true'],
	['kazoo-DoubleBarrier-waiting', 'barrier', 'kazoo double barrier', 'likely', '2 in, open false'],
	['kazoo-LockingQueue', 'queue', 'kazoo locking queue', 'certain', '/kazoo/lqueue/entries, taken by 1'],
	['curator-DistributedQueue-lockPath-locks', 'queue', 'curator queue', 'certain', '?, taken by 0'],
];

describe('on the captured tree of a real recipe', () => {
	it.each(captured)('%s is a %s of %s, %s: %s', (name, kind, recipe, confidence, says) => {
		const capture = recordedRecipe(name);
		const found = groupsOf(capture).find(group => group.kind === kind);
		expect([found?.recipe, found?.confidence]).toEqual([recipe, confidence]);
		expect(found && summary(found, capture)).toBe(says);
	});

	it.each([
		'curator-InterProcessMutex',
		'curator-InterProcessReadWriteLock',
		'kazoo-Lock',
		'kazoo-ReadWriteLock',
	])('%s is a lock and no group', name => {
		expect(groupsOf(recordedRecipe(name))).toEqual([]);
	});

	it('a set partitioner has a party beside its locks', () => {
		const [party, ...others] = groupsOf(recordedRecipe('kazoo-SetPartitioner'));
		expect([party?.path, party?.recipe, others]).toEqual(['/kazoo/part/party', 'kazoo shallow party', []]);
	});

	it('a kazoo semaphore for which somebody waits has its leases and its waiters', () => {
		const [leases, line] = [
			recordedRecipe('kazoo-Semaphore-max2'),
			recordedRecipe('kazoo-Semaphore-max2-lock'),
		];
		const [semaphore, ...others] = groupsOf(leases, line);
		expect(others).toEqual([]);
		expect(semaphore).toMatchObject({kind: 'semaphore', path: '/kazoo/sem', most: 2});
		expect(semaphore?.kind === 'semaphore' && semaphore.waiters.length).toBe(2);
	});
});

describe('a name alone does not decide', () => {
	it.each([
		['curator-ServiceDiscovery', 'generic registry', 'guess'],
		['curator-DistributedDoubleBarrier-ready', 'generic registry', 'guess'],
		['kazoo-Semaphore-max2', 'kazoo double barrier', 'guess'],
		['kazoo-DoubleBarrier-waiting', 'kazoo double barrier', 'guess'],
	])('%s is a %s, %s, until something of it is read', (name, recipe, confidence) => {
		const [group] = unread(recordedRecipe(name));
		expect([group?.recipe, group?.confidence]).toEqual([recipe, confidence]);
	});
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const look = (paths: readonly string[], contents: Contents = new Map()): readonly Group[] => {
	const ephemerals = paths.map((path, index) => ({path, session: `0x${index + 1}`}));
	return groupsIn(ephemerals, {locks: queuesIn(ephemerals), contents, namesBelow: () => undefined}).groups;
};

// Read in their sources (zookeeper.md E.5), not recorded.
describe('of a system', () => {
	it('Kafka’s controller leads, its brokers are registered in the order of their numbers', () => {
		const groups = look(
			['/kafka/controller', '/kafka/brokers/ids/10', '/kafka/brokers/ids/9'],
			new Map([['/kafka/controller', bytes('{"version":2,"brokerid":9,"timestamp":"1"}')]]),
		);
		expect(groups).toMatchObject([
			{kind: 'election', path: '/kafka/controller', recipe: 'kafka controller', confidence: 'certain'},
			{
				kind: 'registry',
				path: '/kafka/brokers/ids',
				recipe: 'kafka brokers',
				confidence: 'likely',
				members: [{name: '9'}, {name: '10'}],
			},
		]);
	});

	it('what only is called controller is a member like others', () => {
		const [group] = look(['/app/controller'], new Map([['/app/controller', bytes('{"name":"x"}')]]));
		expect(group).toMatchObject({kind: 'registry', path: '/app', confidence: 'guess'});
	});

	it.each([
		['/hbase/master', 'hbase master'],
		['/hadoop-ha/prod/ActiveStandbyElectorLock', 'hdfs election'],
		['/yarn-leader-election/prod/ActiveStandbyElectorLock', 'yarn election'],
		['/overseer_elect/leader', 'solr leader'],
		['/solr/collections/c/leaders/shard1/leader', 'solr leader'],
	])('%s is a %s, whose owner leads and for which nobody stands in line', (path, recipe) => {
		expect(look([path])).toMatchObject([
			{kind: 'election', path, recipe, leaders: [{node: path}], candidates: undefined},
		]);
	});

	it.each([
		['/hbase/rs/h1,16020,1795375263728', '/hbase/rs', 'hbase region servers'],
		['/hbase/backup-masters/h1,16000,1795375263728', '/hbase/backup-masters', 'hbase backup masters'],
		['/live_nodes/10.0.0.7:8983_solr', '/live_nodes', 'solr nodes'],
		[
			'/clickhouse/tables/1/t/replicas/r1/is_active',
			'/clickhouse/tables/1/t/replicas',
			'clickhouse replicas',
		],
	])('%s is a member of %s, %s', (node, path, recipe) => {
		expect(look([node])).toMatchObject([{kind: 'registry', path, recipe, members: [{node}]}]);
	});
});

it('members of a group without a name that we know are a guess', () => {
	expect(look(['/services/web/a', '/services/web/b'])).toMatchObject([
		{kind: 'registry', recipe: 'generic registry', confidence: 'guess', members: [{name: 'a'}, {name: 'b'}]},
	]);
});

it('a family in which nothing is new is not thought about again, one of which something was read is', () => {
	const ephemerals = ['/a/x', '/a/y', '/b/x'].map(path => ({path, session: '0x1'}));
	const scenery = {locks: [], contents: new Map<string, Uint8Array>(), namesBelow: () => undefined};
	const first = groupsIn(ephemerals, scenery);
	const second = groupsIn(ephemerals, scenery, first.families);
	expect(second.groups.every((group, index) => group === first.groups[index])).toBe(true);
	const instance = bytes('{"serviceType":"DYNAMIC","registrationTimeUTC":1}');
	const third = groupsIn(ephemerals, {...scenery, contents: new Map([['/a/y', instance]])}, second.families);
	expect(third.groups.map(({path, recipe}) => `${path} ${recipe}`)).toEqual([
		'/a curator discovery',
		'/b generic registry',
	]);
	const fourth = groupsIn(ephemerals.slice(1), scenery, third.families);
	expect(fourth.groups.map(({recipe}) => recipe)).toEqual(['generic registry', 'generic registry']);
});
