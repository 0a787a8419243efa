// source/collect/sorting: the children of a znode in the order of one of their figures
import fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {ReadBudget} from '../../../source/collect/read-budget.ts';
import {Sorter} from '../../../source/collect/sorting/sorter.ts';
import type {SortedArrival, SortWish, StatColumn} from '../../../source/collect/sorting/sorting.ts';
import {ZooKeeperError} from '../../../source/zookeeper/errors.ts';
import type {Stat} from '../../../source/zookeeper/stat.ts';
import {stat} from '../fake-client.ts';

/** A client of znodes with these Stats; it counts what is read. */
const sorting = (stats: ReadonlyMap<string, Partial<Stat>>, budget = new ReadBudget(Infinity)) => {
	const read: string[] = [];
	const arrivals: SortedArrival[] = [];
	const sorter = new Sorter({
		client: {
			exists: async path => {
				read.push(path);
				const own = stats.get(path);
				return Promise.resolve(own && {...stat, ...own});
			},
		},
		budget,
		deliver: arrival => arrivals.push(arrival),
	});
	const done = async (): Promise<SortedArrival> =>
		vi.waitFor(() => {
			const last = arrivals.at(-1);
			if (last === undefined || last.going) {
				throw new Error('not done yet');
			}

			arrivals.length = 0;
			return last;
		});
	return {sorter, read, done, arrivals};
};

const sized = (sizes: Readonly<Record<string, number>>): ReadonlyMap<string, Partial<Stat>> =>
	new Map(Object.entries(sizes).map(([name, dataBytes]) => [`/p/${name}`, {dataBytes}]));
const wish = (names: readonly string[], by: StatColumn = 'size', reversed = false): SortWish => ({
	path: '/p',
	names,
	by,
	reversed,
});

describe('children that are sorted', () => {
	it('stand biggest first, equal ones as before, those that are gone last; each knows its place', async () => {
		const {sorter, done} = sorting(sized({a: 1, b: 5, c: 5, d: 3}));
		const names = ['a', 'b', 'c', 'd', 'gone'];
		sorter.follow([wish(names)]);
		const {sorted, ranks, read} = await done();
		expect(sorted).toEqual(['b', 'c', 'd', 'a', 'gone']);
		expect(names.map((_, place) => sorted[ranks[place] ?? -1])).toEqual(names);
		expect(read).toBe(5);
	});

	it('turn round without being read again, but what is not known stays last', async () => {
		const {sorter, done, read} = sorting(sized({a: 1, b: 5}));
		const names = ['a', 'b', 'gone'];
		sorter.follow([wish(names)]);
		await done();
		sorter.follow([wish(names, 'size', true)]);
		expect((await done()).sorted).toEqual(['a', 'b', 'gone']);
		sorter.follow([wish(names, 'children')]);
		expect((await done()).sorted).toEqual(['a', 'b', 'gone']);
		expect(read).toHaveLength(3);
	});

	it('are by owner the ephemerals of one session after another, others last', async () => {
		const of = (ephemeralOwner: Stat['ephemeralOwner']): Partial<Stat> => ({ephemeralOwner});
		const {sorter, done} = sorting(
			new Map([
				['/p/a', of('0x2')],
				['/p/b', of(undefined)],
				['/p/c', of('0x1')],
				['/p/d', of('0x2')],
			]),
		);
		sorter.follow([wish(['a', 'b', 'c', 'd'], 'owner')]);
		expect((await done()).sorted).toEqual(['c', 'a', 'd', 'b']);
	});

	it('of what was counted are sorted without reading anything', async () => {
		const {sorter, done, read} = sorting(new Map());
		const counted = new Map([
			['b', 7],
			['c', 9],
		]);
		sorter.follow([{path: '/p', names: ['a', 'b', 'c'], by: 'subtree', reversed: false, counted}]);
		expect((await done()).sorted).toEqual(['c', 'b', 'a']);
		expect(read).toEqual([]);
	});

	it('are read once when others come: only those', async () => {
		const {sorter, done, read} = sorting(sized({a: 1, b: 5, c: 9}));
		sorter.follow([wish(['a', 'b'])]);
		await done();
		sorter.follow([wish(['b', 'c'])]);
		expect((await done()).sorted).toEqual(['c', 'b']);
		expect(read).toEqual(['/p/a', '/p/b', '/p/c']);
	});

	it('are sorted as Array.prototype.sort would, whatever their figures', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({min: 0, max: 9}), {minLength: 1}),
				fc.boolean(),
				async (sizes, reversed) => {
					const names = sizes.map((_, index) => `n${String(index).padStart(4, '0')}`);
					const size = new Map(names.map((name, index) => [name, sizes[index] ?? 0]));
					const {sorter, done} = sorting(sized(Object.fromEntries(size)));
					sorter.follow([wish(names, 'size', reversed)]);
					const sign = reversed ? -1 : 1;
					expect((await done()).sorted).toEqual(
						names.toSorted((a, b) => sign * ((size.get(b) ?? 0) - (size.get(a) ?? 0))),
					);
				},
			),
			{numRuns: 30},
		);
	});
});

describe('sorting that goes on', () => {
	it('stops when nobody wishes for it any more, and reads nothing after that', async () => {
		const names = Array.from({length: 500}, (_, index) => `n${index}`);
		const budget = new ReadBudget(100);
		const {sorter, read, arrivals} = sorting(new Map(), budget);
		sorter.follow([wish(names)]);
		await vi.waitFor(() => {
			expect(read.length).toBeGreaterThan(5);
		});
		sorter.follow([]);
		const {length} = read;
		await budget.turn(); // comes behind all that wait for theirs
		expect(read).toHaveLength(length);
		expect(arrivals).toEqual([]);
	});

	it('asks again for what was not answered because the connection was lost', async () => {
		let lost = true;
		const arrivals: SortedArrival[] = [];
		const sorter = new Sorter({
			client: {
				exists: async () => {
					if (lost) {
						lost = false;
						throw new ZooKeeperError('disconnected', 'lost');
					}

					return Promise.resolve({...stat, dataBytes: 3});
				},
			},
			budget: new ReadBudget(Infinity),
			deliver: arrival => arrivals.push(arrival),
		});
		sorter.follow([wish(['a'])]);
		await vi.waitFor(() => {
			expect(arrivals.at(-1)).toMatchObject({read: 1, going: false});
		});
	});

	it('follows each of very many: what is told of one is read again, and nothing else', async () => {
		vi.useFakeTimers();
		try {
			const names = Array.from({length: 60_000}, (_, index) => `n-${String(index).padStart(10, '0')}`);
			const stats = new Map<string, Partial<Stat>>();
			const {sorter, read, arrivals} = sorting(stats);
			sorter.follow([wish(names)]);
			await vi.waitFor(async () => {
				await vi.advanceTimersByTimeAsync(1000);
				expect(arrivals.at(-1)?.going).toBe(false);
			}, 60_000);
			expect(read).toHaveLength(60_000);
			stats.set('/p/n-0000054321', {dataBytes: 7});
			sorter.changed('/p/n-0000054321');
			await vi.waitFor(async () => {
				await vi.advanceTimersByTimeAsync(1000);
				expect(arrivals.at(-1)?.sorted[0]).toBe('n-0000054321');
			}, 60_000);
			expect(read.slice(60_000)).toEqual(['/p/n-0000054321']);
		} finally {
			vi.useRealTimers();
		}
	});

	it('takes what is told meanwhile: a Stat that was read, and a child that is not what it was', async () => {
		vi.useFakeTimers();
		try {
			const stats = new Map(sized({a: 1, b: 5}));
			const {sorter, read, arrivals} = sorting(stats);
			sorter.follow([wish(['a', 'b'])]);
			await vi.advanceTimersByTimeAsync(10);
			expect(arrivals.at(-1)?.sorted).toEqual(['b', 'a']);
			sorter.note('/p/a', {...stat, dataBytes: 9});
			await vi.advanceTimersByTimeAsync(2900);
			expect(arrivals).toHaveLength(1);
			await vi.advanceTimersByTimeAsync(100);
			expect(arrivals.at(-1)?.sorted).toEqual(['a', 'b']);
			stats.set('/p/b', {dataBytes: 20});
			sorter.changed('/p/b');
			await vi.advanceTimersByTimeAsync(3010);
			expect(arrivals.at(-1)?.sorted).toEqual(['b', 'a']);
			expect(read).toEqual(['/p/a', '/p/b', '/p/b']);
		} finally {
			vi.useRealTimers();
		}
	});
});
