// The chroot: put on every path but ZooKeeper's own, and taken off again.
import {expect, it} from 'vitest';
import {rooted} from '../../source/zookeeper/chroot.ts';
import {createClient, type WatchEvent} from '../../source/zookeeper/client.ts';
import {childOf} from '../../source/zookeeper/paths.ts';
import {connect} from '../helpers/client-states.ts';
import {atEnd, caught, clientOf, fake} from '../helpers/fake-clients.ts';
import {demoServer} from '../helpers/demo-server.ts';

const demo = demoServer(async client => {
	for (const path of ['/app', '/app/x', '/app/x/a', '/app/x/zookeepers']) {
		await client.create(path);
	}
});

it.each([
	['/', '/a', '/a'],
	['/app', '/', '/app'],
	['/app', '/a', '/app/a'],
	['/app', '/zookeeper', '/zookeeper'],
	['/app', '/zookeeper/config', '/zookeeper/config'],
	['/app', '/zookeepers', '/app/zookeepers'],
])('under %s, %s is %s', (chroot, path, expected) => {
	expect(rooted(chroot, path)).toBe(expected);
});

it('puts the chroot on and takes it off, but for /zookeeper', async () => {
	const client = createClient({hosts: [demo.host], chroot: '/app/x'});
	atEnd(async () => client.close());
	await connect(client);
	const heard: string[] = [];
	for (const path of ['/', '/a', '/zookeeper', '/zookeeper/quota', '/zookeepers']) {
		const event = Promise.withResolvers<WatchEvent>();
		await client.children(path, {watch: event.resolve});
		await demo.client.create(childOf(rooted('/app/x', path), 'new'));
		heard.push((await event.promise).path);
	}

	expect(heard).toEqual(['/', '/a', '/zookeeper', '/zookeeper/quota', '/zookeepers']);
});

it('says that the chroot does not exist, by its name', async () => {
	const client = clientOf(
		[
			await fake({
				asked(peer, {xid}) {
					peer.reply(xid, undefined, -101);
				},
			}),
		],
		{},
		'/nope',
	);
	await connect(client);
	const message = 'the chroot /nope does not exist: create it, or correct the connect string';
	expect(await caught(client.children('/'))).toMatchObject({kind: 'no-node', message});
	// Elsewhere a znode may well be absent, but no root.
	expect(await caught(client.exists('/'))).toMatchObject({kind: 'no-node', message});
	expect(await client.exists('/a')).toBeUndefined();
});
