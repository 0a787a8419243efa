// Whether a holder is real: clients are killed, frozen and crossed, and what zktop says of them is held against what happens.
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {watchLocks, type Look, type Watching} from './watching.ts';

const timeoutS = 10;
const tickTimeMs = 1000;

describeWithKazoo('whether the holder of a lock is real', () => {
	let ensemble: Ensemble;
	let clients: Kazoo[] = [];
	let watching: Watching;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3, config: {tickTime: String(tickTimeMs)}});
		watching = watchLocks(ensemble.connectString);
	});
	afterEach(async () => {
		await Promise.all(clients.map(async client => client.stop()));
		clients = [];
	});
	afterAll(async () => {
		watching.stop();
		await ensemble.stop();
	});

	/** A client of this server, 0 to 2. */
	const start = async (server = 0): Promise<Kazoo> => {
		const names = ensemble.servers.map(({connect}) => connect);
		const client = await startKazoo([...names.slice(server), ...names.slice(0, server)].join(','), {
			timeoutS,
		});
		clients.push(client);
		return client;
	};

	const take = async (client: Kazoo, path: string, wait = true): Promise<void> => {
		await client.do({do: 'acquire', id: path, path, wait});
		await client.event({event: 'queued', id: path});
	};

	/** Two in line for a lock, each on another server. */
	const inLine = async (path: string): Promise<readonly [Kazoo, Kazoo]> => {
		const [holder, heir] = [await start(0), await start(1)];
		await take(holder, path);
		await take(heir, path, false);
		await watching.until('both in line', look => {
			const lock = watching.lockAt(look, path);
			return lock?.holderIs === 'pings only' && lock.waiters.length === 1;
		});
		return [holder, heir];
	};

	it('kill -9: it is gone, and the lock is free within the time that was told, a second and a tick', async () => {
		const path = '/holders/killed';
		const [holder, heir] = await inLine(path);
		await holder.kill();
		const look = await watching.until('gone', seen => watching.lockAt(seen, path)?.holderIs === 'gone');
		const lock = watching.lockAt(look, path);
		expect(lock?.holders[0]).toMatchObject({session: holder.session, client: holder.address, is: 'gone'});
		const toldMs = lock?.freesWithinMs ?? Number.NaN;
		expect(toldMs).toBeGreaterThan(0);
		expect(toldMs).toBeLessThanOrEqual(timeoutS * 1000 + tickTimeMs + 1000);
		await heir.event({event: 'acquired', id: path}, {withinMs: 30_000});
		const tookMs = Date.now() - Date.parse(look.at);
		expect(tookMs).toBeLessThanOrEqual(Math.ceil(toldMs / 1000) * 1000 + 1000 + tickTimeMs);
		await watching.until('the heir holds', seen => {
			const [now] = watching.lockAt(seen, path)?.holders ?? [];
			return now?.session === heir.session && now.is === 'pings only';
		});
	});

	it('SIGSTOP: it is silent, though its server still lists it, and well again when it goes on', async () => {
		const path = '/holders/frozen';
		const [holder] = await inLine(path);
		await holder.freeze();
		const frozenAt = Date.now();
		const look = await watching.until('silent', seen => watching.lockAt(seen, path)?.holderIs === 'silent');
		const [told] = watching.lockAt(look, path)?.holders ?? [];
		expect(told).toMatchObject({session: holder.session, client: holder.address, server: holder.server});
		// Not before it was silent for half of its timeout, and since a look or two after it was frozen, not since this one.
		expect(Date.parse(look.at) - Date.parse(told?.since ?? '')).toBeGreaterThanOrEqual(timeoutS * 500);
		expect(Date.parse(told?.since ?? '')).toBeLessThanOrEqual(frozenAt + timeoutS * 400);
		expect(watching.lockAt(look, path)?.freesWithinMs).toBeLessThanOrEqual(
			timeoutS * 500 + 2 * tickTimeMs + 1000,
		);
		holder.resume();
		await watching.until('well again', seen => watching.lockAt(seen, path)?.holderIs === 'pings only');
	});

	it('a frozen server: of its clients nobody can tell, and none is called gone', async () => {
		const path = '/holders/server';
		const leader = await ensemble.leader();
		const frozen = ensemble.servers.findIndex(server => server !== leader);
		const holder = await start(frozen);
		await take(holder, path);
		await watching.until('held', look => watching.lockAt(look, path)?.holderIs === 'pings only');
		await ensemble.servers[frozen]?.freeze();
		try {
			const since = watching.looks.length;
			const look = await watching.until(
				'unknown',
				seen => watching.lockAt(seen, path)?.holderIs === 'unknown',
			);
			expect(watching.lockAt(look, path)?.holders[0]?.why).toContain('does not answer');
			const verdicts = watching.looks.slice(since).map(seen => watching.lockAt(seen, path)?.holderIs);
			expect(verdicts).not.toContain('gone');
		} finally {
			ensemble.servers[frozen]?.resume();
			await ensemble.waitServing();
		}
	});

	/** Looks from the first in which both wait. */
	const sinceBothWait = (looks: readonly Look[], paths: readonly string[]): readonly Look[] => {
		const first = looks.findIndex(look =>
			paths.every(path => (watching.lockAt(look, path)?.waiters.length ?? 0) > 0),
		);
		return first === -1 ? [] : looks.slice(first);
	};

	it('two clients that took two locks crosswise: found within three ticks', async () => {
		const [a, b] = ['/holders/cross/a', '/holders/cross/b'];
		const [one, two] = [await start(0), await start(1)];
		await take(one, a);
		await take(two, b);
		await take(one, b, false);
		await take(two, a, false);
		const look = await watching.until('a circle', ({deadlocks}) => deadlocks.length > 0);
		expect(look.deadlocks).toHaveLength(1);
		expect(look.deadlocks[0]).toMatchObject({sure: true});
		expect(
			look.deadlocks[0]?.circle.map(({session, waits}) => `${session} ${waits.lock}`).toSorted(),
		).toEqual([`${one.session} ${b}`, `${two.session} ${a}`].toSorted());
		const looks = sinceBothWait(watching.looks, [a, b]);
		expect(looks.findIndex(({deadlocks}) => deadlocks.length > 0)).toBeLessThan(3);
		await one.do({do: 'release', id: b});
		await watching.until('no circle', ({deadlocks}) => deadlocks.length === 0);
	});

	it('locks that are nested in one order: no alarm, however many wait', async () => {
		const [a, b] = ['/holders/nested/a', '/holders/nested/b'];
		const all = [await start(0), await start(1), await start(2)];
		const [first, second, third] = all as [Kazoo, Kazoo, Kazoo];
		await take(first, a);
		await take(first, b);
		await take(second, a, false);
		await take(third, b, false);
		const since = watching.looks.length;
		await watching.until('all in line', look =>
			[a, b].every(path => watching.lockAt(look, path)?.waiters.length === 1),
		);
		await first.do({do: 'release', id: a});
		await take(second, b, false);
		await watching.until('second holds a and waits for b', look => {
			const [holder] = watching.lockAt(look, a)?.holders ?? [];
			return holder?.session === second.session && watching.lockAt(look, b)?.waiters.length === 2;
		});
		expect(watching.looks.slice(since).flatMap(({deadlocks}) => deadlocks)).toEqual([]);
	});

	it('a lock that changes hands: how often a minute is counted without listing anybody', async () => {
		const path = '/holders/moving';
		const client = await start();
		await take(client, path);
		const still = await watching.until('at rest', look => watching.lockAt(look, path)?.movesPerMinute === 0);
		await client.do({do: 'release', id: path});
		const {count} = await client.do({do: 'cycle', path, contenders: 2, count: 40});
		await client.do({do: 'acquire', id: 'again', path, wait: true});
		const heldAt = Date.now();
		const look = await watching.until(
			'it has moved and rests',
			seen => Date.parse(seen.at) > heldAt + 1500 && (watching.lockAt(seen, path)?.movesPerMinute ?? 0) > 0,
		);
		// The first Stat was read two ticks before its look at most, the last one before this look.
		const leastMs = Date.parse(look.at) - Date.parse(still.at) - 1500;
		const moves = watching.lockAt(look, path)?.movesPerMinute;
		expect(moves).toBeLessThanOrEqual(((count + 1) * 60_000) / leastMs);
		expect(moves).toBeGreaterThanOrEqual(((count + 1) * 60_000) / (leastMs + 8000));
	});
});
