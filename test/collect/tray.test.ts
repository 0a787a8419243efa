// source/collect/tray.ts and throttled.ts
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Sample, SessionArrival} from '../../source/collect/sample.ts';
import {throttled} from '../../source/collect/throttled.ts';
import {Tray} from '../../source/collect/tray.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const arrival = (since: number): SessionArrival => ({
	of: 'session',
	state: {kind: 'connecting', failure: undefined, attempts: 0},
	since,
});

describe('a tray', () => {
	/** A tray, and what it gave: the tick and the arrivals of each sample. */
	const trayed = () => {
		const given: Array<readonly [number, readonly number[]]> = [];
		const deliver = ({tick, arrivals}: Sample): void => {
			given.push([tick, arrivals.map(one => (one.of === 'session' ? one.since : Number.NaN))]);
		};
		const tray = new Tray({deliver, own: () => ({packets: 0, bytes: 0, watches: 0, pace: 1}), now: Date.now});
		return {tray, given};
	};

	it('keeps what nobody waits for until the next tick', () => {
		const {tray, given} = trayed();
		tray.put(arrival(1), false);
		vi.advanceTimersByTime(10_000);
		tray.put(arrival(2), false);
		expect(given).toEqual([]);
		tray.nextTick();
		expect(given).toEqual([[1, [1, 2]]]);
	});

	it('gives what is urgent within a frame, with all that is there by then, once', () => {
		const {tray, given} = trayed();
		tray.put(arrival(1), false);
		tray.put(arrival(2), true);
		vi.advanceTimersByTime(10);
		tray.put(arrival(3), true);
		expect(given).toEqual([]);
		vi.advanceTimersByTime(6);
		expect(given).toEqual([[0, [1, 2, 3]]]);
		vi.advanceTimersByTime(1000);
		expect(given).toHaveLength(1);
	});

	it('does not give again after a tick what was urgent before it', () => {
		const {tray, given} = trayed();
		tray.put(arrival(1), true);
		tray.nextTick();
		vi.advanceTimersByTime(1000);
		expect(given).toEqual([[1, [1]]]);
	});

	it('gives an empty sample in a tick without arrivals, and counts those slept through', () => {
		const {tray, given} = trayed();
		tray.nextTick();
		tray.nextTick(5);
		expect(given).toEqual([
			[1, []],
			[6, []],
		]);
	});

	it('takes nothing once it is closed', () => {
		const {tray, given} = trayed();
		tray.close();
		tray.put(arrival(1), true);
		vi.advanceTimersByTime(1000);
		expect(given).toEqual([]);
	});

	it('gives nothing once it is closed', () => {
		const {tray, given} = trayed();
		tray.put(arrival(1), true);
		tray.close();
		tray.put(arrival(2), true);
		vi.advanceTimersByTime(1000);
		expect(given).toEqual([]);
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('what is throttled', () => {
	it('runs at once, then once for all reasons in a while, the last one included', () => {
		const run = vi.fn();
		const attempt = throttled(run, 16, new AbortController().signal);
		attempt();
		expect(run).toHaveBeenCalledTimes(1);
		attempt();
		attempt();
		vi.advanceTimersByTime(15);
		expect(run).toHaveBeenCalledTimes(1);
		vi.advanceTimersByTime(1);
		expect(run).toHaveBeenCalledTimes(2);
		vi.advanceTimersByTime(100);
		expect(run).toHaveBeenCalledTimes(2);
		attempt();
		expect(run).toHaveBeenCalledTimes(3);
	});

	it('runs again, but later, when it gives itself a reason', () => {
		let runs = 0;
		const attempt = throttled(
			() => {
				runs += 1;
				if (runs < 3) {
					attempt();
				}
			},
			16,
			new AbortController().signal,
		);
		attempt();
		expect(runs).toBe(1);
		vi.advanceTimersByTime(16);
		expect(runs).toBe(2);
		vi.advanceTimersByTime(100);
		expect(runs).toBe(3);
	});

	it('runs no more once it is stopped', () => {
		const run = vi.fn();
		const stopped = new AbortController();
		const attempt = throttled(run, 16, stopped.signal);
		attempt();
		attempt();
		stopped.abort();
		vi.advanceTimersByTime(100);
		attempt();
		expect(run).toHaveBeenCalledTimes(1);
	});
});
