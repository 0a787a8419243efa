// source/zookeeper/tree-watches.ts: watches on whole subtrees, on the demo's ensemble and on a fake server.
import {expect, it} from 'vitest';
import {demoServer} from '../helpers/demo-server.ts';
import type {TreeEvent} from '../../source/zookeeper/client.ts';
import {knowsTreeWatches, watchingTree} from '../../source/zookeeper/records/tree-watch.ts';
import {connect, nextState} from '../helpers/client-states.ts';
import {clientOf, fake} from '../helpers/fake-clients.ts';
import {int} from '../helpers/fake-zookeeper.ts';

const demo = demoServer(async client => {
	for (const path of ['/app', '/app/a', '/apple']) {
		await client.create(path, {});
	}
});

it('tell by name what is made, written and deleted at or below a znode, and nothing else, until they are ended', async () => {
	const heard: TreeEvent[] = [];
	const tree = await demo.client.watchTree('/app', '3.8.0', event => heard.push(event));
	expect(demo.client.watches()).toBe(2);
	await demo.client.create('/app/a/b', {});
	await demo.client.setData('/app/a/b', Buffer.from('1'));
	await demo.client.setData('/app', Buffer.from('1'));
	await demo.client.create('/apple/a', {});
	await demo.client.remove('/app/a/b');
	expect(heard).toEqual([
		{kind: 'created', path: '/app/a/b'},
		{kind: 'data-changed', path: '/app/a/b'},
		{kind: 'data-changed', path: '/app'},
		{kind: 'deleted', path: '/app/a/b'},
	]);
	await tree?.end();
	await demo.client.setData('/app', Buffer.from('2'));
	expect([heard.length, demo.client.watches()]).toEqual([4, 0]);
});

it('hold beside a one-shot watch on the children of the same znode, left after them', async () => {
	const heard: string[] = [];
	const tree = await demo.client.watchTree('/app', '3.8.0', ({kind}) => heard.push(kind));
	await demo.client.children('/app', {watch: ({kind}) => heard.push(kind)});
	await demo.client.create('/app/x', {});
	await demo.client.remove('/app/x');
	expect(heard).toEqual(['created', 'children-changed', 'deleted']);
	await tree?.end();
});

it('are not asked for where the server does not know them, or nobody knows whether it does', async () => {
	expect(['3.5.9', '3.6.0-abc', '3.10.0', '4.0.0', ''].map(knowsTreeWatches)).toEqual([
		false,
		true,
		true,
		false,
		false,
	]);
	const {packetsSent} = demo.client.traffic();
	const ignored = () => undefined;
	expect(await demo.client.watchTree('/app', undefined, ignored)).toBeUndefined();
	expect(await demo.client.watchTree('/app', '3.4.14', ignored)).toBeUndefined();
	expect(demo.client.traffic().packetsSent).toBe(packetsSent);
});

it('are asked for in the bytes that a real server was seen to take', () => {
	const request = watchingTree.request('/w', false);
	expect(request.toBuffer().subarray(8).toString('hex')).toBe('0000006a000000022f7700000001');
});

it('are not told to the next server: they would not tell what was missed', async () => {
	const server = await fake({
		asked(peer, {xid}) {
			peer.reply(xid, int(0));
		},
	});
	const client = clientOf([server]);
	await connect(client);
	await client.watchTree('/app', '3.8.0', () => undefined);
	const back = nextState(client, 'connected');
	server.hangUp();
	await back;
	expect(client.watches()).toBe(0);
});
