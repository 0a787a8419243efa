// The headless twins on a real ensemble: what they print, what they cost, how they end.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {runZktop, type Run} from '../helpers/zktop.ts';
import {follow, tracingModules} from './running.ts';

const json = ({stdout}: Run): unknown => JSON.parse(stdout);

const zxidOf = async ({clientPort}: Server): Promise<bigint> =>
	BigInt(/^Zxid: (?<zxid>\S+)$/m.exec(await ask(clientPort, 'srvr'))?.groups?.['zxid'] ?? '-1');

const zxid = /^0x[\da-f]+$/;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

type Contender = {readonly node: string; readonly client: Kazoo};

describeWithKazoo('on an ensemble with contended locks', () => {
	let ensemble: Ensemble;
	let clients: readonly Kazoo[];
	let queue: readonly Contender[];
	/** `servers` while nobody but zktop was there. */
	let alone: Run;

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		alone = await zktop('servers');
		const names = ensemble.servers.map(({connect}) => connect);
		clients = await Promise.all(
			[0, 1, 2].map(async first => startKazoo([...names.slice(first), ...names.slice(0, first)].join(','))),
		);
		const queued: Contender[] = [];
		for (const [index, client] of clients.entries()) {
			const id = `orders-${index}`;
			await client.do({do: 'acquire', id, path: '/locks/orders'});
			const {node = ''} = await client.event({event: 'queued', id});
			queued.push({node, client});
		}

		queue = queued;
		await clients[0]?.do({do: 'create', path: '/config/app', data: 'four', makepath: true});
	});
	afterAll(async () => {
		await Promise.all(clients.map(async client => client.stop()));
		await ensemble.stop();
	});

	const zktop = async (...args: readonly string[]): Promise<Run> =>
		runZktop([...args, '--connect', ensemble.connectString, '--json']);

	it('servers tells every server, the ensemble, and from which sources', async () => {
		const run = await zktop('servers');
		const leader = await ensemble.leader();
		expect(run).toMatchObject({exitCode: 0, stderr: ''});
		expect(json(run)).toMatchObject({
			at: expect.stringMatching(time) as string,
			ensemble: {quorum: 'yes', leader: leader.connect, voters: 3, inStep: 3, needed: 2, canLose: 1},
			problems: [],
			servers: ensemble.servers.map(server => ({
				server: server.connect,
				id: server.id,
				role: server === leader ? 'leader' : 'follower',
				reading: 'fresh',
				zxid: expect.stringMatching(zxid) as string,
				epoch: expect.any(Number) as number,
				latencyMs: expect.any(Number) as number,
				outstanding: 0,
				// Its kazoo client; not the probes.
				connections: 1,
				watches: expect.any(Number) as number,
				requestsPerSecond: expect.any(Number) as number,
				sources: {srvr: 'fresh', mntr: 'fresh', conf: 'fresh'},
			})),
		});
		expect(run.stdout).not.toContain('"why"');
	});

	it('servers counts no request of zktop’s own', () => {
		const {servers} = json(alone) as {
			servers: ReadonlyArray<{requestsPerSecond: number; connections: number}>;
		};
		expect(servers).toHaveLength(3);
		for (const {requestsPerSecond, connections} of servers) {
			expect(requestsPerSecond).toBeLessThanOrEqual(0.2);
			expect(connections).toBe(0);
		}
	});

	it('locks tells who holds and who waits for whom, in the order of the queue', async () => {
		const run = await zktop('locks');
		expect(run).toMatchObject({exitCode: 0, stderr: ''});
		const [holder, ...waiters] = queue.map(({node, client}, index) => ({
			node,
			session: client.session,
			client: client.address,
			server: client.server,
			...(index === 0
				? {heldAtMostMs: expect.any(Number) as number}
				: {waitingMs: expect.any(Number) as number, waitsFor: [queue[index - 1]?.node]}),
		}));
		expect(json(run)).toEqual({
			at: expect.stringMatching(time) as string,
			locks: [
				{path: '/locks/orders', recipe: 'kazoo lock', confidence: 'certain', holders: [holder], waiters},
			],
			problems: [],
		});
		const {locks} = json(run) as {locks: ReadonlyArray<{holders: ReadonlyArray<{heldAtMostMs: number}>}>};
		expect(locks[0]?.holders[0]?.heldAtMostMs).toBeLessThan(60_000);
	});

	it('locks below another path are none', async () => {
		expect(json(await zktop('locks', '/elsewhere'))).toMatchObject({locks: [], problems: []});
	});

	it('sessions tells all but its own, each with its client and server', async () => {
		const run = await zktop('sessions');
		expect(run).toMatchObject({exitCode: 0, stderr: ''});
		const {sessions, problems} = json(run) as {
			sessions: ReadonlyArray<Readonly<Record<string, unknown>>>;
			problems: unknown;
		};
		expect(problems).toEqual([]);
		const byClient = (a: {client: string}, b: {client: string}): number => (a.client < b.client ? -1 : 1);
		expect(sessions.toSorted((a, b) => byClient(a as {client: string}, b as {client: string}))).toEqual(
			clients
				.map(({session, address, server}) => ({
					session,
					client: address,
					server,
					bornOn: server,
					timeoutMs: 10_000,
					lastOp: expect.any(String) as string,
					// Pings are no requests.
					requestsPerSecond: 0,
					receivedPerSecond: expect.any(Number) as number,
					sentPerSecond: expect.any(Number) as number,
					queued: 0,
					ephemerals: 1,
				}))
				.toSorted(byClient),
		);
	});

	it('tree tells znodes with their stat, as deep as asked for', async () => {
		const depths = await Promise.all(
			['0', '1', '2'].map(async depth => json(await zktop('tree', '/config', '--depth', depth))),
		);
		const node = (path: string, children: number, dataBytes: number): unknown => ({
			path,
			children,
			dataBytes,
			version: 0,
			ctime: expect.any(Number) as number,
			mtime: expect.any(Number) as number,
			czxid: expect.stringMatching(zxid) as string,
			mzxid: expect.stringMatching(zxid) as string,
			pzxid: expect.stringMatching(zxid) as string,
		});
		const [config, app] = [node('/config', 1, 0), node('/config/app', 0, 4)];
		expect(depths.map(document => (document as {nodes: unknown}).nodes)).toEqual([
			[config],
			[config, app],
			[config, app],
		]);
		expect(json(await zktop('tree', '/locks/orders'))).toMatchObject({
			nodes: expect.arrayContaining(
				queue.map(
					({node, client}) =>
						expect.objectContaining({path: node, ephemeralOwner: client.session}) as unknown,
				),
			) as unknown,
			problems: [],
		});
	});

	it('a znode that does not exist is a problem, and exit 3', async () => {
		const run = await zktop('tree', '/nowhere');
		expect(run.exitCode).toBe(3);
		expect(json(run)).toMatchObject({nodes: [], problems: [{path: '/nowhere', kind: 'no-node'}]});
	});

	it.each([
		[['servers'], 0n],
		[['sessions'], 0n],
		[['locks'], 2n],
		[['tree', '/', '--depth', '9'], 2n],
	])('%j costs the ensemble %d transactions', async (args, cost) => {
		const leader = await ensemble.leader();
		const before = await zxidOf(leader);
		await zktop(...args);
		expect((await zxidOf(leader)) - before).toBe(cost);
	});

	it.each(['servers', 'sessions', 'locks'])('%s --follow prints one line of JSON a tick', async verb => {
		const following = follow([verb, '-c', ensemble.connectString, '--follow', '--interval', '0.3']);
		const documents = [
			await following.next(),
			await following.next(),
			await following.next(),
		] as ReadonlyArray<{
			at: string;
		}>;
		const times = documents.map(({at}) => Date.parse(at));
		expect(times).toEqual(times.toSorted((a, b) => a - b));
		expect(new Set(Object.keys(documents[0] ?? {}))).toEqual(new Set(Object.keys(documents[2] ?? {})));
		expect(await following.interrupt()).toBe(0);
	});

	it('neither React nor Ink is loaded for text', async () => {
		for (const args of [['servers'], ['locks'], ['sessions'], ['tree', '/'], ['--help'], ['--version']]) {
			const run = await runZktop([...args, '-c', ensemble.connectString], tracingModules);
			const loaded = [...run.stderr.matchAll(/^loaded (file:\S+\.js)$/gm)].map(([, url = '']) =>
				fileURLToPath(url),
			);
			expect(loaded.length).toBeGreaterThan(1);
			const sources = loaded.flatMap(file => {
				const {sources} = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as {sources: readonly string[]};
				return sources;
			});
			expect(sources.filter(source => /node_modules\/(?:react|ink|yoga)/.test(source))).toEqual([]);
		}
	});

	it('without a terminal the screen is refused, with what to use instead', async () => {
		const run = await runZktop([ensemble.connectString]);
		expect(run).toMatchObject({exitCode: 2, stdout: ''});
		expect(run.stderr).toMatch(/no terminal.*zktop servers, tree, locks and sessions print JSON/);
	});

	it('a frozen server is a problem and exit 3, and does not keep the others’ answers', async () => {
		const leader = await ensemble.leader();
		const frozen = ensemble.servers.find(server => server !== leader);
		const others = ensemble.servers.filter(server => server !== frozen);
		await frozen?.freeze();
		try {
			for (const verb of ['servers', 'sessions', 'locks']) {
				const startedAt = performance.now();
				const run = await zktop(verb);
				expect(performance.now() - startedAt, verb).toBeLessThan(7000);
				expect(run.exitCode, verb).toBe(3);
				expect(json(run), verb).toMatchObject({
					problems: expect.arrayContaining([
						expect.objectContaining({server: frozen?.connect, source: 'srvr', kind: 'silent'}),
					]) as unknown,
				});
				const told = new Set(run.stdout.match(/"server": "[^"]+"/g));
				for (const {connect} of others) {
					expect(told, verb).toContain(`"server": "${connect}"`);
				}
			}

			const servers = json(await zktop('servers')) as {servers: readonly unknown[]};
			expect(servers).toMatchObject({
				ensemble: {quorum: 'yes', inStep: 2, canLose: 0},
				servers: ensemble.servers.map(server =>
					server === frozen
						? {server: server.connect, reading: 'failed', why: expect.stringMatching(/no answer/) as string}
						: {server: server.connect, reading: 'fresh', requestsPerSecond: expect.any(Number) as number},
				),
			});
		} finally {
			frozen?.resume();
			await ensemble.waitServing();
		}
	});

	it('a hand-over that was seen tells for how long it is held', async () => {
		const following = follow(['locks', '-c', ensemble.connectString, '--follow', '--interval', '0.3']);
		await following.next();
		const [first, second] = queue;
		await first?.client.do({do: 'release', id: 'orders-0'});
		await second?.client.event({event: 'acquired', id: 'orders-1'});
		type Locks = {
			locks: ReadonlyArray<{holders: ReadonlyArray<{node: string; heldMs?: number; heldAtMostMs?: number}>}>;
		};
		const holders = async (): Promise<Locks['locks'][0]['holders']> =>
			((await following.next()) as Locks).locks[0]?.holders ?? [];
		let [holder] = await holders();
		while (holder?.node !== second?.node) {
			[holder] = await holders();
		}

		expect(holder?.heldMs).toBeLessThan(5000);
		expect(holder?.heldMs).toBeLessThan(holder?.heldAtMostMs ?? 0);
		await following.interrupt();
	});
});
