// source/store/window.ts
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {windowAround, windowFrom} from '../../source/store/window.ts';

describe('the window around a cursor', () => {
	const table = fc
		.tuple(fc.nat(1_000_000), fc.integer({min: 1, max: 300}), fc.nat(1_000_100))
		.chain(([count, height, top]) =>
			fc.record({
				count: fc.constant(count),
				height: fc.constant(height),
				top: fc.constant(top),
				at: fc.nat(Math.max(0, count - 1)),
			}),
		);

	it('always shows the cursor, is full where there are rows enough, and stays within the table', () => {
		fc.assert(
			fc.property(table, ({count, height, top, at}) => {
				const {top: start, end} = windowAround(top, at, count, height);
				expect(start).toBeGreaterThanOrEqual(0);
				expect(end - start).toBe(Math.min(count, height));
				expect(end).toBeLessThanOrEqual(count);
				expect(count === 0 || (at >= start && at < end)).toBe(true);
			}),
		);
	});

	it('stands still when it is asked for again, and is moved by a step of the cursor by one row at most', () => {
		fc.assert(
			fc.property(table, fc.constantFrom(-1, 1), ({count, height, top, at}, step) => {
				const window = windowAround(top, at, count, height);
				expect(windowAround(window.top, at, count, height)).toEqual(window);
				const next = Math.max(0, Math.min(count - 1, at + step));
				expect(Math.abs(windowAround(window.top, next, count, height).top - window.top)).toBeLessThanOrEqual(
					1,
				);
			}),
		);
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
