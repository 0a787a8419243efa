// source/analyze/reading.ts
import {describe, expect, it} from 'vitest';
import {
	failureIn,
	freshValue,
	hasNoConnections,
	lastValue,
	readingAfter,
	unasked,
	type Reading,
} from '../../source/analyze/reading.ts';
import type {Answer} from '../../source/collect/sample.ts';
import type {FailureKind} from '../../source/zookeeper/errors.ts';

const fresh = (value: number, at = value): Answer<number> => ({kind: 'fresh', value, at});
const failed = (kind: FailureKind = 'silent', at = 0): Answer<number> => ({
	kind: 'failed',
	failure: {kind, message: kind},
	at,
});
const shut: Answer<number> = {kind: 'unsupported', why: 'not in the whitelist'};
const after = (...answers: ReadonlyArray<Answer<number>>): Reading<number> =>
	answers.reduce<Reading<number>>(readingAfter, unasked);

describe('a reading', () => {
	it('keeps the last good value through failures, as stale, and counts them', () => {
		const reading = after(fresh(7, 100), failed('silent', 200), failed('refused', 300));
		expect(reading).toMatchObject({
			kind: 'stale',
			value: 7,
			at: 100,
			failures: 2,
			failure: {kind: 'refused'},
		});
		expect([lastValue(reading), freshValue(reading)]).toEqual([7, undefined]);
	});

	it('is fresh again with the next answer, and the failures are forgotten', () => {
		const reading = after(fresh(7), failed(), failed(), fresh(8), failed());
		expect(reading).toMatchObject({kind: 'stale', value: 8, failures: 1});
	});

	it('has failed when there never was a value', () => {
		expect(after(failed(), failed('refused'))).toMatchObject({kind: 'failed', failure: {kind: 'refused'}});
		expect(lastValue(after(failed()))).toBeUndefined();
	});

	it('is unsupported when the door is shut, and that is no failure', () => {
		expect(after(fresh(7), shut)).toEqual(shut);
		expect([failureIn(after(shut)), failureIn(unasked), failureIn(after(fresh(1)))]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	it('says why it is not fresh', () => {
		expect(failureIn(after(failed('refused')))?.kind).toBe('refused');
		expect(failureIn(after(fresh(1), failed('silent')))?.kind).toBe('silent');
	});
});

it.each([
	['refused', true],
	['not-serving', true],
	['silent', false],
	['unreachable', false],
	['connection-limit', false],
] as const)('a server that is %s has certainly lost its connections: %s', (kind, lost) => {
	expect(hasNoConnections(after(failed(kind)))).toBe(lost);
	expect(hasNoConnections(after(fresh(1), failed(kind)))).toBe(lost);
});

it('a server that answers has connections, as far as anybody knows', () => {
	expect(hasNoConnections(after(fresh(1)))).toBe(false);
});
