// source/store/inspection/inspection.ts
import {describe, expect, it} from 'vitest';
import {recordedRecipe} from '../../analyze/recorded-recipes.ts';
import {
	answers,
	everything,
	fails,
	lists,
	names,
	refuses,
	scripted,
	startedAt,
	stats,
	statOf,
	told,
	type ServerName,
} from '../scripted.ts';

/** A server's dump with the captured contenders of a recipe, or what is left of them. */
const dumpOf = (recipe: string, server: ServerName = 'zk3', without: readonly string[] = []) => {
	const {ephemerals} = recordedRecipe(recipe);
	const left = ephemerals.filter(({path}) => !without.includes(path));
	const bySession = Map.groupBy(left, ({session}) => session);
	return answers(server, 'dump', {
		...told(server, 'dump'),
		ephemerals: new Map([...bySession].map(([session, all]) => [session, all.map(({path}) => path)])),
	});
};

const shutEverywhere = names.map(server => refuses(server, 'dump'));
const serving = everything(['srvr', 'mntr', 'conf']);
const [first, second, third] = recordedRecipe('kazoo-Lock')
	.ephemerals.map(({path}) => path)
	.sort((a, b) => a.slice(-1).localeCompare(b.slice(-1))) as [string, string, string];

describe('locks', () => {
	it("come from the leader's dump, which says when that was", () => {
		const {sample} = scripted();
		const {inspection} = sample(1, ...serving, dumpOf('kazoo-Lock'), answers('zk1', 'dump'));
		expect(inspection.lockSource).toEqual({kind: 'dump', server: 'zk3', at: startedAt + 1000});
		expect(
			inspection.locks.map(({path, holders, waiters}) => [path, holders.length, waiters.length]),
		).toEqual([['/kazoo/lock', 1, 2]]);
	});

	it("come from a follower's while the leader does not answer", () => {
		const {sample} = scripted();
		sample(0, ...serving, dumpOf('kazoo-Lock'));
		const {inspection} = sample(1, fails('zk3', 'srvr'), fails('zk3', 'dump'), dumpOf('kazoo-Lock', 'zk1'));
		expect(inspection.lockSource).toMatchObject({server: 'zk1', at: startedAt + 1000});
	});

	it('stay as they were during an outage, and say of when they are (M9)', () => {
		const {sample} = scripted();
		sample(0, ...serving, dumpOf('kazoo-Lock'));
		const {inspection, ensemble} = sample(
			60,
			...names.flatMap(server => [
				fails(server, 'srvr', 'not-serving'),
				fails(server, 'dump', 'not-serving'),
			]),
		);
		expect([ensemble.quorum, inspection.locks.length]).toEqual(['no', 1]);
		expect(inspection.lockSource).toEqual({kind: 'dump', server: 'zk3', at: startedAt});
	});

	it('are those below the named paths only, if any are named', () => {
		const [all, some] = [scripted(), scripted(['/kazoo/part/locks/s1', '/kazoo/part/locks/s2'])];
		expect(all.sample(0, ...serving, dumpOf('kazoo-SetPartitioner')).inspection.locks).toHaveLength(4);
		expect(
			some.sample(0, ...serving, dumpOf('kazoo-SetPartitioner')).inspection.locks.map(({path}) => path),
		).toEqual(['/kazoo/part/locks/s1', '/kazoo/part/locks/s2']);
	});

	it('are unknown, with the reason, before anything was answered and while nobody serves', () => {
		const {sample} = scripted();
		expect(sample(0, fails('zk1', 'srvr', 'refused')).inspection.lockSource).toEqual({
			kind: 'none',
			why: 'every source needs a serving server',
		});
		expect(sample(1, ...serving).inspection.lockSource).toEqual({
			kind: 'none',
			why: 'dump has not been answered yet',
		});
	});
});

describe('where dump is shut, locks', () => {
	const ephemerals = recordedRecipe('kazoo-Lock').ephemerals;
	const listing = lists('/kazoo/lock', ...ephemerals.map(({path}) => path.slice('/kazoo/lock/'.length)));
	const read = (...paths: readonly string[]) =>
		ephemerals
			.filter(({path}) => paths.includes(path))
			.map(({path, session}) => stats(path, statOf({ephemeralOwner: session})));
	const places = ({inspection}: ReturnType<ReturnType<typeof scripted>['data']>) =>
		inspection.locks.map(({holders, waiters}) => [holders, waiters].map(all => all.map(({node}) => node)));

	it('are found among what is loaded, and say why not among all', () => {
		const {sample} = scripted();
		sample(0, ...serving, ...shutEverywhere);
		const data = sample(1, listing, ...read(first, second, third));
		expect(places(data)).toEqual([[[first], [second, third]]]);
		expect(data.inspection.lockSource).toEqual({kind: 'loaded', why: 'dump is not in the whitelist'});
	});

	it('have no holder while one with a lower number may not be read yet', () => {
		const {sample} = scripted();
		sample(0, ...serving, ...shutEverywhere);
		expect(places(sample(1, ...read(second)))).toEqual([]);
		expect(places(sample(2, listing))).toEqual([]);
		expect(places(sample(3, ...read(first)))).toEqual([[[first], [second]]]);
	});

	it('show no lease of a semaphore as held while its queue is not read (M19)', () => {
		const {sample} = scripted();
		const semaphore = recordedRecipe('curator-InterProcessSemaphoreMutex').ephemerals;
		const below = (parent: string) => semaphore.filter(({path}) => path.startsWith(`${parent}/`));
		const listed = (parent: string) =>
			lists(parent, ...below(parent).map(({path}) => path.slice(parent.length + 1)));
		const owned = (parent: string) =>
			below(parent).map(({path, session}) => stats(path, statOf({ephemeralOwner: session})));
		sample(0, ...serving, ...shutEverywhere);
		expect(
			places(sample(1, listed('/curator/semmutex/leases'), ...owned('/curator/semmutex/leases'))),
		).toEqual([]);
		const {inspection} = sample(2, listed('/curator/semmutex/locks'), ...owned('/curator/semmutex/locks'));
		expect(inspection.locks.map(({holders, waiters}) => [holders.length, waiters.length])).toEqual([[1, 2]]);
	});

	it('are no hand-over when they are found, but are when a waiter takes over', () => {
		const {sample} = scripted();
		sample(0, ...serving, ...shutEverywhere);
		const found = sample(1, listing, ...read(first, second, third));
		expect(found.inspection.handovers.holdings.get(first)?.seen).toBe(false);
		const left = [second, third].map(path => path.slice('/kazoo/lock/'.length));
		expect(sample(9, lists('/kazoo/lock', ...left)).inspection.handovers.holdings.get(second)).toEqual({
			at: startedAt + 9000,
			seen: true,
		});
	});
});

describe('sessions', () => {
	it('are those of all servers, without our own', () => {
		const {sample} = scripted();
		const all = sample(0, ...everything()).inspection.sessions.length;
		const {sample: again} = scripted();
		again(0, {
			of: 'session',
			state: {
				kind: 'connected',
				server: {name: 'zk3', host: 'zk3', port: 2181},
				session: '0x300000ec8e50001',
				timeoutMs: 9000,
				readOnly: false,
			},
			since: 0,
		});
		const {inspection} = again(1, ...everything());
		expect(inspection.sessions).toHaveLength(all - 1);
		expect(inspection.bySession.has('0x300000ec8e50001')).toBe(false);
		expect(inspection.bySession.size).toBe(all - 1);
	});

	it('of a silent server stay, marked; those of one that is down are gone', () => {
		const {sample} = scripted();
		sample(0, ...everything());
		const silent = sample(1, fails('zk3', 'cons', 'silent')).inspection.sessions.filter(
			({server}) => server === 'zk3',
		);
		expect(silent.map(({fresh}) => fresh)).toEqual([false, false]);
		const down = sample(2, fails('zk3', 'cons', 'refused')).inspection.sessions;
		expect(down.filter(({server}) => server === 'zk3')).toEqual([]);
	});

	it('of a server that shuts cons are missing, and it is said why', () => {
		const {sample} = scripted();
		const {inspection} = sample(
			0,
			...everything(['srvr']),
			refuses('zk1', 'cons'),
			fails('zk2', 'cons'),
			answers('zk3', 'cons'),
		);
		expect(inspection.blind).toEqual([
			{server: 'zk1', why: 'cons is not in the whitelist'},
			{server: 'zk2', why: 'silent, in words'},
		]);
		expect(new Set(inspection.sessions.map(({server}) => server))).toEqual(new Set(['zk3']));
	});

	it('are not joined anew by a sample that says nothing of them', () => {
		const {sample} = scripted();
		const {sessions} = sample(0, ...everything()).inspection;
		expect(sample(1, ...everything(['srvr', 'mntr'])).inspection.sessions).toBe(sessions);
	});
});
