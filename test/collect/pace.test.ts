// source/collect/pace.ts
import {expect, it} from 'vitest';
import {Pace} from '../../source/collect/pace.ts';

/** The factor after this many answers of these times. */
const after = (pace: Pace, count: number, tookMs: number): number => {
	for (let index = 0; index < count; index++) {
		pace.note(tookMs);
	}

	return pace.factor;
};

it('halves when answers take more than twice as long, again and again, to an eighth', () => {
	const pace = new Pace();
	expect(after(pace, 5, 10)).toBe(1);
	expect(after(pace, 4, 21)).toBe(1);
	expect(after(pace, 1, 21)).toBe(1 / 2);
	expect(after(pace, 5, 21)).toBe(1 / 4);
	expect(after(pace, 10, 21)).toBe(1 / 8);
});

it('recovers step by step when they are quick again', () => {
	const pace = new Pace();
	after(pace, 5, 10);
	after(pace, 10, 50);
	expect(pace.factor).toBe(1 / 4);
	expect(after(pace, 5, 11)).toBe(1 / 2);
	expect(after(pace, 5, 11)).toBe(1);
});

it('minds no noise of some milliseconds, and no single slow answer', () => {
	const pace = new Pace();
	after(pace, 5, 1);
	expect(after(pace, 20, 5)).toBe(1);
	const steady = new Pace();
	after(steady, 5, 10);
	for (let index = 0; index < 10; index++) {
		after(steady, 4, 10);
		expect(after(steady, 1, 900)).toBe(1);
	}
});

it('takes a slowness that stays for usual in the end', () => {
	const pace = new Pace();
	after(pace, 5, 10);
	after(pace, 20, 30);
	expect(pace.factor).toBe(1 / 8);
	expect(after(pace, 2000, 30)).toBe(1);
});
