// The headless twins on a real ensemble: what they print.
import {expect, it} from 'vitest';
import {describeWithKazoo} from '../helpers/suites.ts';
import {runZktop, type Run} from '../helpers/zktop.ts';
import {contended} from './contended.ts';

const json = ({stdout}: Run): unknown => JSON.parse(stdout);

const zxid = /^0x[\da-f]+$/;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

describeWithKazoo('the twins on an ensemble with contended locks', () => {
	const {scene, zktop} = contended();

	it('servers tells every server, the ensemble, and from which sources', async () => {
		const run = await zktop('servers');
		const leader = await scene().ensemble.leader();
		expect(run).toMatchObject({exitCode: 0, stderr: ''});
		expect(json(run)).toMatchObject({
			at: expect.stringMatching(time) as string,
			ensemble: {quorum: 'yes', leader: leader.connect, voters: 3, inStep: 3, needed: 2, canLose: 1},
			problems: [],
			servers: scene().ensemble.servers.map(server => ({
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
		const {servers} = json(scene().alone) as {
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
		const [holder, ...waiters] = scene().queue.map(({node, client}, index) => ({
			node,
			session: client.session,
			client: client.address,
			server: client.server,
			is: 'pings only',
			...(index === 0
				? {heldAtMostMs: expect.any(Number) as number, name: 'orders-0', askedToLetGoAt: null}
				: {waitingMs: expect.any(Number) as number, waitsFor: [scene().queue[index - 1]?.node]}),
		}));
		const {locks, ...rest} = json(run) as {
			locks: ReadonlyArray<{
				readonly holders: ReadonlyArray<{heldAtMostMs: number}>;
				readonly waitedMsPerMinute: number | null;
				readonly history: {readonly ended: number} | null;
			}>;
		};
		expect(rest).toEqual({
			at: expect.stringMatching(time) as string,
			clockOffsetMs: expect.any(Number) as number,
			deadlocks: [],
			problems: [],
		});
		// How much of this run there is to tell of depends on how long it took.
		const [first, ...others] = locks;
		const {waitedMsPerMinute, history, ...lock} = first ?? {};
		expect([lock, ...others]).toEqual([
			{
				path: '/locks/orders',
				kind: 'lock',
				recipe: 'kazoo lock',
				confidence: 'certain',
				holderIs: 'pings only',
				freesWithinMs: null,
				movesPerMinute: 0,
				differs: [],
				holders: [holder],
				waiters,
			},
		]);
		expect([waitedMsPerMinute ?? 0, history?.ended ?? 0]).toEqual([expect.any(Number), 0]);
		expect(locks[0]?.holders[0]?.heldAtMostMs).toBeLessThan(60_000);
	});

	it('locks below another path are none', async () => {
		expect(json(await zktop('locks', '/zookeeper'))).toMatchObject({locks: [], problems: []});
		const run = await zktop('locks', '/elsewhere');
		expect([run.exitCode, json(run)]).toMatchObject([
			3,
			{locks: [], problems: [{source: 'znode', kind: 'no-node', message: '/elsewhere: no such znode'}]},
		]);
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
			scene()
				.clients.map(({session, address, server}) => ({
					session,
					client: address,
					server,
					bornOn: server,
					timeoutMs: 10_000,
					lastOp: expect.any(String) as string,
					is: 'pings only',
					// Pings are no requests.
					requestsPerSecond: 0,
					receivedPerSecond: expect.any(Number) as number,
					sentPerSecond: expect.any(Number) as number,
					queued: 0,
					secure: null,
					ephemerals: 1,
				}))
				.toSorted(byClient),
		);
	});

	it('locks and sessions are tables, too', async () => {
		const table = async (verb: string): Promise<string> =>
			(await runZktop([verb, '--table', '-c', scene().ensemble.connectString])).stdout;
		const [holder] = scene().queue;
		const locks = await table('locks');
		expect(locks).toMatch(/^LOCK +KIND +RECIPE +HOLDER +HOLDER IS +HELD +WAIT +MOVES\/min$/m);
		expect(locks).toMatch(
			new RegExp(
				`^/locks/orders +lock +kazoo lock +${holder?.client.address ?? ''} +pings only +≤\\d+ s +2 +0$`,
				'm',
			),
		);
		expect(await table('sessions')).toMatch(
			new RegExp(
				`^${holder?.client.session ?? ''} +${holder?.client.address ?? ''} .* pings only +10 s +0 +0 +1$`,
				'm',
			),
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
				scene().queue.map(
					({node, client}) =>
						expect.objectContaining({path: node, ephemeralOwner: client.session}) as unknown,
				),
			) as unknown,
			problems: [],
		});
	});
});
