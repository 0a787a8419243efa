// source/collect/read-budget.ts
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {ReadBudget} from '../../source/collect/read-budget.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** Wants this many reads at once; counts those that had their turn. */
const wanting = (budget: ReadBudget, count: number) => {
	const done: number[] = [];
	for (let index = 0; index < count; index++) {
		void Promise.resolve(budget.turn()).then(() => done.push(index));
	}

	return done;
};
const pass = async (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

it('lets as many reads through as a second has, in their order', async () => {
	const done = wanting(new ReadBudget(1000), 3000);
	await pass(1000);
	expect(done.length).toBeGreaterThan(1000);
	expect(done.length).toBeLessThanOrEqual(1100);
	await pass(2000);
	expect(done).toEqual(Array.from({length: 3000}, (_, index) => index));
});

it('counts reads that wait for nothing, and lets the others wait for them', async () => {
	const budget = new ReadBudget(1000);
	for (let index = 0; index < 600; index++) {
		budget.spend();
	}

	const done = wanting(budget, 10);
	await pass(400);
	expect(done).toEqual([]);
	await pass(200);
	expect(done).toHaveLength(10);
});

it('uses a share of itself while the server is slow', async () => {
	const budget = new ReadBudget(1000);
	budget.slowTo(1 / 4);
	const done = wanting(budget, 3000);
	await pass(2000);
	expect(done.length).toBeGreaterThan(500);
	expect(done.length).toBeLessThanOrEqual(610);
});

it('holds nothing back without a limit, and nobody when it is closed', async () => {
	const all = wanting(new ReadBudget(Infinity), 10_000);
	await pass(0);
	expect(all).toHaveLength(10_000);
	const budget = new ReadBudget(10);
	const left = wanting(budget, 100);
	await pass(0);
	expect(left.length).toBeLessThan(5);
	budget.close();
	await pass(0);
	expect(left).toHaveLength(100);
});
