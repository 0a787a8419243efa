// Watches that outlive the server that held them.
import {expect, it} from 'vitest';
import type {Client} from '../../source/zookeeper/client.ts';
import {connect, nextState} from '../helpers/client-states.ts';
import {clientOf, fake} from '../helpers/fake-clients.ts';
import {buffer, int, listing, long, type FakeZooKeeper} from '../helpers/fake-zookeeper.ts';

const setWatchesType = 101;

const watchAndLose = async (
	client: Client,
	server: FakeZooKeeper,
	paths: readonly string[],
): Promise<string[]> => {
	const heard: string[] = [];
	await connect(client);
	for (const path of paths) {
		await client.children(path, {watch: ({kind}) => heard.push(`${path} ${kind}`)});
	}

	const back = nextState(client, 'connected');
	server.hangUp();
	await back;
	return heard;
};

it('tells the next server of its watches, and what that knows of them reaches who watches', async () => {
	const told = Promise.withResolvers<Buffer>();
	const server = await fake({
		asked(peer, {xid, type, body}) {
			if (type === setWatchesType) {
				peer.notify(4, '/a');
				peer.reply(xid);
				told.resolve(body);
			} else {
				peer.reply(xid, listing([]));
			}
		},
	});
	const client = clientOf([server]);
	const heard = await watchAndLose(client, server, ['/a', '/b']);
	expect(await told.promise).toEqual(
		Buffer.concat([long(1n), int(0), int(0), int(2), buffer('/a'), buffer('/b')]),
	);
	await client.children('/c');
	expect([heard, client.watches()]).toEqual([['/a children-changed'], 1]);
});

it('restores many watches in requests below 128 KiB', async () => {
	const server = await fake({
		asked(peer, {xid, type}) {
			peer.reply(xid, type === setWatchesType ? undefined : listing([]));
		},
	});
	const client = clientOf([server]);
	const paths = Array.from({length: 300}, (_, index) => `/${String(index).padStart(1000, '0')}`);
	await watchAndLose(client, server, paths);
	await client.children('/end');
	const restoring = server.packets.filter(packet => packet.readInt32BE(4) === setWatchesType);
	expect(restoring).toHaveLength(3);
	expect(Math.max(...restoring.map(({length}) => length))).toBeLessThan(131_072);
	expect(client.watches()).toBe(300);
});

it('tells who watches that a server does not take the watches back', async () => {
	const server = await fake({
		asked(peer, {xid, type}) {
			peer.reply(xid, listing([]), type === setWatchesType ? -6 : 0);
		},
	});
	const client = clientOf([server]);
	const heard = await watchAndLose(client, server, ['/a']);
	await client.children('/c');
	expect(heard).toEqual(['/a lost']);
});
