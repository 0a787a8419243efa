// source/analyze/history: what is kept of a metric, how long, and how it is read
import {describe, expect, it} from 'vitest';
import {History} from '../../../source/analyze/history/history.ts';
import {tiersOf} from '../../../source/analyze/history/tiers.ts';

const gap = Number.NaN;

/** A history after `ticks` ticks, each with what `value` says; undefined: the server was not heard. */
const after = (ticks: number, value: (tick: number) => number | undefined, intervalMs = 1000): History => {
	const history = new History(intervalMs);
	for (let tick = 0; tick < ticks; tick++) {
		const told = value(tick);
		if (told !== undefined) {
			history.record(tick, [['x', told]]);
		}
	}

	return history;
};

const hour = 3600;

describe('the tiers', () => {
	it('are a second for ten minutes, ten seconds for an hour and a minute for a day', () => {
		expect(tiersOf(1000)).toEqual([
			{ticks: 1, slots: 600},
			{ticks: 10, slots: 360},
			{ticks: 60, slots: 1440},
		]);
	});

	it('follow the polling interval, and are fewer where its ticks are as long as their slots', () => {
		expect(tiersOf(5000)).toEqual([
			{ticks: 1, slots: 120},
			{ticks: 2, slots: 360},
			{ticks: 12, slots: 1440},
		]);
		expect(tiersOf(60_000)).toEqual([{ticks: 1, slots: 1440}]);
	});

	it('keep no more than 1,200 single ticks, however often is polled', () => {
		expect(tiersOf(200)).toEqual([
			{ticks: 1, slots: 1200},
			{ticks: 50, slots: 360},
			{ticks: 300, slots: 1440},
		]);
	});
});

describe('a metric that varies', () => {
	it('has a gap, not a zero, for a tick in which the server was not heard', () => {
		const history = after(6, tick => (tick === 2 || tick === 3 ? undefined : tick * 11));
		expect(history.newest('x', 6, 7)).toEqual([0, 11, gap, gap, 44, 55, gap]);
	});

	it('has a gap for a tick in which the server did not tell it', () => {
		const history = new History(1000);
		history.record(0, [['x', 1]]);
		history.record(1, [['x', undefined]]);
		history.record(2, []);
		history.record(3, [['x', 2]]);
		expect(history.newest('x', 3, 4)).toEqual([1, gap, gap, 2]);
	});

	it('files a late number under the tick that asked, also where that is in a slot that is closed', () => {
		const history = after(30, tick => (tick === 7 ? undefined : 1));
		history.record(7, [['x', 100]]);
		expect(history.newest('x', 8, 3)).toEqual([1, 100, 1]);
		expect(history.lastTick).toBe(29);
		const later = after(0, () => undefined);
		for (const tick of [0, 1, 2, 12, 13, 3, 1300]) {
			later.record(tick, [['x', tick]]);
		}

		expect(later.pointOf('x', 0, 9)).toEqual({min: 0, mean: 1.5, max: 3});
	});

	it('keeps the least, the mean and the greatest number of ten seconds, for an hour', () => {
		const history = after(hour, tick => tick);
		expect(history.pointOf('x', 1000, 1009)).toEqual({min: 1000, mean: 1004.5, max: 1009});
		expect(history.valueAt('x', 1003)).toBe(1004.5);
		expect(history.valueAt('x', hour - 600)).toBe(hour - 600);
	});

	it('keeps those of a minute for a day', () => {
		const history = after(24 * hour, tick => (tick % 100 === 0 ? 1000 : tick % 7));
		const point = history.pointOf('x', 60 * 60, 60 * 60 + 59);
		expect(point).toMatchObject({min: 0, max: 1000});
		expect(history.valueAt('x', 60)).not.toBeNaN();
		const longer = after(25 * hour, tick => tick % 7);
		expect(longer.valueAt('x', 60)).toBeNaN();
	});

	it('keeps gaps as gaps when it is thinned, and what was heard between them', () => {
		const history = after(3000, tick => (tick < 20 || (tick >= 65 && tick < 2000) ? tick : undefined));
		expect(history.pointOf('x', 20, 59)).toBeUndefined();
		expect(history.pointOf('x', 60, 69)).toEqual({min: 65, mean: 67, max: 69});
	});

	it('knows nothing of ticks to come and of none before the first', () => {
		const history = after(3, tick => tick);
		expect([history.valueAt('x', 3), history.valueAt('x', -1), history.valueAt('y', 0)]).toEqual([
			gap,
			gap,
			gap,
		]);
	});

	it('is not lost over a silence that is longer than the ticks are kept', () => {
		const history = after(5000, tick => (tick < 1000 || tick === 4999 ? tick : undefined));
		expect(history.pointOf('x', 990, 999)).toEqual({min: 990, mean: 994.5, max: 999});
		expect(history.pointOf('x', 1000, 4998)).toBeUndefined();
	});
});

describe('a metric that is constant', () => {
	it('takes no memory, and still has the gaps of its server', () => {
		const history = after(100, tick => (tick === 50 ? undefined : 7));
		expect(history.bytes).toBe(after(100, tick => (tick === 50 ? undefined : 8)).bytes);
		const heardAlone = history.bytes;
		history.record(100, [
			['x', 7],
			['y', 1],
		]);
		expect(history.bytes).toBe(heardAlone);
		expect(history.newest('x', 51, 3)).toEqual([7, gap, 7]);
		expect(history.pointOf('x', 0, 99)).toEqual({min: 7, mean: 7, max: 7});
		expect(history.pointOf('x', 50, 50)).toBeUndefined();
	});

	it('has its past when it begins to vary, its gaps too', () => {
		const history = after(4000, tick =>
			tick === 3700 || (tick >= 1000 && tick < 1010) ? undefined : tick < 3990 ? 7 : 8,
		);
		expect(history.newest('x', 3991, 3)).toEqual([7, 8, 8]);
		expect(history.newest('x', 3701, 3)).toEqual([7, gap, 7]);
		expect(history.pointOf('x', 1000, 1009)).toBeUndefined();
		expect(history.pointOf('x', 2000, 2009)).toEqual({min: 7, mean: 7, max: 7});
		expect(history.pointOf('x', 3980, 3999)).toEqual({min: 7, mean: 7.5, max: 8});
	});

	it('has a gap where its server did not tell it, though it is the same afterwards', () => {
		const history = new History(1000);
		for (let tick = 0; tick < 5; tick++) {
			history.record(tick, tick === 2 || tick === 3 ? [] : [['followers', 2]]);
		}

		expect(history.newest('followers', 4, 5)).toEqual([2, 2, gap, gap, 2]);
	});
});

describe('columns of a chart', () => {
	it('are as many as asked for, oldest first, the last one up to the tick', () => {
		const history = after(600, tick => tick);
		const points = history.pointsOf('x', {to: 599, ticks: 60, columns: 6});
		expect(points.map(point => [point?.min, point?.max])).toEqual([
			[540, 549],
			[550, 559],
			[560, 569],
			[570, 579],
			[580, 589],
			[590, 599],
		]);
	});

	it('do not change while time goes on, but the last', () => {
		const history = after(605, tick => tick);
		const before = history.pointsOf('x', {to: 599, ticks: 60, columns: 6});
		const later = history.pointsOf('x', {to: 603, ticks: 60, columns: 6});
		expect(later.slice(0, -1)).toEqual(before.slice(1));
		expect(later.at(-1)).toEqual({min: 600, mean: 601.5, max: 603});
	});

	it('show nothing after the tick they are asked for', () => {
		const history = after(100, tick => tick);
		expect(history.pointsOf('x', {to: 42, ticks: 10, columns: 10}).at(-1)).toEqual({
			min: 42,
			mean: 42,
			max: 42,
		});
	});
});

describe('what a metric usually is', () => {
	it('is its median of the hour before the last minute', () => {
		const history = after(4 * hour, tick => (tick >= 4 * hour - 60 ? 400 : 4 + (tick % 3)));
		expect(history.usualOf('x', 4 * hour - 1)).toBeCloseTo(5, 0);
	});

	it('is not moved by a minority of other values', () => {
		const history = after(600, tick => (tick > 100 && tick < 200 ? 5000 : 4));
		expect(history.usualOf('x', 599)).toBe(4);
	});

	it('is not known before there is half a minute of it', () => {
		const history = after(200, () => 4);
		expect(history.usualOf('x', 88)).toBeUndefined();
		expect(history.usualOf('x', 89)).toBe(4);
		const seldom = after(600, tick => (tick % 120 === 0 ? 4 : undefined));
		expect(seldom.usualOf('x', 599)).toBeUndefined();
	});
});

it('more metrics than a server can have are left out, and counted', () => {
	const history = new History(1000);
	history.record(
		0,
		Array.from({length: 2100}, (_, index) => [`ns${index}`, index] as const),
	);
	expect([history.names().length, history.leftOut]).toEqual([2000, 100]);
});
