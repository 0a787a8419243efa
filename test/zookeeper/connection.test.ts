// One session's life: heartbeat, loss, return, expiry, end.
import {expect, it} from 'vitest';
import {connect, failToConnect, nextState} from '../helpers/client-states.ts';
import {caught, clientOf, fake} from '../helpers/fake-clients.ts';
import {buffer, listing, long, type FakeZooKeeper, startFake} from '../helpers/fake-zookeeper.ts';

const setWatchesType = 101;
const closeType = -11;
const typesOf = ({packets}: FakeZooKeeper): number[] => packets.map(packet => packet.readInt32BE(4));

it('counts the attempts in vain, and forgets them when one succeeds', async () => {
	const server = await fake({
		introduced(peer, _, count) {
			if (count > 3) {
				peer.greet();
			} else {
				peer.socket.destroy();
			}
		},
	});
	const client = clientOf([server]);
	await Promise.all([nextState(client, 'connecting', ({attempts}) => attempts === 3), connect(client)]);
	const lost = nextState(client, 'connecting');
	server.hangUp();
	expect(await lost).toMatchObject({attempts: 0, failure: {kind: 'disconnected'}});
});

it('pings a third of the session timeout after its last packet, and stays connected by the answers', async () => {
	const fifth = Promise.withResolvers<undefined>();
	const server = await fake({
		introduced(peer) {
			peer.greet({timeoutMs: 300});
		},
		heard({length}) {
			if (length === 5) {
				fifth.resolve(undefined);
			}
		},
	});
	const client = clientOf([server]);
	await connect(client);
	let losses = 0;
	client.onState(() => {
		losses += 1;
	});
	const start = performance.now();
	await fifth.promise;
	expect(performance.now() - start).toBeGreaterThan(480);
	expect([typesOf(server), losses]).toEqual([[11, 11, 11, 11, 11], 0]);
});

it('pings although watch events keep coming: a server counts only what it hears', async () => {
	const pinged = Promise.withResolvers<undefined>();
	let events: NodeJS.Timeout | undefined;
	const server = await fake({
		introduced(peer) {
			peer.greet({timeoutMs: 300});
			events = setInterval(() => {
				peer.notify(3, '/a');
			}, 20);
		},
		heard({length}) {
			if (length === 2) {
				clearInterval(events);
				pinged.resolve(undefined);
			}
		},
	});
	await connect(clientOf([server]));
	await pinged.promise;
	expect(typesOf(server)).toEqual([11, 11]);
});

it('gives a server up that is silent for two thirds of the session timeout, and takes its session to the next', async () => {
	const frozen = await fake({
		mute: true,
		introduced(peer) {
			peer.greet({timeoutMs: 1500, session: 0x42n});
		},
	});
	const other = await fake({
		introduced: peer => {
			peer.greet({session: 0x42n});
		},
	});
	const client = clientOf([frozen, other]);
	await connect(client);
	const start = performance.now();
	const lost = nextState(client, 'connecting');
	const back = nextState(client, 'connected');
	expect((await lost).failure).toMatchObject({kind: 'silent'});
	const took = performance.now() - start;
	expect(took).toBeGreaterThan(990);
	expect(took).toBeLessThan(1500);
	expect(await back).toMatchObject({server: other.host, session: '0x42'});
	// version, zxid, timeout, then session and password
	expect(other.introductions[0]?.subarray(16, 44)).toEqual(
		Buffer.concat([long(0x42n), buffer(Buffer.alloc(16, 7))]),
	);
});

it('says what it has seen when it comes back, until nobody takes it so', async () => {
	const zxidOf = (frame: Buffer): bigint => frame.readBigInt64BE(4);
	const server = await fake({
		introduced(peer, frame, count) {
			if (count === 1 || zxidOf(frame) === 0n) {
				peer.greet();
			} else {
				peer.socket.destroy();
			}
		},
		asked(peer, {xid}) {
			peer.reply(xid, listing([]));
			peer.socket.end();
		},
	});
	const client = clientOf([server]);
	await connect(client);
	const back = nextState(client, 'connected');
	await client.children('/');
	await back;
	expect(server.introductions.map(frame => zxidOf(frame))).toEqual([0n, 1n, 0n]);
});

it('replaces an expired session by itself and tells all who watch that they must read again', async () => {
	const server = await fake({
		introduced(peer, _, count) {
			const greetings = [{session: 0x1n}, {session: 0n, timeoutMs: 0}, {session: 0x2n}];
			peer.greet(greetings[count - 1]);
		},
		asked(peer, {xid, type}) {
			if (type !== setWatchesType) {
				peer.reply(xid, listing([]));
			}
		},
	});
	const client = clientOf([server]);
	const story: string[] = [];
	await connect(client);
	client.onState(state => {
		story.push(state.kind === 'connecting' ? `connecting: ${state.failure?.kind ?? ''}` : state.kind);
	});
	await client.children('/a', {
		watch: ({kind, path}) => story.push(`${path} ${kind} ${client.state().kind}`),
	});
	const renewed = nextState(client, 'connected');
	server.hangUp();
	expect(await renewed).toMatchObject({session: '0x2'});
	expect(story).toEqual([
		'connecting: disconnected',
		'connecting: session-expired',
		'connected',
		'/a lost connected',
	]);
	expect(server.introductions[2]?.subarray(4, 12)).toEqual(long(0n));
	expect(server.introductions[2]?.subarray(16, 24)).toEqual(long(0n));
	expect(client.watches()).toBe(0);
});

it('does not hammer a server that refuses even new sessions', async () => {
	const server = await fake({
		introduced: peer => {
			peer.greet({timeoutMs: 0, session: 0n});
		},
	});
	const client = clientOf([server]);
	const third = nextState(client, 'connecting', ({attempts}) => attempts === 4);
	const start = performance.now();
	client.start();
	expect(await third).toMatchObject({failure: {kind: 'session-expired'}});
	expect(performance.now() - start).toBeGreaterThan(25 + 50 + 100);
});

it('ends its session, and is done as soon as the server says so', async () => {
	const server = await fake({
		asked(peer, {xid}) {
			peer.reply(xid);
		},
	});
	const client = clientOf([server]);
	await connect(client);
	const start = performance.now();
	await client.close({deadlineMs: 5000});
	expect(performance.now() - start).toBeLessThan(1000);
	expect([typesOf(server), client.state()]).toEqual([[closeType], {kind: 'closed'}]);
	expect(await caught(client.children('/'))).toMatchObject({kind: 'disconnected'});
});

it('closes within its deadline at a server that does not confirm the end', async () => {
	const client = clientOf([await fake()]);
	await connect(client);
	const start = performance.now();
	await client.close({deadlineMs: 100});
	expect(performance.now() - start).toBeGreaterThan(98);
	expect(performance.now() - start).toBeLessThan(500);
});

it('closes at once at a server that has not answered the connect request', async () => {
	const introduced = Promise.withResolvers<undefined>();
	const server = await fake({
		introduced() {
			introduced.resolve(undefined);
		},
	});
	const client = clientOf([server]);
	client.start();
	await introduced.promise;
	const start = performance.now();
	await client.close({deadlineMs: 5000});
	expect(performance.now() - start).toBeLessThan(500);
});

it('closes at once between two attempts, and before the first', async () => {
	const server = await startFake();
	await server.stop();
	const client = clientOf([server]);
	await failToConnect(client);
	await client.close({deadlineMs: 5000});
	const unstarted = clientOf([server]);
	await unstarted.close();
	unstarted.start();
	expect(unstarted.state()).toEqual({kind: 'closed'});
});

it('does not come back to life when it is closed by who hears that the connection is lost', async () => {
	const server = await fake();
	const client = clientOf([server]);
	await connect(client);
	const closed = nextState(client, 'closed');
	client.onState(({kind}) => {
		if (kind === 'connecting') {
			void client.close();
		}
	});
	server.hangUp();
	await closed;
	await client.close();
	await new Promise(resolve => setImmediate(resolve));
	expect(server.introductions).toHaveLength(1);
});
