// The headless twins on a real ensemble: what they cost, and how they end.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import type {Server} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {runZktop, type Run} from '../helpers/zktop.ts';
import {contended} from './contended.ts';
import {follow, tracingModules} from './running.ts';

const json = ({stdout}: Run): unknown => JSON.parse(stdout);

const zxidOf = async ({clientPort}: Server): Promise<bigint> =>
	BigInt(/^Zxid: (?<zxid>\S+)$/m.exec(await ask(clientPort, 'srvr'))?.groups?.['zxid'] ?? '-1');

describeWithKazoo('the twins beside contended locks', () => {
	const {scene, zktop} = contended();

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
		const leader = await scene().ensemble.leader();
		const before = await zxidOf(leader);
		await zktop(...args);
		expect((await zxidOf(leader)) - before).toBe(cost);
	});

	it.each(['servers', 'sessions', 'locks'])('%s --follow prints one line of JSON a tick', async verb => {
		const following = follow([verb, '-c', scene().ensemble.connectString, '--follow', '--interval', '0.3']);
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
			const run = await runZktop([...args, '-c', scene().ensemble.connectString], tracingModules);
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
		const run = await runZktop([scene().ensemble.connectString]);
		expect(run).toMatchObject({exitCode: 2, stdout: ''});
		expect(run.stderr).toMatch(/no terminal.*zktop servers, tree, locks and sessions print JSON/);
	});

	it('a frozen server is a problem and exit 3, and does not keep the others’ answers', async () => {
		const leader = await scene().ensemble.leader();
		const frozen = scene().ensemble.servers.find(server => server !== leader);
		const others = scene().ensemble.servers.filter(server => server !== frozen);
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
				servers: scene().ensemble.servers.map(server =>
					server === frozen
						? {server: server.connect, reading: 'failed', why: expect.stringMatching(/no answer/) as string}
						: {server: server.connect, reading: 'fresh', requestsPerSecond: expect.any(Number) as number},
				),
			});
		} finally {
			frozen?.resume();
			await scene().ensemble.waitServing();
		}
	});

	it('a hand-over that was seen tells for how long it is held', async () => {
		const following = follow([
			'locks',
			'-c',
			scene().ensemble.connectString,
			'--follow',
			'--interval',
			'0.3',
		]);
		await following.next();
		const [first, second] = scene().queue;
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
