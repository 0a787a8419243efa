// source/analyze/signatures/: who somebody says it is, and persistent work
import {expect, it} from 'vitest';
import {evidenceOf, identityIn, storeSignatureOf} from '../../../source/analyze/signatures/table.ts';
import {recordedRecipe} from '../recorded-recipes.ts';

/** What the members of a captured recipe say, in the order of their clients. */
const namesIn = (name: string, recipe: string): ReadonlyArray<string | undefined> => {
	const {ephemerals, contents, clientOf} = recordedRecipe(name);
	return ephemerals
		.toSorted((a, b) => (clientOf(a.session) < clientOf(b.session) ? -1 : 1))
		.map(({path}) => identityIn(recipe)(contents.get(path) ?? new Uint8Array()));
};

it.each([
	['curator-LeaderLatch', 'curator latch', ['node-0', 'node-1', 'node-2']],
	['curator-LeaderLatch-noid', 'curator latch', [undefined]],
	['curator-LeaderSelector', 'curator mutex', ['sel-0', 'sel-1', 'sel-2']],
	['curator-InterProcessMutex-revocable', 'curator mutex', ['__REVOKE__']],
	['curator-ServiceDiscovery', 'curator discovery', ['10.0.0.7:8080']],
	['curator-GroupMember', 'generic registry', ['payload0', '127.0.0.1']],
	['kazoo-Election', 'kazoo lock', ['el-0', 'el-1', 'el-2']],
	['kazoo-Lock-noid', 'kazoo lock', [undefined]],
	['kazoo-Semaphore-max2', 'kazoo semaphore', ['sem-0', 'sem-1']],
	['kazoo-Semaphore-max2-lock', 'kazoo lock', ['sem-2', 'sem-3']],
	['kazoo-Party', 'kazoo party', ['party-0', 'party-1']],
	[
		'zookeeper-recipes-LeaderElectionSupport',
		'zookeeper election',
		['host0.example', 'host1.example', 'host2.example'],
	],
])('members of %s, a %s, say that they are %j', (name, recipe, names) => {
	expect(namesIn(name, recipe)).toEqual(names);
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const field = (number: number, text: Uint8Array): Uint8Array =>
	Uint8Array.of((number << 3) | 2, text.length, ...text);

it.each([
	['kafka controller', bytes('{"version":2,"brokerid":3,"timestamp":"1"}'), 'broker 3'],
	[
		'kafka brokers',
		bytes('{"host":"10.0.0.1","port":9092,"endpoints":["PLAINTEXT://10.0.0.1:9092"]}'),
		'10.0.0.1:9092',
	],
	['kafka brokers', bytes('{"host":null,"port":-1,"endpoints":["SSL://k1:9093"]}'), 'k1:9093'],
	[
		'hdfs election',
		Uint8Array.of(
			...field(1, bytes('prod')),
			...field(2, bytes('nn1')),
			...field(3, bytes('host1')),
			0x20,
			0xd4,
			0x3e,
		),
		'nn1 host1',
	],
	['yarn election', Uint8Array.of(...field(1, bytes('prod')), ...field(2, bytes('rm2'))), 'rm2'],
	[
		'hbase master',
		Uint8Array.of(
			0xff,
			0,
			0,
			0,
			3,
			1,
			2,
			3,
			...bytes('PBUF'),
			...field(1, Uint8Array.of(...field(1, bytes('m1')), 0x10, 0xe0, 0x7c)),
		),
		'm1',
	],
	['mesos election', bytes('{"hostname":"m","port":5050}'), 'm:5050'],
	['bookkeeper election', bytes('bookieId: "10.0.0.9:3181"'), '10.0.0.9:3181'],
	['solr leader', bytes('{"core_node_name":"core_node3"}'), 'core_node3'],
])('of a %s the data says who it is', (recipe, data, name) => {
	expect(identityIn(recipe)(data)).toBe(name);
	expect(evidenceOf(recipe)).toBe('documented');
});

it.each([
	['bytes', 'curator latch', Uint8Array.of(0, 1, 2, 255)],
	['nothing', 'kazoo lock', new Uint8Array()],
	['a long text', 'kazoo party', bytes('x'.repeat(500))],
	['several lines', 'curator mutex', bytes('a\nb')],
	['a message that is cut off', 'hdfs election', Uint8Array.of(0x12, 200, 1, 2)],
	['a message without its magic', 'hbase master', Uint8Array.of(0xff, 0x7f, 0xff, 0xff, 0xff, 1)],
	['JSON that is cut off', 'kafka controller', bytes('{"brokerid":')],
	['JSON of something else', 'kafka brokers', bytes('{"endpoints":"none"}')],
])('%s is nobody’s name in a %s', (_, recipe, data) => {
	expect(identityIn(recipe)(data)).toBeUndefined();
});

it.each([
	['curator-DistributedQueue', 'curator queue'],
	['curator-DistributedQueue-lockPath-items', 'curator queue'],
	['curator-DistributedPriorityQueue', 'curator priority queue'],
	['curator-DistributedIdQueue', 'curator id queue'],
	['curator-DistributedDelayQueue', 'curator delay queue'],
	['curator-SimpleDistributedQueue', 'zookeeper queue'],
	['zookeeper-recipes-DistributedQueue', 'zookeeper queue'],
	['kazoo-Queue', 'kazoo queue'],
])('the items of %s are a %s', (name, recipe) => {
	const {root, names} = recordedRecipe(name);
	expect(storeSignatureOf(root, names.get(root) ?? [])?.recipe).toBe(recipe);
});

it('below entries they are of a queue that locks its items', () => {
	const {names} = recordedRecipe('kazoo-LockingQueue');
	const entries = '/kazoo/lqueue/entries';
	expect(storeSignatureOf(entries, names.get(entries) ?? [])?.recipe).toBe('kazoo locking queue');
});

it('where they lie tells Solr’s and ClickHouse’s', () => {
	expect(storeSignatureOf('/solr/overseer/queue', ['qn-0000000001'])?.recipe).toBe('solr overseer queue');
	expect(storeSignatureOf('/t/replicas/r1/queue', ['queue-0000000001'])?.recipe).toBe('clickhouse queue');
});

it('what only is numbered is no queue that we know', () => {
	expect(storeSignatureOf('/app', ['job-0000000001', 'job-0000000002'])).toBeUndefined();
	expect(storeSignatureOf('/app', ['queue-0000000001', 'notes'])).toBeUndefined();
});
