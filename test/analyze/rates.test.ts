// source/analyze/rates.ts
import {describe, expect, it} from 'vitest';
import {meanBetween, rateOf} from '../../source/analyze/rates.ts';

describe('a rate', () => {
	it('is growth per second over the time that passed', () => {
		expect(rateOf(100, 150, 500)).toBe(100);
		expect(rateOf(100, 100, 1000)).toBe(0);
	});

	it.each([
		['the counter went backwards', 150, 100, 1000],
		['there is no number before', undefined, 100, 1000],
		['there is no number now', 100, undefined, 1000],
		['no time passed', 100, 150, 0],
		['the clock went backwards', 100, 150, -1000],
	])('is a gap when %s', (_, before, after, elapsedMs) => {
		expect(rateOf(before, after, elapsedMs)).toBeUndefined();
	});
});

describe('a mean of now', () => {
	const totals = (count: number, sum: number) =>
		new Map(Object.entries({cnt_fsynctime: count, sum_fsynctime: sum}));

	it('is Δsum/Δcnt, whatever the average since start is (M1)', () => {
		// 4,170 fast writes, then ten of 300 ms: the average since start says 1.3 ms.
		expect(meanBetween(totals(4170, 2345), totals(4180, 5345), 'fsynctime')).toBe(300);
	});

	it.each([
		['nothing happened', totals(10, 50), totals(10, 50)],
		['the server was reset', totals(10, 50), totals(2, 3)],
		['the sum was reset and the count has outgrown itself', totals(10, 50), totals(12, 3)],
		['the server does not tell', new Map<string, number>(), new Map<string, number>()],
		[
			'the server did not tell before: what it says now is since its start',
			new Map<string, number>(),
			totals(10, 50),
		],
	])('is a gap when %s', (_, before, after) => {
		expect(meanBetween(before, after, 'fsynctime')).toBeUndefined();
	});
});
