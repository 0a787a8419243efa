// The way back: after which pauses, and to which address.
import dns from 'node:dns';
import {connect as connectTo, createServer} from 'node:net';
import {expect, it, onTestFinished, vi} from 'vitest';
import {createClient} from '../../source/zookeeper/client.ts';
import {askWord} from '../../source/zookeeper/four-letter.ts';
import type {Host} from '../../source/zookeeper/hosts.ts';
import {connect, nextState} from '../helpers/client-states.ts';
import {atEnd, clientOf} from '../helpers/fake-clients.ts';
import {startFake} from '../helpers/fake-zookeeper.ts';
import {closedPort} from './fake-server.ts';

it('pauses between rounds, each time at least twice as long, with a jitter of half of it', async () => {
	const pausesOf = async (random: number): Promise<readonly number[]> => {
		const client = createClient({hosts: [await closedPort()], chroot: '/'}, {random: () => random});
		atEnd(async () => client.close());
		const times: number[] = [];
		client.onState(() => times.push(performance.now()));
		const tried = nextState(client, 'connecting', ({attempts}) => attempts === 5);
		client.start();
		await tried;
		return times.slice(1).map((time, index) => time - (times[index] ?? 0));
	};

	// How long it waits at most is told by the ring's own test: a busy machine takes its time.
	const [longest, shortest] = await Promise.all([pausesOf(0.999), pausesOf(0)]);
	for (const [index, least] of [49, 99, 198, 398].entries()) {
		expect(longest[index]).toBeGreaterThan(least);
		expect(shortest[index]).toBeGreaterThan(least / 2 - 1);
	}
});

/** Two servers of one port: what a name may lead to, one after the other. */
const addresses = ['127.0.0.1', '127.0.0.2'] as const;

/** Answers words with the address that it is; ends with the test. */
const startAt = async (address: string, port: number): Promise<number> => {
	const server = createServer(socket => {
		socket.on('error', () => undefined);
		socket.once('data', () => socket.end(`${address}\n`));
	});
	await new Promise<void>((resolve, reject) => {
		server.on('error', reject);
		server.listen(port, address, resolve);
	});
	onTestFinished(() => void server.close());
	const bound = server.address();
	return typeof bound === 'object' && bound !== null ? bound.port : 0;
};

/** From now on names lead there. */
const resolveTo = (current: () => string): {readonly count: () => number} => {
	const lookup = vi.spyOn(dns, 'lookup').mockImplementation(((
		_: string,
		options: {readonly all?: boolean},
		done: (error: null, ...found: readonly unknown[]) => void,
	) => {
		const address = current();
		setImmediate(() => {
			if (options.all === true) {
				done(null, [{address, family: 4}]);
			} else {
				done(null, address, 4);
			}
		});
	}) as unknown as typeof dns.lookup);
	onTestFinished(() => {
		lookup.mockRestore();
	});
	return {count: () => lookup.mock.calls.length};
};

it('asks for the address of a name each time it dials, for words and for the session', async () => {
	const port = await startAt(addresses[0], 0);
	await startAt(addresses[1], port);
	let address: string = addresses[0];
	const resolver = resolveTo(() => address);
	const host: Host = {name: `zk.test:${port}`, host: 'zk.test', port};
	const ask = async (): Promise<string> => askWord(host, 'srvr', {deadlineMs: 5000});
	expect(await ask()).toBe('127.0.0.1\n');
	[, address] = addresses;
	expect(await ask()).toBe('127.0.0.2\n');
	expect(resolver.count()).toBe(2);
});

it('finds the server that moved to another address, with its session', async () => {
	const old = await startFake();
	const moved = await startFake({
		introduced(peer, frame) {
			peer.greet({session: frame.readBigInt64BE(16)});
		},
	});
	atEnd(async () => moved.stop());
	// The port stays: the mover listens on another address of it.
	const relay = createServer(socket => {
		socket.on('error', () => undefined);
		socket.pipe(connectTo({port: moved.host.port, host: moved.host.host})).pipe(socket);
	});
	await new Promise<void>(resolve => {
		relay.listen(old.host.port, addresses[1], resolve);
	});
	onTestFinished(() => void relay.close());
	let address: string = addresses[0];
	resolveTo(() => address);
	const host = {...old.host, host: 'zk.test', name: `zk.test:${old.host.port}`};
	const client = clientOf([{...old, host}]);
	const before = await connect(client);
	const back = nextState(client, 'connected');
	[, address] = addresses;
	await old.stop();
	expect((await back).session).toBe(before.session);
	expect(moved.introductions).toHaveLength(1);
});
