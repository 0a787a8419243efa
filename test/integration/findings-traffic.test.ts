// Findings about traffic on a real ensemble: raised when their cause is there, cleared when it is gone, and no others.
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {clientRules} from '../../source/analyze/rules/clients.ts';
import {connectionRules} from '../../source/analyze/rules/connections.ts';
import {expiryRules} from '../../source/analyze/rules/expiry.ts';
import {growthRules} from '../../source/analyze/rules/growth.ts';
import type {Limits} from '../../source/analyze/rules/limits.ts';
import {listingRules} from '../../source/analyze/rules/listings.ts';
import {namespaceRules} from '../../source/analyze/rules/namespaces.ts';
import {watchStormRules} from '../../source/analyze/rules/watch-storm.ts';
import {watchRules} from '../../source/analyze/rules/watches.ts';
import {startCrowd, type Crowd} from '../helpers/crowd.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {keepDoing} from '../helpers/keep-doing.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';
import {runZktop} from '../helpers/zktop.ts';
import {patience, startLooking, type Looking} from './looking.ts';

const rules = new Set(
	[
		...clientRules,
		...connectionRules,
		...namespaceRules,
		...watchRules,
		...watchStormRules,
		...growthRules,
		...listingRules,
		...expiryRules,
	].map(({id}) => id),
);
/** Whoever fills a tree is hot in it, and makes data. */
const aside: Partial<Limits> = {'namespace-operations-per-second': 1_000_000, 'data-bytes': 2 ** 50};

describeWithKazoo('findings about traffic', () => {
	let ensemble: Ensemble;
	let kazoo: Kazoo;
	let looking: Looking | undefined;
	const crowds: Crowd[] = [];
	const crowdOf = async (count: number, from: string, timeoutMs?: number): Promise<Crowd> => {
		const port = ensemble.servers[0]?.clientPort ?? 0;
		const crowd = await startCrowd({port, count, from, ...(timeoutMs === undefined ? {} : {timeoutMs})});
		crowds.push(crowd);
		return crowd;
	};
	const look = (open: readonly string[] = [], set?: Partial<Limits>) =>
		(looking = startLooking(ensemble.connectString, rules, {
			open,
			...(set === undefined ? {} : {limits: set}),
		}));

	beforeAll(async () => {
		// A disk of this machine that stands still for seconds must not end a follower's or a client's connection here.
		ensemble = await startEnsemble({
			servers: 3,
			config: {maxClientCnxns: '520', syncLimit: '20'},
			env: {_JAVA_OPTIONS: '-Dzookeeper.forceSync=no'},
		});
		kazoo = await startKazoo(ensemble.connectString);
		await kazoo.do({do: 'create', path: '/hot'});
		await kazoo.do({do: 'create', path: '/other/a', makepath: true});
	});
	beforeEach(() => {
		looking = undefined;
	});
	afterEach(async () => {
		await looking?.stop();
		// Sessions that were left behind would expire in the next test.
		await Promise.all(crowds.splice(0).map(async crowd => crowd.leave()));
	});
	afterAll(async () => {
		await kazoo.stop();
		await ensemble.stop();
	});

	it('are none while nothing happens', async () => {
		const {raised, tick} = look(['/', '/hot']);
		await until(
			() => (tick() >= 15 ? true : undefined),
			() => 'fifteen ticks',
			patience,
		);
		expect([...raised]).toEqual([]);
	});

	it('are the limit, the balance and the many sessions, when one address opens 500 on one server', async () => {
		const {raises, clears, raised} = look();
		const crowd = await crowdOf(500, '127.0.0.9');
		const first = ensemble.servers[0]?.connect ?? '';
		expect(await raises('client-limit')).toMatchObject({
			severity: 'warn',
			subject: '127.0.0.9',
			text: `has 500 of 520 connections on ${first}`,
		});
		expect((await raises('sessions-per-process')).subject).toBe('127.0.0.9');
		expect((await raises('connections-unbalanced')).text).toContain(`${first} has 50`);
		await crowd.leave();
		await clears('client-limit');
		await clears('connections-unbalanced');
		expect([...raised].sort()).toEqual(['client-limit', 'connections-unbalanced', 'sessions-per-process']);
	});

	it('are the storm of watches, while each change wakes all', async () => {
		const {raises, clears, raised} = look();
		const crowd = await crowdOf(100, '127.0.0.9');
		crowd.watch('/hot');
		const storm = keepDoing(kazoo, () => ({do: 'set', path: '/hot', data: 'x'}));
		const finding = await raises('watch-storm');
		await storm.stop();
		expect(finding).toMatchObject({severity: 'warn', subject: ensemble.servers[0]?.connect});
		expect(finding.text).toMatch(/watches fire a second: each change wakes 100$/);
		await crowd.leave();
		await clears('watch-storm');
		expect([...raised].sort()).toEqual(['sessions-per-process', 'watch-storm']);
	});

	it('are the listing that clients cannot read any more, when a parent is filled', async () => {
		const {raises, clears, raised} = look(['/', '/jobs', '/jobs/pending'], aside);
		await kazoo.do({do: 'fill', path: '/jobs/pending', count: 6000, prefix: 'task-'.repeat(40)});
		const finding = await raises('listing-size', '6,000 children');
		expect(finding).toMatchObject({severity: 'warn', subject: '/jobs/pending'});
		expect(finding.text).toMatch(/^6,000 children.*: 1\.2 MB to list, clients stop at 1\.0 MB by default$/);
		await kazoo.do({do: 'delete', path: '/jobs', recursive: true});
		await clears('listing-size');
		expect([...raised]).toEqual(['listing-size']);
	});

	it('are the growth of a tree that is filled for a minute, with when it is too large', async () => {
		const {raises, clears, raised} = look([], aside);
		const filling = keepDoing(
			kazoo,
			round => ({do: 'fill', path: '/leak', count: 20, prefix: `${round}-`}),
			100,
		);
		const finding = await raises('znode-growth');
		await filling.stop();
		expect(finding).toMatchObject({subject: 'ensemble'});
		expect(finding.text).toMatch(/^[\d.k]+ znodes, \+[\d.k]+\/s for \d+ s: 1\.0M in \d+ [mh] at that pace$/);
		await clears('znode-growth');
		expect([...raised]).toEqual(['znode-growth']);
	});

	it('are the namespace and the client that take nearly all, while others are there', async () => {
		const {raises, clears, raised} = look([], {
			'namespace-operations-per-second': 50,
			'client-requests-per-second': 50,
		});
		await Promise.all([crowdOf(1, '127.0.0.9'), crowdOf(1, '127.0.0.10')]);
		const writing = keepDoing(kazoo, () => ({do: 'writes', path: '/hot', count: 100, data: 'x'}));
		const [namespace, client] = [await raises('namespace-dominates'), await raises('client-dominates')];
		await writing.stop();
		expect([namespace.subject, client.subject]).toEqual(['/hot', '127.0.0.1']);
		expect(client.text).toContain('most of it SETD by sampling');
		await clears('namespace-dominates');
		await clears('client-dominates');
		expect([...raised].sort()).toEqual(['client-dominates', 'namespace-dominates']);
	});

	it('are the sessions that expire at once, with their address, when a machine vanishes', async () => {
		const {raises, raised, seesSessions} = look();
		const crowd = await crowdOf(12, '127.0.0.9', 4000);
		await seesSessions(12, '127.0.0.9');
		crowd.vanish();
		// They may expire in two ticks of the server: the second one completes what the first one said.
		const all = '12 sessions expired in the last minute, all of 127.0.0.9';
		expect(await raises('sessions-expired', all)).toMatchObject({severity: 'warn', text: all});
		expect([...raised]).toEqual(['sessions-expired']);
	});

	describe('without a screen', () => {
		it('tell clients and namespaces as JSON and as tables', async () => {
			const crowd = await crowdOf(3, '127.0.0.9');
			const run = async (...args: readonly string[]) => {
				const {stdout, exitCode} = await runZktop([...args, '-c', ensemble.connectString]);
				expect(exitCode).toBe(0);
				return stdout;
			};
			const {clients} = JSON.parse(await run('clients')) as {
				readonly clients: ReadonlyArray<Readonly<Record<string, unknown>>>;
			};
			expect(clients.find(({address}) => address === '127.0.0.9')).toMatchObject({
				sessions: 3,
				servers: [{server: ensemble.servers[0]?.connect, sessions: 3}],
				requestsPerSecond: 0,
				headroom: {taken: 3, limit: 520, secure: false},
			});
			expect(await run('clients', '--table')).toMatch(/^CLIENT +SESSIONS[^]*127\.0\.0\.9 +3 +0 /);
			const {namespaces} = JSON.parse(await run('namespaces')) as {
				readonly namespaces: ReadonlyArray<Readonly<Record<string, unknown>>>;
			};
			expect(namespaces).toContainEqual(expect.objectContaining({path: '/hot', writesPerSecond: 0}));
			expect(await run('namespaces', '--table')).toMatch(/^PATH +READS\/s[^]*\n\/hot /m);
			await crowd.leave();
		});
	});
});
