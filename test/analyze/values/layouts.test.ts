// source/analyze/values/layouts.ts: what systems keep in znodes, by the formats of their sources and recorded bytes of Curator
import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {decode} from '../../../source/analyze/values/decode.ts';

type Node = {readonly path: string; readonly data_base64: string};

const recorded = (recipe: string, path: string): Uint8Array => {
	const file = new URL(`../../fixtures/recipes/${recipe}.json`, import.meta.url);
	const {nodes} = JSON.parse(readFileSync(file, 'utf8')) as {readonly nodes: readonly Node[]};
	return Buffer.from(nodes.find(node => node.path === path)?.data_base64 ?? '', 'base64');
};

const layout = (path: string, value: unknown) =>
	decode(value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value)), path).layout;

describe("Curator's", () => {
	it('service instance tells where it is, and since when', () => {
		const path = '/curator/services/db/static-1';
		expect(decode(recorded('curator-ServiceDiscovery', path), path)).toMatchObject({
			form: 'json',
			layout: {
				name: 'Curator service instance',
				by: 'its fields',
				facts: [
					['service', 'db, instance static-1'],
					['address', '10.0.0.8:5432'],
					['registered', {at: 1_795_375_300_285}],
					['type', 'STATIC'],
				],
			},
		});
	});

	it('service instance at another path says that its path does not fit', () => {
		const data = recorded('curator-ServiceDiscovery', '/curator/services/db/static-1');
		expect(layout('/elsewhere/x', data)?.facts[0]).toEqual([
			'service',
			'db, instance static-1 (not what its path says)',
		]);
	});

	it.each([
		['queue-0000000000', ['item-a']],
		['queue-0000000002', ['m1', 'm2']],
	])('item %s of a queue has its items', (name, lines) => {
		const data = recorded('curator-DistributedQueue', `/curator/queue/${name}`);
		expect(decode(data)).toMatchObject({form: 'queue', lines});
	});

	it('counters are numbers', () => {
		expect(decode(recorded('curator-SharedCount', '/curator/count')).lines[0]).toMatch(/^int32 42 /);
		expect(decode(recorded('curator-DistributedAtomicLong', '/curator/along')).lines[0]).toMatch(
			/^int64 1234 /,
		);
	});
});

describe("Kafka's", () => {
	it('broker tells where it listens', () => {
		const value = {
			endpoints: ['SASL_SSL://b1:9093', 'PLAINTEXT://b1:9092'],
			rack: 'a',
			timestamp: '1795375300285',
		};
		expect(layout('/kafka/brokers/ids/1', value)).toMatchObject({
			name: 'Kafka broker',
			facts: [
				['broker', '1, rack a'],
				['listens', 'SASL_SSL://b1:9093'],
				['listens', 'PLAINTEXT://b1:9092'],
				['since', {at: 1_795_375_300_285}],
			],
		});
	});

	it('topic tells its partitions and replicas', () => {
		const value = {version: 3, partitions: {0: [1, 2], 1: [2, 3, 1]}, adding_replicas: {1: [1]}};
		expect(layout('/brokers/topics/orders', value)?.facts).toEqual([
			['topic', 'orders'],
			['partitions', '2, on 3 brokers'],
			['replicas', '2 to 3'],
			['moving', 'replicas are being added to 1 partitions'],
		]);
	});

	it('partition without a leader is offline', () => {
		const value = {controller_epoch: 9, leader: -1, version: 1, leader_epoch: 4, isr: []};
		expect(layout('/brokers/topics/orders/partitions/0/state', value)?.facts).toEqual([
			['leader', 'none: the partition is offline'],
			['in sync', 'none'],
			['epochs', 'leader 4, controller 9'],
		]);
	});

	it('controller is a broker; what is called so and is none has no layout', () => {
		expect(layout('/controller', {version: 2, brokerid: 3, timestamp: '1795375300285'})).toMatchObject({
			name: 'Kafka controller',
			facts: [
				['controller', 'broker 3'],
				['since', {at: 1_795_375_300_285}],
			],
		});
		expect(layout('/my/controller', {port: 1})).toBeUndefined();
	});

	it('users are secret', () => {
		expect(layout('/config/users/zoe', {config: {}})).toMatchObject({secret: true, by: 'path'});
	});
});

describe('HBase and Hadoop', () => {
	// Master {master: ServerName {host_name: "hm1", port: 16000, start_code: 1795375300285}}
	const server = Buffer.from('0a03686d311080' + '7d18bdbd' + 'cf88a034', 'hex');

	it("HBase's master tells its server and who wrote it", () => {
		const id = Buffer.from('master:16000');
		const head = Buffer.alloc(5);
		head[0] = 0xff;
		head.writeInt32BE(id.length + 8, 1);
		const value = Buffer.concat([
			head,
			id,
			Buffer.alloc(8, 7),
			Buffer.from('PBUF'),
			Buffer.of(0x0a, server.length),
			server,
		]);
		expect(decode(value, '/hbase/master')).toMatchObject({
			form: 'hbase',
			layout: {
				name: 'HBase',
				facts: [
					['written by', 'master:16000'],
					['server', 'hm1:16000'],
					['started', expect.anything()],
				],
			},
		});
	});

	it('the active namenode is told by both of its znodes', () => {
		// ActiveNodeInfo {nameserviceId: "ns", namenodeId: "nn1", hostname: "h", port: 8020, zkfcPort: 8019}
		const value = Buffer.from('0a026e7312036e6e311a016820d43e28d33e', 'hex');
		for (const name of ['ActiveStandbyElectorLock', 'ActiveBreadCrumb']) {
			expect(layout(`/hadoop-ha/ns/${name}`, value)?.facts).toEqual([
				['active', 'nn1 of ns'],
				['address', 'h:8020, zkfc 8019'],
			]);
		}
	});
});

it("Solr's collection tells which replicas are active and which shards have no leader", () => {
	const value = {
		books: {
			shards: {
				shard1: {replicas: {r1: {state: 'active', leader: 'true'}, r2: {state: 'down'}}},
				shard2: {replicas: {r3: {state: 'active'}}},
			},
		},
	};
	expect(layout('/solr/collections/books/state.json', value)).toMatchObject({
		name: 'Solr collection',
		facts: [
			['collection', 'books: 2 shards, 3 replicas'],
			['replicas', '2 active, 1 down'],
			['no leader', 'shard2'],
		],
	});
});
