// Barriers, queues, counters and semaphores of kazoo: what zktop tells beside what their clients know, through a change of each.
import {expect, it} from 'vitest';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {compareBarrier, compareDoubleBarrier, heard, sessionsOf, twoClients} from './grouped.ts';

describeWithKazoo('beside kazoo', () => {
	const scene = twoClients(startKazoo, [
		'/kazoo/barrier',
		'/kazoo/double',
		'/kazoo/queue',
		'/kazoo/locking',
		'/kazoo/counter',
		'/kazoo/semaphore',
	]);

	it.concurrent('a Barrier is closed until it is opened', async () => {
		await compareBarrier(scene, '/kazoo/barrier', 'kazoo barrier');
	});

	it.concurrent('a DoubleBarrier has those in it that have entered', async () => {
		await compareDoubleBarrier(scene, '/kazoo/double', 'kazoo double barrier');
	});

	it.concurrent('a Semaphore has the leases that its clients hold, of as many as there may be', async () => {
		const [path, kind] = ['/kazoo/semaphore', 'Semaphore'] as const;
		const [first, second] = scene.clients;
		const acquire = async (client: Kazoo | undefined, id: string): Promise<void> => {
			await client?.do({do: 'acquire', id, path, kind, leases: 2});
		};

		await acquire(first, 'a');
		await heard(first, 'acquired', 'a');
		await acquire(second, 'b');
		await heard(second, 'acquired', 'b');
		await acquire(first, 'c');
		const full = await scene.until(
			path,
			'is full',
			group => group?.waiters?.length === 1 && group.most === 2,
		);
		expect([full.kind, full.recipe]).toEqual(['semaphore', 'kazoo semaphore']);
		expect(sessionsOf(full.leases)).toEqual(scene.clients.map(({session}) => session).toSorted());
		expect(sessionsOf(full.waiters)).toEqual([first?.session]);
		await second?.do({do: 'release', id: 'b'});
		await heard(first, 'acquired', 'c');
		const later = await scene.until(path, 'is handed over', group => group?.waiters?.length === 0);
		expect(sessionsOf(later.leases)).toEqual([first?.session, first?.session]);
	});

	it.concurrent('a Queue has its size and its oldest item, whatever their priorities', async () => {
		const [path, kind] = ['/kazoo/queue', 'Queue'] as const;
		const [client] = scene.clients;
		await client?.do({do: 'put', kind, path, data: 'late'});
		await client?.do({do: 'put', kind, path, data: 'urgent', priority: 1});
		const queue = await scene.until(path, 'has two items', group => group?.size === 2);
		expect([queue.kind, queue.recipe, queue.oldest]).toEqual([
			'queue',
			'kazoo queue',
			`${path}/entry-100-0000000000`,
		]);
		expect(await client?.do({do: 'take', kind, path})).toEqual({data: 'urgent'});
		await scene.until(
			path,
			'has one item',
			group => group?.size === 1 && group.oldest === `${path}/entry-100-0000000000`,
		);
	});

	it.concurrent('a LockingQueue tells who works on an item', async () => {
		const [path, kind] = ['/kazoo/locking', 'LockingQueue'] as const;
		const [producer, consumer] = scene.clients;
		await producer?.do({do: 'put', kind, path, data: 'one'});
		await producer?.do({do: 'put', kind, path, data: 'two'});
		await scene.until(path, 'has two items', group => group?.size === 2 && group.taken?.length === 0);
		expect(await consumer?.do({do: 'take', kind, path})).toEqual({data: 'one'});
		const taken = await scene.until(path, 'has one in work', group => group?.taken?.length === 1);
		expect([taken.recipe, taken.size, sessionsOf(taken.taken)]).toEqual([
			'kazoo locking queue',
			2,
			[consumer?.session],
		]);
		await consumer?.do({do: 'done', path});
		await scene.until(
			path,
			'has one item',
			group => group?.size === 1 && group.oldest === `${path}/entries/entry-100-0000000001`,
		);
	});

	it.concurrent('a Counter has the value that its clients know, and is surer once it counts', async () => {
		const path = '/kazoo/counter';
		const [client] = scene.clients;
		const {value} = (await client?.do({do: 'count', path, by: 3})) ?? {};
		const counter = await scene.until(path, 'says 3', group => group?.value === value);
		expect([value, counter.kind, counter.recipe, counter.confidence]).toEqual([
			'3',
			'counter',
			'kazoo counter',
			'guess',
		]);
		await client?.do({do: 'count', path, by: 4});
		const later = await scene.until(path, 'says 7', group => group?.value === '7');
		expect([later.confidence, later.changes]).toEqual(['likely', 1]);
	});
});
