// One path, two libraries: zktop's locks and elections beside those of kazoo and of Curator keep exclusion and order.
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {createElection} from '../../source/recipes/election.ts';
import type {Holding} from '../../source/recipes/holding.ts';
import {createLock} from '../../source/recipes/lock.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {sequenceOf} from '../../source/zookeeper/layouts.ts';
import {baseName} from '../../source/zookeeper/paths.ts';
import {startCurator} from '../helpers/curator.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {faultsIn, type Held} from '../helpers/history.ts';
import {startKazoo} from '../helpers/kazoo.ts';
import {describeWithCurator, describeWithKazoo} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';

/** A client of another library, of which each contender has a name. */
type Other = {
	readonly acquire: (id: string, path: string, kind: string) => Promise<void>;
	/** Resolves with the contender's znode when it is in line. */
	readonly queued: (id: string) => Promise<string>;
	readonly acquired: (id: string) => Promise<unknown>;
	readonly release: (id: string) => Promise<unknown>;
	readonly stop: () => Promise<void>;
};

type Kinds = {
	readonly mutex: string;
	readonly reader: string;
	readonly writer: string;
	readonly leader: string;
};

const kazooClient = async (connect: string): Promise<Other> => {
	const kazoo = await startKazoo(connect);
	return {
		acquire: async (id, path, kind) => {
			await kazoo.do({do: 'acquire', id, path, kind: kind as 'Lock'});
		},
		queued: async id => (await kazoo.event({event: 'queued', id})).node ?? '',
		acquired: async id => kazoo.event({event: 'acquired', id}),
		release: async id => kazoo.do({do: 'release', id}),
		stop: kazoo.stop,
	};
};

const curatorClient = async (connect: string): Promise<Other> => {
	const curator = await startCurator(connect);
	return {
		acquire: async (id, path, kind) => {
			await curator.do({do: 'acquire', id, path, kind: kind as 'InterProcessMutex'});
		},
		queued: async id => (await curator.event({event: 'queued', id})).node ?? '',
		acquired: async id => curator.event({event: 'acquired', id}),
		release: async id => curator.do({do: 'release', id}),
		stop: curator.stop,
	};
};

const suite = (layout: 'kazoo' | 'curator', start: typeof kazooClient, kinds: Kinds) => (): void => {
	let ensemble: Ensemble;
	let others: readonly Other[] = [];
	let clients: readonly WritingClient[] = [];
	const held: Holding[] = [];
	const first = <T>(list: readonly T[], index = 0): T => {
		const item = list[index];
		if (item === undefined) {
			throw new Error('not there');
		}

		return item;
	};
	const keep = async (holding: Promise<Holding>): Promise<Holding> => {
		held.push(await holding);
		return holding;
	};
	const inLine = async (path: string, count: number): Promise<void> => {
		const client = first(clients);
		await until(
			async () => {
				await client.sync();
				return (await client.children(path)).names.length === count ? true : undefined;
			},
			() => `${count} are in line at ${path}`,
		);
	};

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		const {connectString} = ensemble;
		others = await Promise.all([start(connectString), start(connectString)]);
		clients = await Promise.all([openSession(connectString), openSession(connectString)]);
	});
	afterEach(async () => {
		await Promise.all(held.splice(0).map(async holding => holding.release()));
	});
	afterAll(async () => {
		await Promise.all([
			...others.map(async other => other.stop()),
			...clients.map(async client => client.close()),
		]);
		await ensemble.stop();
	});

	it('hands the lock over in the order in which they came', async () => {
		const path = '/mixed/order';
		const order: string[] = [];
		const [other, another] = [first(others), first(others, 1)];
		await other.acquire('1', path, kinds.mutex);
		await other.acquired('1');
		const ours = [2, 4].map(async place => {
			await inLine(path, place - 1);
			const holding = await createLock(first(clients), path, {layout}).acquire();
			order.push(String(place));
			await holding.release();
		});
		await inLine(path, 2);
		await another.acquire('3', path, kinds.mutex);
		await another.queued('3');
		const third = another.acquired('3').then(async () => {
			order.push('3');
			await another.release('3');
		});
		await inLine(path, 4);
		expect(order).toEqual([]);
		await other.release('1');
		await Promise.all([...ours, third]);
		expect(order).toEqual(['2', '3', '4']);
	});

	it('lets nobody hold at once, and nobody overtake, when all want it at once', async () => {
		const path = '/mixed/crowd';
		const history: Held[] = [];
		const record = (who: string, node: string, from: bigint): void => {
			const fence = BigInt(sequenceOf(baseName(node)) ?? -1);
			history.push({who, fence, from, to: process.hrtime.bigint(), frozen: false});
		};
		const theirs = others.map(async (other, index) => {
			for (let cycle = 0; cycle < 15; cycle += 1) {
				const id = `${index} ${cycle}`;
				await other.acquire(id, path, kinds.mutex);
				const node = await other.queued(id);
				await other.acquired(id);
				const from = process.hrtime.bigint();
				await first(clients).sync();
				record(`${layout} ${index}`, node, from);
				await other.release(id);
			}
		});
		const ours = clients.map(async (client, index) => {
			const lock = createLock(client, path, {layout});
			for (let cycle = 0; cycle < 15; cycle += 1) {
				const holding = await lock.acquire();
				const from = process.hrtime.bigint();
				await client.sync();
				record(`zktop ${index}`, holding.node, from);
				await holding.release();
			}
		});
		await Promise.all([...theirs, ...ours]);
		expect(history).toHaveLength(60);
		expect(faultsIn(history)).toEqual([]);
		const byFence = history
			.toSorted((a, b) => (a.fence < b.fence ? -1 : 1))
			.map(({who}) => who.split(' ')[0]);
		const turns = byFence.filter((library, index) => index > 0 && library !== byFence[index - 1]).length;
		expect(turns).toBeGreaterThan(5);
	});

	it('shares it between readers of both, and keeps writers of both out', async () => {
		const path = '/mixed/read-write';
		const [other] = others;
		await other?.acquire('reader', path, kinds.reader);
		await other?.acquired('reader');
		const reader = await createLock(first(clients), path, {layout, kind: 'read'}).acquire({timeoutMs: 0});
		const writing = keep(createLock(first(clients, 1), path, {layout, kind: 'write'}).acquire());
		await inLine(path, 3);
		await other?.release('reader');
		await reader.release();
		const writer = await writing;
		await other?.acquire('writer', path, kinds.writer);
		await other?.queued('writer');
		await writer.release();
		await other?.acquired('writer');
		const late = createLock(first(clients), path, {layout, kind: 'read'}).acquire({timeoutMs: 0});
		await expect(late).rejects.toThrow(`${path} is held by`);
		await other?.release('writer');
	});

	it('lets candidates of both lead in turn', async () => {
		const path = '/mixed/election';
		const [other] = others;
		await other?.acquire('1', path, kinds.leader);
		await other?.acquired('1');
		const leading = keep(createElection(first(clients), path, {layout, name: 'ours'}).lead());
		await inLine(path, 2);
		await other?.release('1');
		const leader = await leading;
		await other?.acquire('2', path, kinds.leader);
		await other?.queued('2');
		await leader.release();
		await other?.acquired('2');
		await other?.release('2');
	});
};

describeWithKazoo(
	'zktop and kazoo on one path',
	suite('kazoo', kazooClient, {mutex: 'Lock', reader: 'ReadLock', writer: 'WriteLock', leader: 'Election'}),
);

describeWithCurator(
	'zktop and Curator on one path',
	suite('curator', curatorClient, {
		mutex: 'InterProcessMutex',
		reader: 'ReadLock',
		writer: 'WriteLock',
		leader: 'LeaderLatch',
	}),
);
