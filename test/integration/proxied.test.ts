// A network that misbehaves between the client and a real server: delays, stalls, cuts, resets and changed bytes.
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {createClient, type Client, type WatchEvent} from '../../source/zookeeper/client.ts';
import type {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {askWord} from '../../source/zookeeper/four-letter.ts';
import {parseConnectString, parseHost} from '../../source/zookeeper/hosts.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {connect, failToConnect, nextState} from '../helpers/client-states.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {startProxy, type Fault, type Proxy} from '../helpers/proxy.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';
import {startWriter, type Writer} from '../helpers/writer.ts';

const sessionTimeoutMs = 3000;
const readDeadlineMs = (sessionTimeoutMs * 2) / 3;
const tickMs = 1000;

/** Sets one byte of each chunk: 0–3 are a packet's length, 4–7 its xid, 20–23 the first length of its body. */
const setting = (at: number, value: number): Fault => ({
	kind: 'corrupt',
	change: chunk => Buffer.from(chunk.map((byte, index) => (index === at ? value : byte))),
});
const noise: Fault = {kind: 'corrupt', change: chunk => Buffer.from(chunk.map(byte => byte ^ 0x5a))};

describeWithZooKeeper('through a proxy', () => {
	let ensemble: Ensemble;
	let writer: Writer;
	/** Two ways to one server, which is why a session can move from one to the other. */
	let near: Proxy;
	let far: Proxy;
	let client: Client;

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		writer = await startWriter(ensemble.connectString);
		await writer.createAll(['/app', '/app/inside']);
	});
	afterAll(async () => {
		await writer.close();
		await ensemble.stop();
	});
	beforeEach(async () => {
		const server = {clientPort: ensemble.servers[0]?.clientPort ?? 0};
		[near, far] = await Promise.all([startProxy(server), startProxy(server)]);
		client = createClient(parseConnectString(`${near.connect},${far.connect}`), {
			sessionTimeoutMs,
			random: () => 0,
		});
	});
	afterEach(async () => {
		await client.close();
		await Promise.all([near.stop(), far.stop()]);
	});

	const caught = async (promise: Promise<unknown>): Promise<string> =>
		promise.then(
			() => 'no failure',
			(error: unknown) => `${(error as ZooKeeperError).kind}: ${(error as ZooKeeperError).message}`,
		);

	describe('the client', () => {
		/** Leaves a watch, does what harms the way to the near server, and is back by the far one: session and watch are kept. */
		const survives = async (harm: () => Promise<void>): Promise<void> => {
			const before = await connect(client);
			expect(before.server.name).toBe(near.connect);
			const event = Promise.withResolvers<WatchEvent>();
			await client.children('/app', {watch: event.resolve});
			const back = nextState(client, 'connected');
			await harm();
			expect(await back).toMatchObject({session: before.session, server: {name: far.connect}});
			expect((await client.children('/app')).names).toContain('inside');
			const name = `/app/${near.clientPort}`;
			await writer.create(name);
			expect(await event.promise).toEqual({kind: 'children-changed', path: '/app'});
			await writer.remove(name);
		};

		it('is slow where the network is, and nothing else', async () => {
			const losses: unknown[] = [];
			near.set('down', {kind: 'delay', ms: 200});
			await connect(client);
			client.onState(state => losses.push(state));
			const start = performance.now();
			expect((await client.children('/app')).names).toEqual(['inside']);
			expect(performance.now() - start).toBeGreaterThan(195);
			expect(losses).toEqual([]);
		});

		it.each<readonly [string, Fault, string]>([
			[
				'cut within a packet',
				{kind: 'cut', afterBytes: 30},
				'disconnected: the connection broke off after 30 bytes of a packet',
			],
			[
				'cut between two packets',
				{kind: 'cut', afterBytes: 0},
				'disconnected: the server closed the connection',
			],
			['reset', {kind: 'reset', afterBytes: 0}, 'disconnected: the server closed the connection'],
			[
				'of a length beyond all limits',
				setting(0, 0x7f),
				'too-large: answered with 2130706530 bytes; at most 67108864 are read (--jute-maxbuffer)',
			],
			['of a negative length', setting(0, 0xff), 'garbled: sent a packet of -16777118 bytes'],
			['to another question', setting(7, 0x63), 'garbled: answered what was not asked'],
			[
				'that lies about its lengths',
				setting(20, 0x7f),
				'garbled: sent a reply that does not answer the question',
			],
		])('names a reply %s, and goes on by the next host with session and watches', async (_, fault, says) => {
			await survives(async () => {
				const lost = nextState(client, 'connecting');
				near.set('down', fault);
				const told = await caught(client.children('/app'));
				const {failure} = await lost;
				expect(`${failure?.kind}: ${failure?.message}`).toBe(says.replace(': ', `: ${near.connect}: `));
				expect(told).toContain(failure?.message);
			});
		});

		it('whose own packets are changed is left by the server, and goes on', async () => {
			await survives(async () => {
				const lost = nextState(client, 'connecting');
				near.set('up', setting(0, 0x7f));
				expect(await caught(client.children('/app'))).toMatch(/^disconnected: /);
				await lost;
			});
		});

		it.each(['up', 'down'] as const)(
			'notices a stall of what goes %s within its read deadline',
			async way => {
				await survives(async () => {
					const lost = nextState(client, 'connecting');
					const start = performance.now();
					near.set(way, {kind: 'stall'});
					expect(await caught(client.children('/app', {deadlineMs: 300}))).toBe(
						'silent: /app: no answer in 0.3 s',
					);
					expect((await lost).failure).toEqual({
						kind: 'silent',
						message: `${near.connect}: nothing heard in 2.0 s`,
					});
					expect(performance.now() - start).toBeLessThan(readDeadlineMs + tickMs);
				});
			},
		);

		it('that is cut off for longer than its session lives gets another, and who watched is told to read again', async () => {
			const before = await connect(client);
			const lost = Promise.withResolvers<WatchEvent>();
			await client.children('/app', {watch: lost.resolve});
			near.set('up', {kind: 'stall'});
			far.set('up', {kind: 'stall'});
			const expired = nextState(client, 'connecting', ({failure}) => failure?.kind === 'session-expired');
			const back = nextState(client, 'connected');
			await until(
				async () =>
					(await ask(ensemble.servers[0]?.clientPort ?? 0, 'dump')).includes(before.session)
						? undefined
						: true,
				() => 'the session expires',
			);
			near.heal();
			far.heal();
			await expired;
			expect((await back).session).not.toBe(before.session);
			expect(await lost.promise).toEqual({kind: 'lost', path: '/app'});
			expect((await client.children('/app')).names).toEqual(['inside']);
		});

		it.each<readonly [string, Fault, string]>([
			['silent', {kind: 'stall'}, 'silent: takes the connection, but does not answer in 0.5 s'],
			[
				'cut',
				{kind: 'cut', afterBytes: 10},
				'disconnected: the connection broke off after 10 bytes of a packet',
			],
			['changed', noise, 'garbled: no ZooKeeper: its answer is no connect response'],
		])('says so of a greeting that is %s', async (_, fault, says) => {
			near.set('down', fault);
			const alone = createClient(parseConnectString(near.connect), {connectDeadlineMs: 500});
			const failure = await failToConnect(alone);
			await alone.close();
			expect(`${failure?.kind}: ${failure?.message}`).toBe(says.replace(': ', `: ${near.connect}: `));
		});
	});

	describe('a word', () => {
		const srvr = async (deadlineMs: number): Promise<unknown> =>
			askWord(parseHost(near.connect), 'srvr', {deadlineMs}).then(text => readSrvr(text));

		it('is answered later where the network is slow', async () => {
			near.set('down', {kind: 'delay', ms: 200});
			expect(await srvr(5000)).toMatchObject({mode: 'standalone'});
		});

		it.each<readonly [string, Fault, RegExp]>([
			['stalled', {kind: 'stall'}, /^silent: no answer in 0\.5 s$/],
			['late', {kind: 'delay', ms: 3000}, /^silent: no answer in 0\.5 s$/],
			['cut at once', {kind: 'cut', afterBytes: 0}, /^connection-limit: hung up without an answer: /],
			[
				'cut within its first line',
				{kind: 'cut', afterBytes: 20},
				/^garbled: this is not ZooKeeper's answer to srvr: "Zookeeper version: 3"$/,
			],
			[
				'cut within another line',
				{kind: 'cut', afterBytes: 100},
				/^garbled: the answer to srvr breaks off within a line: ".+"$/,
			],
			[
				'reset',
				{kind: 'reset', afterBytes: 20},
				/^silent: answer stopped after 20 bytes \(connection reset\)$/,
			],
			['changed', noise, /^garbled: this is not ZooKeeper's answer to srvr: "/],
		])('that is %s is named', async (_, fault, says) => {
			near.set('down', fault);
			expect(await caught(srvr(500))).toMatch(says);
		});
	});
});
