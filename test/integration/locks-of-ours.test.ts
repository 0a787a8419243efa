// The lock on a real ensemble: who holds, who waits, what is lost and what that costs.
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {HeldError} from '../../source/recipes/errors.ts';
import {createLock, type Lock} from '../../source/recipes/lock.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {startCuttingProxy} from '../helpers/cutting-proxy.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';

const create2 = 15;
const removal = 2;

describeWithZooKeeper('a lock of ours', () => {
	let ensemble: Ensemble;
	const ends: Array<() => Promise<void>> = [];
	let count = 0;

	const session = async (
		connect = ensemble.connectString,
		sessionTimeoutMs = 4000,
	): Promise<WritingClient> => {
		const client = await openSession(connect, {sessionTimeoutMs});
		ends.push(async () => client.close());
		return client;
	};
	const freshPath = (): string => {
		count += 1;
		return `/locks/${count}`;
	};
	/** The names at the path, as somebody else sees them who is up to date. */
	const namesAt = async (client: WritingClient, path: string): Promise<readonly string[]> => {
		await client.sync();
		return (await client.children(path)).names;
	};
	const queued = async (client: WritingClient, path: string, length: number): Promise<void> => {
		await until(
			async () => ((await namesAt(client, path)).length === length ? true : undefined),
			() => `${length} contenders at ${path}`,
		);
	};

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
	});
	afterAll(async () => ensemble.stop());
	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) {
			await end();
		}
	});

	it('is held by one after the other in the order of their coming, with growing fences', async () => {
		const client = await session();
		const path = freshPath();
		const order: string[] = [];
		const first = await createLock(client, path).acquire();
		const others = ['a', 'b', 'c'].map(async name => {
			const holding = await createLock(client, path, {name}).acquire();
			order.push(name);
			await holding.release();
			return BigInt(holding.fence);
		});
		await queued(client, path, 4);
		expect(order).toEqual([]);
		await first.release();
		const fences = await Promise.all(others);
		expect(order).toEqual(['a', 'b', 'c']);
		expect([BigInt(first.fence), ...fences]).toEqual(
			[BigInt(first.fence), ...fences].toSorted((a, b) => (a < b ? -1 : 1)),
		);
		expect(await namesAt(client, path)).toEqual([]);
	});

	it('costs three requests where nobody else wants it, and wakes one waiter at a release', async () => {
		const [holder, second, third] = [await session(), await session(), await session()];
		const path = freshPath();
		const warm = await createLock(holder, path).acquire();
		await warm.release();
		const before = holder.traffic();
		const holding = await createLock(holder, path).acquire();
		expect(holder.traffic().packetsSent - before.packetsSent).toBe(2);

		const next = createLock(second, path).acquire();
		await queued(holder, path, 2);
		const last = createLock(third, path).acquire();
		await queued(holder, path, 3);
		await until(
			() => (second.watches() === 1 && third.watches() === 1 ? true : undefined),
			() => 'both waiters watch',
		);
		const [secondBefore, thirdBefore] = [second.traffic(), third.traffic()];
		const held = await Promise.all([next, holding.release()]).then(([held]) => held);
		expect(second.traffic().notifications - secondBefore.notifications).toBe(1);
		expect(second.traffic().packetsSent - secondBefore.packetsSent).toBe(1);
		expect(third.traffic().notifications).toBe(thirdBefore.notifications);
		await held.release();
		await (await last).release();
	});

	it('is refused at once to who only tries, with the holder’s name, and without a write', async () => {
		const client = await session();
		const path = freshPath();
		const holding = await createLock(client, path, {name: 'zoe'}).acquire();
		const {stat} = await client.children(path);
		const refusal = createLock(client, path).acquire({timeoutMs: 0});
		await expect(refusal).rejects.toThrow(HeldError);
		await expect(refusal).rejects.toThrow(/zoe \(session 0x[\da-f]+\), since \d{4}-/);
		expect((await client.children(path)).stat).toEqual(stat);
		await holding.release();
		await (await createLock(client, path).acquire({timeoutMs: 0})).release();
	});

	it('is given up by who waited long enough, or does not want it any more', async () => {
		const client = await session();
		const path = freshPath();
		const holding = await createLock(client, path).acquire();
		await expect(createLock(client, path).acquire({timeoutMs: 50})).rejects.toThrow(HeldError);
		const controller = new AbortController();
		const waiting = createLock(client, path).acquire({signal: controller.signal});
		await queued(client, path, 2);
		controller.abort(new Error('changed my mind'));
		await expect(waiting).rejects.toThrow('changed my mind');
		expect(await namesAt(client, path)).toHaveLength(1);
		await holding.release();
	});

	it('is shared by readers, between whom a writer comes in turn', async () => {
		const client = await session();
		const path = freshPath();
		const lockOf = (kind: 'read' | 'write'): Lock => createLock(client, path, {kind});
		const readers = [await lockOf('read').acquire(), await lockOf('read').acquire()];
		const writer = lockOf('write').acquire();
		await queued(client, path, 3);
		const late = lockOf('read').acquire();
		await queued(client, path, 4);
		await expect(lockOf('read').acquire({timeoutMs: 0})).rejects.toThrow(HeldError);
		await Promise.all(readers.map(async reader => reader.release()));
		const writing = await writer;
		expect(await Promise.race([late, Promise.resolve('waits')])).toBe('waits');
		await writing.release();
		await (await late).release();
	});

	it('is ours already within what runs while we hold it, and again another’s afterwards', async () => {
		const client = await session();
		const path = freshPath();
		const lock = createLock(client, path);
		const order: string[] = [];
		const {promise: over, resolve: end} = Promise.withResolvers<undefined>();
		let stray: Promise<void> | undefined;
		await lock.run(async outer => {
			await createLock(client, freshPath()).run(async () =>
				createLock(client, path).run(async inner => {
					expect(inner.node).toBe(outer.node);
					return Promise.resolve();
				}),
			);
			await expect(
				createLock(client, path, {kind: 'read'}).run(async () => Promise.resolve(), {timeoutMs: 0}),
			).rejects.toThrow(HeldError);
			stray = over.then(async () =>
				lock.run(async () => Promise.resolve(order.push('after'))).then(() => undefined),
			);
			order.push('within');
		});
		const holding = await lock.acquire();
		end(undefined);
		await expect(lock.acquire({timeoutMs: 0})).rejects.toThrow(HeldError);
		order.push('held');
		await holding.release();
		await stray;
		expect(order).toEqual(['within', 'held', 'after']);
	});

	it('is taken once, and given back once, though the replies are lost', async () => {
		const proxy = await startCuttingProxy((await ensemble.leader()).connect);
		ends.push(async () => proxy.stop());
		const [client, witness] = [await session(proxy.address), await session()];
		const path = freshPath();
		await (await createLock(client, path).acquire()).release();
		const lostCreate = proxy.loseReplyTo(create2);
		const holding = await createLock(client, path).acquire();
		await lostCreate;
		expect(await namesAt(witness, path)).toEqual([holding.node.slice(path.length + 1)]);
		const stat = await witness.exists(holding.node);
		expect(BigInt(stat?.czxid ?? 0)).toBe(BigInt(holding.fence));
		const lostDelete = proxy.loseReplyTo(removal);
		await holding.release();
		await lostDelete;
		expect(await namesAt(witness, path)).toEqual([]);
	});

	it('tells its holder before the session can have expired, counted from the last answer', async () => {
		const proxy = await startCuttingProxy((await ensemble.leader()).connect);
		ends.push(async () => proxy.stop());
		const [client, witness] = [await session(proxy.address), await session()];
		const holding = await createLock(client, freshPath()).acquire();
		const lost = new Promise(resolve => {
			holding.signal.addEventListener('abort', resolve);
		});
		proxy.sever();
		await lost;
		const left = (client.leaseUntil() ?? 0) - performance.now();
		expect(left).toBeGreaterThan(0);
		expect(left).toBeLessThanOrEqual(4000 * 0.2);
		expect(await witness.exists(holding.node)).toBeDefined();
		expect(holding.signal.reason).toMatchObject({name: 'LostError'});
	});

	it('keeps the lock over a lost connection, and tells when somebody deletes its znode', async () => {
		const proxy = await startCuttingProxy((await ensemble.leader()).connect);
		ends.push(async () => proxy.stop());
		const [client, witness] = [await session(proxy.address), await session()];
		const holding = await createLock(client, freshPath()).acquire();
		const {signal} = holding;
		proxy.cut();
		await client.sync().catch(() => undefined);
		await until(
			() => (client.state().kind === 'connected' && client.watches() === 1 ? true : undefined),
			() => 'it is connected again and watches its znode',
		);
		expect(signal.aborted).toBe(false);
		const lost = new Promise(resolve => {
			signal.addEventListener('abort', resolve);
		});
		await witness.remove(holding.node);
		await lost;
		expect(signal.reason).toMatchObject({message: `somebody deleted ${holding.node}`});
	});
});
