// source/zookeeper/java-date.ts
import {describe, expect, it} from 'vitest';
import {offsetBy, readJavaDate} from '../../../source/zookeeper/text/java-date.ts';

const at = (iso: string): number => Date.parse(iso);

describe('readJavaDate', () => {
	it.each([
		['Sun Nov 22 18:58:32 UTC 2026', '2026-11-22T18:58:32Z'],
		['Sun Nov 22 18:58:32 GMT 2026', '2026-11-22T18:58:32Z'],
		['Mon Nov 23 03:10:32 GMT+05:30 2026', '2026-11-22T21:40:32Z'],
		['Sun Nov 22 15:58:32 GMT-03:00 2026', '2026-11-22T18:58:32Z'],
		['Sun Nov 22 21:58:32 +03 2026', '2026-11-22T18:58:32Z'],
		['Thu Feb 29 00:00:00 UTC 2024', '2024-02-29T00:00:00Z'],
	])('knows the moment of %s', (text, iso) => {
		expect(readJavaDate(text)?.epochMs).toBe(at(iso));
	});

	it.each(['CST', 'IST', 'EST', 'CET', 'AEST'])(
		'does not guess what %s is, but keeps the hands of the clock',
		zone => {
			expect(readJavaDate(`Mon Nov 23 05:38:42 ${zone} 2026`)).toEqual({
				wallMs: at('2026-11-23T05:38:42Z'),
				epochMs: undefined,
			});
		},
	);

	it.each(['', 'soon', '2026-11-22T18:58:32Z', 'Sun Nov 22 18:58:32 2026', 'Sun Now 22 18:58:32 UTC 2026'])(
		'takes %j for no date',
		text => {
			expect(readJavaDate(text)).toBeUndefined();
		},
	);
});

describe('offsetBy', () => {
	const now = at('2026-11-22T21:38:17Z');

	it.each([
		['2026-11-23T05:38:42Z', 8],
		['2026-11-22T21:38:42Z', 0],
		['2026-11-22T16:38:20Z', -5],
		['2026-11-23T03:23:20Z', 5.75],
		['2026-11-23T05:38:00Z', 8],
	])('finds the offset of hands at %s', (hands, hours) => {
		expect(offsetBy(now, at(hands))).toBe(hours * 3_600_000);
	});

	it.each([
		['a clock that is minutes behind', '2026-11-22T21:34:00Z'],
		['an expiry too far off to tell the quarter', '2026-11-22T21:46:00Z'],
		['another day', '2026-11-24T21:38:20Z'],
		['no expiry at all', ''],
	])('finds none for %s', (_, hands) => {
		expect(offsetBy(now, hands === '' ? Number.POSITIVE_INFINITY : at(hands))).toBeUndefined();
	});
});
