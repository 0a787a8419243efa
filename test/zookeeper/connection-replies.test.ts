// Replies: in order, in pieces, in masses, and false ones.
import {expect, it} from 'vitest';
import {connect, nextState} from '../helpers/client-states.ts';
import {caught, clientOf, fake} from '../helpers/fake-clients.ts';
import {buffer, int, listing, long, stat, type Peer, type Script} from '../helpers/fake-zookeeper.ts';

const listingOf = (names: readonly (string | Buffer)[]): Script => ({
	asked(peer, {xid}) {
		peer.reply(xid, listing(names));
	},
});

it('numbers its requests from 1', async () => {
	const server = await fake(listingOf([]));
	const client = clientOf([server]);
	await connect(client);
	await Promise.all([client.children('/a'), client.children('/b')]);
	expect(server.packets.map(packet => packet.readInt32BE(0))).toEqual([1, 2]);
});

it('reads replies that arrive byte by byte', async () => {
	const server = await fake({
		asked({socket}, {xid}) {
			const body = Buffer.concat([int(xid), long(1n), int(0), listing(['one', 'two'])]);
			for (const byte of Buffer.concat([int(body.length), body])) {
				socket.write(Buffer.of(byte));
			}
		},
	});
	const client = clientOf([server]);
	await connect(client);
	expect(await client.children('/')).toMatchObject({names: ['one', 'two']});
});

it('reads a reply of 30 MB in pieces of 64 KiB', async () => {
	const data = Buffer.alloc(30_000_000, 'z');
	const server = await fake({
		asked({socket}, {xid}) {
			const body = Buffer.concat([int(xid), long(1n), int(0), buffer(data), stat]);
			const frame = Buffer.concat([int(body.length), body]);
			for (let at = 0; at < frame.length; at += 65_536) {
				socket.write(frame.subarray(at, at + 65_536));
			}
		},
	});
	const client = clientOf([server]);
	await connect(client);
	const found = await client.data('/', {deadlineMs: 10_000});
	expect(found.data?.equals(data)).toBe(true);
});

it('takes 100,000 replies at once', async () => {
	const count = 100_000;
	const bodies: Buffer[] = [];
	const server = await fake({
		introduced(peer) {
			peer.greet({timeoutMs: 60_000}); // neither pings nor gives up meanwhile
		},
		asked({socket}, {xid}) {
			const body = Buffer.concat([int(xid), long(1n), int(-101)]);
			bodies.push(int(body.length), body);
			if (bodies.length === 2 * count) {
				socket.write(Buffer.concat(bodies));
			}
		},
	});
	const client = clientOf([server], {callDeadlineMs: 40_000});
	await connect(client);
	const found = await Promise.all(Array.from({length: count}, async () => client.exists('/a')));
	expect(found.every(answer => answer === undefined)).toBe(true);
	expect(client.traffic()).toMatchObject({packetsSent: count + 1, packetsAnswered: count + 1});
}, 60_000);

it('hands an error code that it does not know on as a server error', async () => {
	const server = await fake({
		asked(peer, {xid}) {
			peer.reply(xid, undefined, -125);
		},
	});
	const client = clientOf([server]);
	await connect(client);
	expect(await caught(client.children('/'))).toMatchObject({kind: 'server', code: -125});
	expect(client.state().kind).toBe('connected');
});

it.each<readonly [string, string, (peer: Peer, xid: number) => void]>([
	[
		'a reply to what was not asked',
		'was not asked',
		(peer, xid) => {
			peer.reply(xid + 1);
		},
	],
	[
		'a reply that lies about its lengths',
		'does not answer',
		(peer, xid) => {
			peer.reply(xid, Buffer.concat([int(2_147_483_647), stat]));
		},
	],
	[
		'a packet shorter than a reply',
		'too short',
		peer => {
			peer.send(int(1));
		},
	],
	[
		'a packet of negative length',
		'of -7 bytes',
		peer => {
			peer.socket.write(int(-7));
		},
	],
	[
		'a watch event cut short',
		'watch event',
		peer => {
			peer.send(int(-1), long(0n), int(0), int(1));
		},
	],
])('leaves a server that sends %s, says so, and comes back', async (_, words, answer) => {
	const server = await fake({
		asked(peer, {xid}) {
			answer(peer, xid);
		},
	});
	const client = clientOf([server]);
	await connect(client);
	const lost = nextState(client, 'connecting');
	const back = nextState(client, 'connected');
	const error = await caught(client.children('/'));
	const {failure} = await lost;
	expect(failure?.kind).toBe('garbled');
	expect(failure?.message).toContain(words);
	expect([error.kind, error.message]).toEqual([
		'disconnected',
		`/: the connection was lost: ${failure?.message}`,
	]);
	await back;
});

it('says that a connection broke off in the middle of a reply', async () => {
	const server = await fake({
		asked({socket}) {
			socket.end(Buffer.concat([int(92), Buffer.alloc(50)]));
		},
	});
	const client = clientOf([server]);
	await connect(client);
	expect(await caught(client.children('/'))).toMatchObject({
		kind: 'disconnected',
		message: `/: the connection was lost: ${server.host.name}: the connection broke off after 54 bytes of a packet`,
	});
});

it('refuses a reply above its limit, and tells the one who asked', async () => {
	const server = await fake({
		asked({socket}) {
			socket.write(int(1025));
		},
	});
	const client = clientOf([server], {frameLimitBytes: 1024});
	await connect(client);
	const lost = nextState(client, 'connecting');
	const [large, next] = await Promise.all([caught(client.children('/')), caught(client.children('/'))]);
	expect([large.kind, next.kind]).toEqual(['too-large', 'disconnected']);
	expect(large.message).toContain('1025 bytes; at most 1024 are read (--jute-maxbuffer)');
	expect((await lost).failure?.kind).toBe('too-large');
});

it('passes names on as they are, control characters and broken UTF-8 too', async () => {
	const server = await fake(listingOf(['\u001B[2J', 'a\nb', Buffer.from([0xff, 0xfe]), '..', '']));
	const client = clientOf([server]);
	await connect(client);
	const {names} = await client.children('/');
	expect(names).toEqual(['\u001B[2J', 'a\nb', '\uFFFD\uFFFD', '..', '']);
	expect((await caught(client.children('/..'))).kind).toBe('no-node');
	expect((await client.children('/\u001B[2J')).names).toHaveLength(5);
});

it('accounts for each packet and byte, per server', async () => {
	const server = await fake({
		asked(peer, {xid}) {
			peer.notify(4, '/a');
			peer.reply(xid, listing([]));
		},
	});
	const client = clientOf([server]);
	await connect(client);
	await client.children('/a');
	const traffic = {
		packetsSent: 2,
		packetsAnswered: 2,
		notifications: 1,
		bytesSent: 49 + 19,
		bytesReceived: 41 + 34 + 92,
	};
	expect(client.traffic()).toEqual(traffic);
	expect(client.traffic(server.host)).toEqual(traffic);
	expect(client.traffic({name: 'other:1', host: 'other', port: 1}).packetsSent).toBe(0);
});
