// The twins where little is allowed: ZooKeeper's default whitelist has srvr alone.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startCurator, type Curator} from '../helpers/curator.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithCurator, describeWithKazoo} from '../helpers/suites.ts';
import {openZktop, runZktop, type Run} from '../helpers/zktop.ts';

const patient = {withinMs: 60_000};
const json = ({stdout}: Run): unknown => JSON.parse(stdout);

describeWithKazoo('where srvr alone is whitelisted', () => {
	let ensemble: Ensemble;
	let clients: readonly Kazoo[];
	let nodes: readonly string[];
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1, config: {'4lw.commands.whitelist': 'srvr'}});
		clients = [await startKazoo(ensemble.connectString), await startKazoo(ensemble.connectString)];
		const queued: string[] = [];
		for (const [index, client] of clients.entries()) {
			await client.do({do: 'acquire', id: `${index}`, path: '/locks/orders'});
			queued.push((await client.event({event: 'queued', id: `${index}`})).node ?? '');
		}

		nodes = queued;
	});
	afterAll(async () => {
		await Promise.all(clients.map(async client => client.stop()));
		await ensemble.stop();
	});

	const zktop = async (...args: readonly string[]): Promise<Run> =>
		runZktop([...args, '--connect', ensemble.connectString, '--json']);

	const unsupported = (source: string): unknown =>
		expect.objectContaining({server: ensemble.connectString, source, kind: 'unsupported'});

	it('servers tells what srvr tells, and what is shut, with exit 0', async () => {
		const run = await zktop('servers');
		expect(run.exitCode).toBe(0);
		expect(json(run)).toMatchObject({
			ensemble: {quorum: 'yes'},
			servers: [
				{
					server: ensemble.connectString,
					role: 'standalone',
					reading: 'fresh',
					outstanding: 0,
					requestsPerSecond: expect.any(Number) as number,
					watches: null,
					sources: {srvr: 'fresh', mntr: expect.stringMatching(/^unsupported: /) as string},
				},
			],
			problems: expect.arrayContaining([unsupported('mntr')]) as unknown,
		});
	});

	it('sessions is empty and says why, with exit 0', async () => {
		const run = await zktop('sessions');
		expect(run.exitCode).toBe(0);
		expect(json(run)).toMatchObject({
			sessions: [],
			problems: expect.arrayContaining([unsupported('cons'), unsupported('dump')]) as unknown,
		});
	});

	it('locks finds the queue by reading the tree below the path that it is told', async () => {
		const run = await zktop('locks', '/locks/orders');
		expect(run.exitCode).toBe(0);
		expect(json(run)).toMatchObject({
			locks: [
				{
					path: '/locks/orders',
					recipe: 'kazoo lock',
					holders: [{node: nodes[0], session: clients[0]?.session, client: null, server: null}],
					waiters: [{node: nodes[1], session: clients[1]?.session, waitsFor: [nodes[0]]}],
				},
			],
			problems: expect.arrayContaining([unsupported('cons'), unsupported('dump')]) as unknown,
		});
	});

	it('locks --scan finds the queue without being told where, and says how much it has read', async () => {
		const run = await zktop('locks', '--scan');
		expect(run.exitCode).toBe(0);
		expect(json(run)).toMatchObject({
			scan: {read: expect.any(Number) as number, failed: 0, passedOver: 0, partial: false},
			locks: [
				{
					path: '/locks/orders',
					recipe: 'kazoo lock',
					holderIs: 'unknown',
					holders: [{node: nodes[0], session: clients[0]?.session, client: null, server: null}],
					waiters: [{node: nodes[1], session: clients[1]?.session, waitsFor: [nodes[0]]}],
				},
			],
		});
	});

	it('groups --scan finds a party, without the lock beside it', async () => {
		const [client] = clients;
		await client?.do({do: 'join', id: 'p', path: '/workers', kind: 'Party'});
		const run = await zktop('groups', '--scan');
		expect(run.exitCode).toBe(0);
		expect(json(run)).toMatchObject({
			scan: {read: expect.any(Number) as number, partial: false},
			groups: [
				{kind: 'registry', path: '/workers', recipe: 'kazoo party', members: [{session: client?.session}]},
			],
		});
	});

	it('locks alone finds nothing there, and does not say that there is no lock', async () => {
		const run = await zktop('locks');
		expect(json(run)).toMatchObject({
			locks: [],
			problems: expect.arrayContaining([unsupported('dump')]) as unknown,
		});
		expect(json(run)).not.toHaveProperty('scan');
	});

	it('the screen says that it cannot look, and f finds the lock after it has said its price', async () => {
		const terminal = openZktop([ensemble.connectString], {columns: 120, rows: 36});
		try {
			await terminal.waitFor('cannot look', patient);
			terminal.press('1');
			terminal.press('f');
			await terminal.waitFor('enter begins, esc leaves', patient);
			terminal.press('\r');
			await terminal.waitFor('by a scan that ended at', patient);
			await terminal.waitFor(/\/locks\/orders/, patient);
		} finally {
			await terminal.close();
		}
	});
});

describeWithCurator('with Curator’s clients', () => {
	let ensemble: Ensemble;
	let clients: readonly Curator[];
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		clients = [await startCurator(ensemble.connectString), await startCurator(ensemble.connectString)];
	});
	afterAll(async () => {
		await Promise.all(clients.map(async client => client.stop()));
		await ensemble.stop();
	});

	it.each([
		['InterProcessMutex', 'curator mutex'],
		['LeaderLatch', 'curator latch'],
		['InterProcessSemaphoreMutex', 'curator semaphore'],
	] as const)('locks tells who holds a %s and who waits', async (kind, recipe) => {
		const path = `/locks/${kind}`;
		const [first, second] = clients;
		await first?.do({do: 'acquire', id: `${kind} 1`, path, kind, wait: true});
		await second?.do({do: 'acquire', id: `${kind} 2`, path, kind});
		await second?.event({event: 'queued', id: `${kind} 2`});
		const run = await runZktop(['locks', path, '-c', ensemble.connectString]);
		expect(run.exitCode).toBe(0);
		expect(json(run)).toMatchObject({
			locks: [
				{
					path,
					recipe,
					holders: [{session: first?.session, client: first?.address, server: ensemble.connectString}],
					waiters: [{session: second?.session, client: second?.address, server: ensemble.connectString}],
				},
			],
			problems: [],
		});
	});
});
