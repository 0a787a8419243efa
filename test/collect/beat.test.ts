// source/collect/beat.ts
import {afterEach, expect, it, vi} from 'vitest';
import {startBeat} from '../../source/collect/beat.ts';

afterEach(() => {
	vi.useRealTimers();
});

/** Beats of a faked monotonic clock: when, and how many were over. */
const beating = (onBeat?: (count: number) => void) => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date']});
	const startedAt = performance.now();
	const beats: Array<readonly [number, number]> = [];
	const stop = startBeat(100, count => {
		beats.push([performance.now() - startedAt, count]);
		onBeat?.(beats.length);
	});
	return {beats, stop};
};

it('comes every interval, without drift', () => {
	const {beats} = beating();
	vi.advanceTimersByTime(1050);
	expect(beats).toHaveLength(10);
	expect(beats.at(-1)).toEqual([1000, 1]);
});

it('counts the beats that a stalled program slept through, and makes up for none', async () => {
	const counts: number[] = [];
	const startedAt = performance.now();
	const stop = startBeat(20, beats => {
		counts.push(beats);
		const beatenAt = performance.now();
		while (counts.length === 1 && performance.now() - beatenAt < 130) {
			// Stalled.
		}
	});
	await vi.waitFor(() => {
		expect(counts.length).toBeGreaterThan(3);
	}, 60_000);
	stop();
	expect(counts[1]).toBeGreaterThanOrEqual(5);
	const total = counts.reduce((sum, count) => sum + count);
	expect(total * 20).toBeLessThanOrEqual(performance.now() - startedAt + 1);
});

it('goes on when the time of day is set back', () => {
	const {beats} = beating();
	vi.advanceTimersByTime(250);
	vi.setSystemTime(Date.now() - 3_600_000);
	vi.advanceTimersByTime(250);
	expect(beats.map(([at]) => at)).toEqual([100, 200, 300, 400, 500]);
});

it('ends when told, also by its own beat', () => {
	const {beats, stop} = beating(count => {
		if (count === 2) {
			stop();
		}
	});
	vi.advanceTimersByTime(1000);
	expect(beats).toHaveLength(2);
	expect(vi.getTimerCount()).toBe(0);
});
