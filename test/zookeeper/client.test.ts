// What the client makes of questions and answers.
import {createServer} from 'node:net';
import {networkInterfaces} from 'node:os';
import {expect, it} from 'vitest';
import {createClient, type WatchEvent} from '../../source/zookeeper/client.ts';
import {connect, nextState} from '../helpers/client-states.ts';
import {atEnd, caught, clientOf, fake} from '../helpers/fake-clients.ts';
import {buffer, int, listing, long, stat, type Script} from '../helpers/fake-zookeeper.ts';

const hasIPv6 = Object.values(networkInterfaces()).some(addresses =>
	addresses?.some(({family}) => family === 'IPv6'),
);
const existsType = 3;

const answering = (body: Buffer, code = 0): Script => ({
	asked(peer, {xid}) {
		peer.reply(xid, body, code);
	},
});

/** Of a real 3.8.0 server (reference D.5). */
const realStat = {
	czxid: '0xb6',
	mzxid: '0xbd',
	pzxid: '0xbc',
	ctime: 1_795_375_043_540,
	mtime: 1_795_375_043_551,
	version: 1,
	cversion: 5,
	aversion: 1,
	ephemeralOwner: undefined,
	dataBytes: 5,
	children: 5,
};

it('reads children as a real server sent them', async () => {
	const client = clientOf([await fake(answering(listing(['cont', 'e', 'ttl'])))]);
	await connect(client);
	expect(await client.children('/w')).toEqual({names: ['cont', 'e', 'ttl'], stat: realStat});
});

it('tells null data from empty data', async () => {
	const bodies = [
		Buffer.concat([int(-1), stat]),
		Buffer.concat([int(0), stat]),
		Buffer.concat([buffer('\0'), stat]),
	];
	const client = clientOf([
		await fake({
			asked(peer, {xid}) {
				peer.reply(xid, bodies[xid - 1]);
			},
		}),
	]);
	await connect(client);
	const found = await Promise.all([client.data('/a'), client.data('/b'), client.data('/c')]);
	expect(found.map(({data}) => data)).toEqual([undefined, Buffer.alloc(0), Buffer.of(0)]);
});

it('names the session that owns an ephemeral znode as cons and dump do, whatever server opened it', async () => {
	const owned = Buffer.concat([stat.subarray(0, 44), long(0xff00000e7c310003n), stat.subarray(52)]);
	const client = clientOf([await fake(answering(owned))]);
	await connect(client);
	expect(await client.exists('/e')).toMatchObject({ephemeralOwner: '0xff00000e7c310003'});
});

it('reads access lists of any permissions and null names, which the package throws on', async () => {
	const entries = [int(0), buffer('world'), buffer('anyone'), int(-1), int(-1), int(-1)];
	const client = clientOf([await fake(answering(Buffer.concat([int(2), ...entries, stat])))]);
	await connect(client);
	expect((await client.acl('/a')).acl).toEqual([
		{permissions: 0, scheme: 'world', id: 'anyone'},
		{permissions: -1, scheme: '', id: ''},
	]);
});

it.each([
	[-101, 'no-node', '/a: no such znode'],
	[-102, 'no-auth', '/a: not authorised'],
	[-112, 'session-expired', '/a: the session expired'],
	[-999, 'server', '/a: server error -999'],
])('turns code %i into %s', async (code, kind, message) => {
	const client = clientOf([await fake(answering(Buffer.alloc(0), code))]);
	await connect(client);
	const error = await caught(client.data('/a'));
	expect(error).toMatchObject({kind, code});
	expect(error.message).toContain(message);
});

it('says of a missing znode that it does not exist, and watches for it', async () => {
	const client = clientOf([
		await fake({
			asked(peer, {xid, type}) {
				peer.reply(xid, undefined, -101);
				if (type === existsType) {
					peer.notify(1, '/a');
				}
			},
		}),
	]);
	await connect(client);
	const heard = Promise.withResolvers<WatchEvent>();
	expect(await client.exists('/a', {watch: heard.resolve})).toBeUndefined();
	expect(await heard.promise).toEqual({kind: 'created', path: '/a'});
});

it('leaves no watch where the question failed', async () => {
	const client = clientOf([await fake(answering(Buffer.alloc(0), -101))]);
	await connect(client);
	await caught(client.children('/a', {watch: () => undefined}));
	expect(client.watches()).toBe(0);
});

it('hears an event that comes in one piece with the reply', async () => {
	const client = clientOf([
		await fake({
			asked(peer, {xid}) {
				peer.socket.cork();
				peer.reply(xid, listing([]));
				peer.notify(4, '/a');
				peer.socket.uncork();
			},
		}),
	]);
	await connect(client);
	const heard = Promise.withResolvers<WatchEvent>();
	await client.children('/a', {watch: heard.resolve});
	expect(await heard.promise).toEqual({kind: 'children-changed', path: '/a'});
});

it.each(['', 'a', '/a/', '/a//b', '/a/../b'])(
	'knows without asking that there is no znode "%s"',
	async path => {
		const server = await fake();
		const client = clientOf([server]);
		await connect(client);
		expect(await caught(client.exists(path))).toMatchObject({kind: 'no-node'});
		expect(server.packets).toEqual([]);
	},
);

it('fails at once with disconnected while there is no connection, and says why', async () => {
	const server = await fake({introduced: ({socket}) => socket.destroy()});
	const client = clientOf([server]);
	expect((await caught(client.children('/'))).message).toBe('not connected yet');
	const failed = nextState(client, 'connecting');
	client.start();
	await failed;
	const error = await caught(client.children('/'));
	expect(error.kind).toBe('disconnected');
	expect(error.message).toContain('no quorum');
});

it('fails what is on its way when the connection is lost', async () => {
	const server = await fake({
		asked() {
			server.hangUp();
		},
	});
	const client = clientOf([server]);
	await connect(client);
	const found = await Promise.all([caught(client.children('/')), caught(client.data('/'))]);
	expect(found.map(({kind}) => kind)).toEqual(['disconnected', 'disconnected']);
});

it('fails as silent at the deadline, keeps the order of replies, and forgets the watch of the late one', async () => {
	const late = Promise.withResolvers<() => void>();
	const server = await fake({
		asked(peer, {xid}) {
			if (xid === 1) {
				late.resolve(() => {
					peer.reply(1, listing(['late']));
				});
			} else {
				peer.reply(xid, listing([`of ${xid}`]));
			}
		},
	});
	const client = clientOf([server]);
	await connect(client);
	const error = await caught(client.children('/a', {deadlineMs: 50, watch: () => undefined}));
	expect(error).toMatchObject({kind: 'silent', message: '/a: no answer in 0.05 s'});
	(await late.promise)();
	expect(await client.children('/b')).toMatchObject({names: ['of 2']});
	expect(client.watches()).toBe(0);
});

it('stops telling who has unsubscribed', async () => {
	const server = await fake();
	const client = clientOf([server]);
	let told = 0;
	client.onState(() => {
		told += 1;
	})();
	await connect(client);
	expect(told).toBe(0);
});

it.skipIf(!hasIPv6)('reaches a server by its IPv6 address', async () => {
	const server = createServer(socket => socket.destroy());
	await new Promise<void>(resolve => {
		server.listen(0, '::1', resolve);
	});
	atEnd(async () => {
		server.close();
		return Promise.resolve();
	});
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const client = createClient({hosts: [{name: `[::1]:${port}`, host: '::1', port}], chroot: '/'});
	atEnd(async () => client.close());
	const failed = nextState(client, 'connecting');
	client.start();
	expect((await failed).failure).toMatchObject({kind: 'not-serving'});
});
