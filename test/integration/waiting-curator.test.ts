// Barriers, queues, counters and revocation of Curator: what zktop tells beside what their clients know, through a change of each.
import {expect, it} from 'vitest';
import {startCurator} from '../helpers/curator.ts';
import {describeWithCurator} from '../helpers/suites.ts';
import {runZktop} from '../helpers/zktop.ts';
import {
	askedUntil,
	compareBarrier,
	compareDoubleBarrier,
	heard,
	patient,
	sessionsOf,
	twoClients,
} from './grouped.ts';
import type {Look, Place} from './watching.ts';

type Asked = Place & {readonly askedToLetGoAt?: string | null};

describeWithCurator('beside Curator', () => {
	const scene = twoClients(startCurator, [
		'/curator/barrier',
		'/curator/double',
		'/curator/simple',
		'/curator/jobs',
		'/curator/count',
		'/curator/total-count',
		'/curator/services/db',
	]);

	it.concurrent('a DistributedBarrier is closed until it is opened', async () => {
		await compareBarrier(scene, '/curator/barrier', 'curator barrier');
	});

	it.concurrent('a DistributedDoubleBarrier has those in it that have entered', async () => {
		await compareDoubleBarrier(scene, '/curator/double', 'curator double barrier');
	});

	it.concurrent('a SimpleDistributedQueue has its size and its oldest item', async () => {
		const [path, kind] = ['/curator/simple', 'SimpleDistributedQueue'] as const;
		const [client] = scene.clients;
		await client?.do({do: 'put', kind, path, data: 'one'});
		await client?.do({do: 'put', kind, path, data: 'two'});
		const queue = await scene.until(path, 'has two items', group => group?.size === 2);
		expect([queue.recipe, queue.oldest]).toEqual(['zookeeper queue', `${path}/qn-0000000000`]);
		expect(await client?.do({do: 'take', path})).toEqual({data: 'one'});
		await scene.until(
			path,
			'has one item',
			group => group?.size === 1 && group.oldest === `${path}/qn-0000000001`,
		);
	});

	it.concurrent('a DistributedQueue with a lock path tells who works on an item', async () => {
		const [path, lockPath, kind] = ['/curator/jobs', '/curator/jobs-locks', 'DistributedQueue'] as const;
		const [producer, consumer] = scene.clients;
		await producer?.do({do: 'put', kind, path, lockPath, data: 'one'});
		await producer?.do({do: 'put', kind, path, lockPath, data: 'two'});
		const waiting = await scene.until(path, 'has two items', group => group?.size === 2);
		expect([waiting.recipe, waiting.oldest]).toEqual(['curator queue', `${path}/queue-0000000000`]);
		await consumer?.do({do: 'consume', path, lockPath});
		await heard(consumer, 'working', 'one');
		const taken = await scene.until(path, 'has one in work', group => group?.taken?.length === 1);
		expect(sessionsOf(taken.taken)).toEqual([consumer?.session]);
		await consumer?.do({do: 'done', path});
		await heard(consumer, 'working', 'two');
		await scene.until(
			path,
			'has one item',
			group => group?.size === 1 && group.oldest === `${path}/queue-0000000001`,
		);
	});

	it.concurrent.each([
		['SharedCount', '/curator/count', 'curator counter'],
		['DistributedAtomicLong', '/curator/total-count', 'curator atomic long'],
	] as const)('a %s has the value that its clients know', async (kind, path, recipe) => {
		const [client] = scene.clients;
		await client?.do({do: 'count', kind, path, by: 40});
		const counter = await scene.until(path, 'says 40', group => group?.value === '40');
		expect([counter.kind, counter.recipe]).toEqual(['counter', recipe]);
		expect(await client?.do({do: 'count', kind, path, by: 2})).toEqual({value: '42'});
		const later = await scene.until(path, 'says 42', group => group?.value === '42');
		expect(later.confidence).toBe('likely');
	});

	it.concurrent('a STATIC instance stays registered, and is nobody’s left-over', async () => {
		const [path, kind] = ['/curator/services', 'ServiceDiscovery'] as const;
		const [first, second] = scene.clients;
		await first?.do({do: 'join', id: 'old', path, kind, service: 'db', isStatic: true});
		await second?.do({do: 'join', id: 'new', path, kind, service: 'db'});
		const service = await scene.until(
			`${path}/db`,
			'has both',
			group => group?.statics?.length === 1 && group.members?.length === 1,
		);
		expect([service.recipe, service.confidence, service.statics]).toEqual([
			'curator discovery',
			'certain',
			[{name: 'old', node: `${path}/db/old`, is: 'static'}],
		]);
		expect(sessionsOf(service.members)).toEqual([second?.session]);
		type Service = {
			readonly path: string;
			readonly members: readonly object[];
			readonly statics: readonly object[];
		};
		const ask = async (): Promise<Service | undefined> => {
			const {stdout} = await runZktop(['registries', '--json', '-c', scene.ensemble.connectString]);
			const {registries} = JSON.parse(stdout) as {readonly registries: readonly Service[]};
			return registries.find(registry => registry.path === `${path}/db`);
		};

		expect(await askedUntil(ask, told => told?.statics.length === 1)).toMatchObject({
			members: [{name: 'new'}],
			statics: [{name: 'old', is: 'static', says: '10.0.0.7:8080'}],
		});
		await second?.do({do: 'part', id: 'new'});
		await scene.until(
			`${path}/db`,
			'has the static one alone',
			group => group?.statics?.length === 1 && (group.members ?? []).length === 0,
		);
	});

	it.concurrent('a holder that was asked to let go is said to be, until it does', async () => {
		const [path, kind] = ['/curator/revocable', 'InterProcessMutex'] as const;
		const [first, second] = scene.clients;
		const look = async (): Promise<readonly Asked[]> => {
			const {stdout} = await runZktop(['locks', '--json', '-c', scene.ensemble.connectString]);
			return (JSON.parse(stdout) as Look).locks.find(lock => lock.path === path)?.holders ?? [];
		};

		const held = async (by: string | undefined, isAsked: boolean): Promise<readonly Asked[]> =>
			askedUntil(look, ([holder]) => holder?.session === by && (holder?.askedToLetGoAt !== null) === isAsked);

		await first?.do({do: 'acquire', id: 'holds', path, kind, revocable: true});
		const {node = ''} = (await first?.event({event: 'queued', id: 'holds'}, patient)) ?? {};
		await heard(first, 'acquired', 'holds');
		await second?.do({do: 'acquire', id: 'wants', path, kind});
		await second?.event({event: 'queued', id: 'wants'}, patient);
		expect(await held(first?.session, false)).toMatchObject([
			{session: first?.session, askedToLetGoAt: null},
		]);
		await second?.do({do: 'revoke', path: node});
		await first?.event({event: 'revoked'}, patient);
		expect(await held(first?.session, true)).toMatchObject([
			{session: first?.session, askedToLetGoAt: expect.stringMatching(/^\d{4}-/) as string, name: null},
		]);
		await first?.do({do: 'release', id: 'holds'});
		await heard(second, 'acquired', 'wants');
		expect(await held(second?.session, false)).toMatchObject([
			{session: second?.session, askedToLetGoAt: null},
		]);
	});
});
