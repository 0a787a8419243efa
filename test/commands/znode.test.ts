// source/commands/znode.ts: one znode as JSON, on the demo's ensemble
import {gzipSync} from 'node:zlib';
import {expect, it} from 'vitest';
import {demoServer} from '../helpers/demo-server.ts';
import {znode} from '../../source/commands/znode.ts';
import {permissions} from '../../source/zookeeper/acl.ts';
import {runVerb} from './verb-run.ts';

const demo = demoServer();

const read = async (path: string) => {
	const {code, text} = await runVerb(znode, ['znode', path, '-c', demo.connectString]);
	return {code, document: JSON.parse(text) as unknown};
};

it('tells data as recognised and as it is, stat and ACL', async () => {
	const data = Buffer.from('{"port":80}');
	const {stat} = await demo.client.create('/web', {data});
	expect(await read('/web')).toMatchObject({
		code: 0,
		document: {
			path: '/web',
			form: 'json',
			chain: [],
			text: '{\n  "port": 80\n}',
			base64: data.toString('base64'),
			stat: {czxid: stat.czxid, version: 0, dataBytes: data.length, children: 0},
			acl: [{scheme: 'world', id: 'anyone', permissions: 31}],
			problems: [],
		},
	});
});

it('tells what data is packed in, and prints the packed bytes', async () => {
	const data = gzipSync('level=info\n');
	await demo.client.create('/packed', {data});
	const {document} = await read('/packed');
	expect(document).toMatchObject({chain: ['gzip'], base64: data.toString('base64')});
});

it('tells which system it is of, and what bytes hold that are no text', async () => {
	const broker = {endpoints: ['PLAINTEXT://b1:9092'], timestamp: '1795375300285'};
	for (const parent of ['/brokers', '/brokers/ids']) {
		await demo.client.create(parent);
	}

	await demo.client.create('/brokers/ids/1', {data: Buffer.from(JSON.stringify(broker))});
	expect((await read('/brokers/ids/1')).document).toMatchObject({
		layout: {
			name: 'Kafka broker',
			facts: [
				{name: 'broker', value: '1'},
				{name: 'listens', value: 'PLAINTEXT://b1:9092'},
				{name: 'since', at: 1_795_375_300_285},
			],
		},
	});
	await demo.client.create('/count', {data: Buffer.of(0, 0, 0, 42)});
	expect((await read('/count')).document).toMatchObject({
		form: 'number',
		lines: ['int32 42 · little endian 704643072'],
	});
});

it('prints a card for people with --table', async () => {
	await demo.client.create('/card', {
		data: Buffer.from('{"a":"\u001B[2J"}'.replace('\u001B', String.raw`\u001b`)),
	});
	const {code, text} = await runVerb(znode, ['znode', '/card', '--table', '-c', demo.connectString]);
	expect(code).toBe(0);
	expect(text).toMatch(
		/^\/card\ncreated .*version 0\n0 children, owner none\nmay world:anyone {2}read write create delete admin {2}! anyone may change it\ndata 17 B, json\n\n\{\n/,
	);
});

it('prints for people who may what of a znode that is not ours to read', async () => {
	const acl = [
		{permissions: permissions.admin, scheme: 'world', id: 'anyone'},
		{permissions: permissions.read, scheme: 'ip', id: '10.0.0.1'},
	];
	await demo.client.create('/secret', {acl});
	const {code, text} = await runVerb(znode, ['znode', '/secret', '--table', '-c', demo.connectString]);
	expect(code).toBe(3);
	expect(text).toMatch(
		/^may world:anyone {2}admin {2}! anyone may change it\nmay ip:10\.0\.0\.1 {2}read\n! \/secret: not authorised/,
	);
});

it('says of a znode that is not there that it is not, once, and ends with 3', async () => {
	const {code, document} = await read('/nowhere');
	expect(code).toBe(3);
	expect(document).toMatchObject({path: '/nowhere', problems: [{path: '/nowhere', kind: 'no-node'}]});
	expect(document).not.toHaveProperty('form');
});
