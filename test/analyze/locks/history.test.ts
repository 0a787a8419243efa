// source/analyze/locks/history.ts
import {describe, expect, it} from 'vitest';
import {afterLook, noHandovers} from '../../../source/analyze/locks/handovers.ts';
import {
	historiesAfter,
	noHistories,
	waitedPerMinute,
	type LockHistory,
} from '../../../source/analyze/locks/history.ts';
import {queuesIn} from '../../../source/analyze/locks/lock-queues.ts';
import {sharedWith} from '../../../source/analyze/locks/sharing.ts';

const path = '/app/lock';
const nodeOf = (number: number): string =>
	`${path}/a3ef881b62f24199ab6f338332c840f6__lock__${String(number).padStart(10, '0')}`;

type Look = readonly [seconds: number, numbers: readonly number[]];

/** The history after looks that saw all: at these seconds, with these contenders. */
const after = (...looks: readonly Look[]): LockHistory | undefined => {
	let [locks, handovers, histories, lookedAt] = [queuesIn([]), noHandovers, noHistories, 0];
	for (const [seconds, numbers] of looks) {
		const now = seconds * 1000;
		const found = sharedWith(
			locks,
			queuesIn(numbers.map(number => ({path: nodeOf(number), session: `0x${number}`}))),
		);
		const next = afterLook(handovers, found, now, true);
		histories = historiesAfter(
			histories,
			{locks, handovers},
			{locks: found, handovers: next, now},
			now - lookedAt,
		);
		[locks, handovers, lookedAt] = [found, next, now];
	}

	return histories.get(path);
};

describe('what became of a lock', () => {
	it('is how long it was held, where the hand-over was seen', () => {
		expect(after([0, [1, 2]], [4, [2]], [6, []])?.holds).toEqual([
			{endedAt: 4000, ms: 4000, atLeast: true},
			{endedAt: 6000, ms: 2000, atLeast: false},
		]);
	});

	it('is how long it took those to get it that were seen to come', () => {
		const history = after([0, [1, 2]], [1, [1, 2, 3]], [4, [2, 3]], [9, [3]]);
		expect(history).toMatchObject({ended: 2, waits: {count: 1, sumMs: 8000, longestMs: 8000}});
	});

	it('is not that it was held by one who only stood in line', () => {
		expect(after([0, [2]], [4, [1, 2]], [6, [1, 2]])?.ended).toBe(0);
	});

	it('is remembered while nobody wants it', () => {
		expect(after([0, []], [1, [1]], [3, []], [60, []], [61, [2]])?.ended).toBe(1);
		expect(after([0, []], [1, [1]], [3, []], [700, []])).toBeUndefined();
	});
});

describe('the time that is waited', () => {
	const steady = (seconds: number, numbers: readonly number[]): readonly Look[] =>
		Array.from({length: seconds}, (_, second): Look => [second, numbers]);

	it('is that of all in line together, a minute', () => {
		expect(waitedPerMinute(after(...steady(30, [1, 2, 3])))).toBe(120_000);
		expect(waitedPerMinute(after(...steady(30, [1])))).toBe(0);
	});

	it('is of the last minute alone', () => {
		const history = after(
			...steady(100, [1, 2]),
			...steady(90, [3]).map(([at, all]): Look => [100 + at, all]),
		);
		expect(waitedPerMinute(history)).toBe(0);
	});

	it('is a tenth where one waits for six seconds in a minute', () => {
		const looks = Array.from({length: 121}, (_, second): Look => [
			second,
			second > 60 && second <= 66 ? [1, 2] : [1],
		]);
		expect(waitedPerMinute(after(...looks))).toBeCloseTo(6000, -3);
	});

	it('is not known after one look, and not counted over a gap', () => {
		expect(waitedPerMinute(after([0, [1, 2]]))).toBeUndefined();
		expect(waitedPerMinute(after([0, [1, 2]], [300, [1, 2]]))).toBe(0);
	});

	it('keeps its record small, and the same value while nobody waits', () => {
		expect(after(...steady(600, [1, 2]))?.waited.length).toBeLessThan(16);
		const [a, b] = [after(...steady(90, [1])), after(...steady(91, [1]))];
		expect(a?.waited).toEqual(b?.waited);
	});
});
