// The chroot: put on every path but ZooKeeper's own, and taken off again.
import {expect, it} from 'vitest';
import {rooted} from '../../source/zookeeper/chroot.ts';
import type {WatchEvent} from '../../source/zookeeper/client.ts';
import {connect} from '../helpers/client-states.ts';
import {caught, clientOf, fake} from '../helpers/fake-clients.ts';
import {listing, type Request} from '../helpers/fake-zookeeper.ts';

const closeType = -11;
const pathOf = ({body}: Request): string => body.subarray(4, 4 + body.readInt32BE(0)).toString();

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
	const paths: string[] = [];
	const client = clientOf(
		[
			await fake({
				asked(peer, request) {
					if (request.type === closeType) {
						return;
					}

					paths.push(pathOf(request));
					peer.reply(request.xid, listing([]));
					peer.notify(4, pathOf(request));
				},
			}),
		],
		{},
		'/app/x',
	);
	await connect(client);
	const heard: string[] = [];
	for (const path of ['/', '/a', '/zookeeper', '/zookeeper/config', '/zookeepers']) {
		const event = Promise.withResolvers<WatchEvent>();
		await client.children(path, {watch: event.resolve});
		heard.push((await event.promise).path);
	}

	expect(paths).toEqual(['/app/x', '/app/x/a', '/zookeeper', '/zookeeper/config', '/app/x/zookeepers']);
	expect(heard).toEqual(['/', '/a', '/zookeeper', '/zookeeper/config', '/zookeepers']);
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
