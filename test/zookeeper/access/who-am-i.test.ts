// source/zookeeper/access/who-am-i.ts
import {expect, it} from 'vitest';
import {knowsWhoAmI} from '../../../source/zookeeper/access/who-am-i.ts';
import {connect} from '../../helpers/client-states.ts';
import {caught, clientOf, fake} from '../../helpers/fake-clients.ts';
import {buffer, int, listing} from '../../helpers/fake-zookeeper.ts';

const whoAmI = 107;
const answering = async (body: Buffer) =>
	fake({
		asked(peer, {xid, type}) {
			peer.reply(xid, type === whoAmI ? body : listing([]));
		},
	});

it('reads whom the server takes us for, among other questions', async () => {
	const names = [buffer('ip'), buffer('127.0.0.1'), buffer('digest'), buffer('alice')];
	const client = clientOf([await answering(Buffer.concat([int(2), ...names]))]);
	await connect(client);
	const [before, identities, after] = await Promise.all([
		client.children('/'),
		client.whoAmI('3.8.0'),
		client.children('/'),
	]);
	expect([before.names, after.names]).toEqual([[], []]);
	expect(identities).toEqual([
		{scheme: 'ip', user: '127.0.0.1'},
		{scheme: 'digest', user: 'alice'},
	]);
});

it.each([undefined, '', '3.6.3-SNAPSHOT', '3.4.14', '23.8.2.7-stable', '4.0.0', 'v3.8.0'])(
	'asks nothing of a server of version %s, which may close the connection for it',
	async version => {
		const server = await answering(int(0));
		const client = clientOf([server]);
		await connect(client);
		expect(await client.whoAmI(version)).toBeUndefined();
		expect(server.packets).toEqual([]);
	},
);

it.each(['3.7.0', '3.7.2-abc', '3.8.0--1', '3.10.0-SNAPSHOT'])('knows that %s can be asked', version => {
	expect(knowsWhoAmI(version)).toBe(true);
});

it.each([
	['lies about its length', Buffer.concat([int(0x7f_ff_ff_ff), buffer('ip'), buffer('x')])],
	['is cut off', Buffer.concat([int(1), buffer('ip'), int(9)])],
	['is empty', Buffer.alloc(0)],
])('hangs up on a list that %s', async (_, body) => {
	const client = clientOf([await answering(body)]);
	await connect(client);
	expect((await caught(client.whoAmI('3.8.0'))).kind).toBe('disconnected');
	expect(client.state()).toMatchObject({kind: 'connecting', failure: {kind: 'garbled'}});
});
