// source/analyze/series.ts
import {describe, expect, it} from 'vitest';
import {createSeries, newest, record, valueAt, type Series} from '../../source/analyze/series.ts';

const gap = Number.NaN;

/** A series after these numbers came in this order, each as `[tick, number]`. */
const after = (ticks: number, ...numbers: ReadonlyArray<readonly [number, number | undefined]>): Series => {
	let series = createSeries(ticks);
	for (const [tick, value] of numbers) {
		series = record(series, tick, value);
	}

	return series;
};

describe('a series', () => {
	it('has a gap, not a zero, for a tick that was skipped and for one without a number', () => {
		const series = after(10, [1, 11], [4, 44], [5, undefined], [6, 66]);
		expect(newest(series, 6, 7)).toEqual([gap, 11, gap, gap, 44, gap, 66]);
	});

	it('files a late number under the tick that asked', () => {
		const series = after(10, [1, 11], [3, 33], [2, 22]);
		expect(newest(series, 3, 3)).toEqual([11, 22, 33]);
		expect(series.lastTick).toBe(3);
	});

	it('forgets what the ring has no room for', () => {
		const series = after(3, [1, 11], [2, 22], [3, 33], [4, 44]);
		expect(newest(series, 4, 5)).toEqual([gap, gap, 22, 33, 44]);
		expect(valueAt(series, 1)).toBeNaN();
	});

	it('is all gap but the newest after a pause longer than the ring', () => {
		const series = after(3, [1, 11], [2, 22], [3, 33], [1000, 7]);
		expect(newest(series, 1000, 3)).toEqual([gap, gap, 7]);
	});

	it('ignores a number so late that its place has been taken', () => {
		const series = after(3, [5, 55], [2, 22]);
		expect(newest(series, 5, 3)).toEqual([gap, gap, 55]);
	});

	it('knows nothing of ticks to come and of none before the first', () => {
		const series = after(5, [2, 22]);
		expect([valueAt(series, 3), valueAt(series, -1), valueAt(createSeries(), 0)]).toEqual([gap, gap, gap]);
	});

	it('overwrites the number of a tick that is told twice', () => {
		expect(newest(after(5, [2, 22], [2, 23]), 2, 1)).toEqual([23]);
	});

	it('holds ten minutes of one-second ticks', () => {
		expect(createSeries().values).toHaveLength(600);
	});
});
