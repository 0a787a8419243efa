// source/store/window.ts
import {describe, expect, it} from 'vitest';
import {windowAround, windowFrom} from '../../source/store/window.ts';

describe('the window around a cursor', () => {
	it('always shows the cursor, is full where there are rows enough, and stays within the table', () => {
		for (const count of [0, 1, 2, 5, 40]) {
			for (const height of [1, 2, 3, 7]) {
				for (let at = 0; at < Math.max(1, count); at++) {
					for (let top = 0; top <= count + 2; top++) {
						const {top: start, end} = windowAround(top, at, count, height);
						expect(start).toBeGreaterThanOrEqual(0);
						expect(end - start).toBe(Math.min(count, height));
						expect(end).toBeLessThanOrEqual(count);
						expect(count === 0 || (at >= start && at < end)).toBe(true);
					}
				}
			}
		}
	});

	it('does not move while the cursor stays inside', () => {
		expect(windowAround(10, 12, 100, 5)).toEqual({top: 10, end: 15});
	});

	it('moves no further than it has to', () => {
		expect(windowAround(10, 15, 100, 5)).toEqual({top: 11, end: 16});
		expect(windowAround(10, 9, 100, 5)).toEqual({top: 9, end: 14});
	});
});

describe('the window of scrolled text', () => {
	it('ends with the text', () => {
		expect(windowFrom(90, 100, 20)).toEqual({top: 80, end: 100});
		expect(windowFrom(-5, 100, 20)).toEqual({top: 0, end: 20});
		expect(windowFrom(3, 10, 20)).toEqual({top: 0, end: 10});
	});
});
