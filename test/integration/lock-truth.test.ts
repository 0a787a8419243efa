// Who holds, who waits and who is next: what zktop tells beside what the clients of two libraries know, through hand-overs.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startCurator, type Curator} from '../helpers/curator.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithCurator, describeWithKazoo} from '../helpers/suites.ts';
import {watchLocks, type Lock, type Watching} from './watching.ts';

/** Clients that contend one after the other, and who of them holds and waits in the beginning. */
type Case = {
	readonly kind: string;
	/** For each of the clients its own kind, where they differ. */
	readonly kinds?: readonly string[];
	readonly leases?: number;
	readonly recipe: string;
	readonly holders: readonly number[];
};

const sessionsIn = (places: Lock['holders'] | undefined): readonly string[] =>
	(places ?? []).map(({session}) => session);

/** Holders of a semaphore have no order among them. */
const isLine = (lock: Lock | undefined, holders: readonly string[], waiters: readonly string[]): boolean =>
	String(sessionsIn(lock?.holders).toSorted()) === String(holders.toSorted()) &&
	String(sessionsIn(lock?.waiters)) === String(waiters);

type Client = Pick<Kazoo | Curator, 'session'> & {
	readonly acquire: (id: string, path: string, kind: string, leases: number) => Promise<void>;
	readonly release: (id: string) => Promise<void>;
	readonly acquired: (id: string) => Promise<void>;
	readonly stop: () => Promise<void>;
};

const asClient = (actor: Kazoo | Curator): Client => {
	const ask = actor.do as (command: Readonly<Record<string, unknown>>) => Promise<unknown>;
	const event = actor.event as (pattern: Readonly<Record<string, string>>) => Promise<unknown>;
	return {
		session: actor.session,
		acquire: async (id, path, kind, leases) => {
			await ask({do: 'acquire', id, path, kind, leases});
			await event({event: 'queued', id});
		},
		release: async id => {
			await ask({do: 'release', id});
		},
		acquired: async id => {
			await event({event: 'acquired', id});
		},
		stop: async () => actor.stop(),
	};
};

/** Contends in order, compares, lets the first holder go and compares again, until nobody is left. */
const compare = async (
	clients: readonly Client[],
	watching: Watching,
	{kind, kinds = [], leases = 1, recipe, holders: first}: Case,
): Promise<void> => {
	const path = `/truth/${kind}${kinds.join('')}`;
	const idOf = (index: number): string => `${kind} ${index}`;
	for (const [index, client] of clients.entries()) {
		await client.acquire(idOf(index), path, kinds[index] ?? kind, leases);
	}

	let [holding, waiting] = [
		[...first],
		clients.map((_, index) => index).filter(index => !first.includes(index)),
	];
	for (const index of holding) {
		await clients[index]?.acquired(idOf(index));
	}

	const sessionsOf = (indexes: readonly number[]): readonly string[] =>
		indexes.map(index => clients[index]?.session ?? '');
	while (holding.length > 0) {
		const [holders, waiters] = [sessionsOf(holding), sessionsOf(waiting)];
		const look = await watching.until(`${recipe} ${String(holding)} | ${String(waiting)}`, seen =>
			isLine(watching.lockAt(seen, path), holders, waiters),
		);
		expect(watching.lockAt(look, path)?.recipe).toBe(recipe);
		const [leaving = 0, ...staying] = holding;
		await clients[leaving]?.release(idOf(leaving));
		const [next] = waiting;
		const isTakenOver = next !== undefined && (staying.length === 0 || leases > 1);
		holding = isTakenOver ? [...staying, next] : staying;
		waiting = isTakenOver ? waiting.slice(1) : waiting;
		if (isTakenOver) {
			await clients[next]?.acquired(idOf(next));
		}
	}
};

describeWithKazoo('beside kazoo', () => {
	let ensemble: Ensemble;
	let clients: readonly Client[] = [];
	let watching: Watching;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		const started = await Promise.all([0, 1, 2, 3].map(async () => startKazoo(ensemble.connectString)));
		clients = started.map(asClient);
		watching = watchLocks(ensemble.connectString);
	});
	afterAll(async () => {
		watching.stop();
		await Promise.all(clients.map(async client => client.stop()));
		await ensemble.stop();
	});

	it.each<Case>([
		{kind: 'Lock', recipe: 'kazoo lock', holders: [0]},
		{kind: 'WriteLock', recipe: 'kazoo lock', holders: [0]},
		{kind: 'Election', recipe: 'kazoo lock', holders: [0]},
		{kind: 'Semaphore', recipe: 'kazoo semaphore', leases: 2, holders: [0, 1]},
		{
			kind: 'lock of readers and writers',
			kinds: ['ReadLock', 'ReadLock', 'WriteLock', 'WriteLock'],
			recipe: 'kazoo lock',
			holders: [0, 1],
		},
	])('a $kind has the holders and the order that its clients know', async recipe => {
		await compare(clients, watching, recipe);
	});
});

describeWithCurator('beside Curator', () => {
	let ensemble: Ensemble;
	let clients: readonly Client[] = [];
	let watching: Watching;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		const started = await Promise.all([0, 1, 2].map(async () => startCurator(ensemble.connectString)));
		clients = started.map(asClient);
		watching = watchLocks(ensemble.connectString);
	});
	afterAll(async () => {
		watching.stop();
		await Promise.all(clients.map(async client => client.stop()));
		await ensemble.stop();
	});

	it.each<Case>([
		{kind: 'InterProcessMutex', recipe: 'curator mutex', holders: [0]},
		{kind: 'InterProcessSemaphoreMutex', recipe: 'curator semaphore', holders: [0]},
		{kind: 'InterProcessSemaphoreV2', recipe: 'curator semaphore', leases: 2, holders: [0, 1]},
		{kind: 'LeaderLatch', recipe: 'curator latch', holders: [0]},
		{kind: 'WriteLock', recipe: 'curator rw lock', holders: [0]},
		{
			kind: 'lock of readers and writers',
			kinds: ['ReadLock', 'ReadLock', 'WriteLock'],
			recipe: 'curator rw lock',
			holders: [0, 1],
		},
	])('a $kind has the holders and the order that its clients know', async recipe => {
		await compare(clients, watching, recipe);
	});
});
