// source/analyze/locks/departures.ts
import {describe, expect, it} from 'vitest';
import {
	allDeparturesAfter,
	departuresAfter,
	movesPerMinute,
	noDepartures,
	type Departures,
} from '../../../source/analyze/locks/departures.ts';
import {statOf} from '../../store/scripted.ts';

/** The Stat of a parent with so many children of which so many ever came: `cversion` counts both ways (DataNode.copyStat). */
const parent = (came: number, children: number, czxid = '0x1') =>
	statOf({czxid, children, cversion: (2 * came - children) | 0});

/** The record after looks: `[seconds, came, children]`. */
const after = (...looks: ReadonlyArray<readonly [number, number, number, string?]>): Departures | undefined =>
	looks.reduce<Departures | undefined>(
		(before, [seconds, came, children, czxid]) =>
			departuresAfter(before, parent(came, children, czxid), seconds * 1000),
		undefined,
	);

describe('hand-overs a minute', () => {
	it('are unknown after one look', () => {
		expect(movesPerMinute(after([0, 9, 3]))).toBeUndefined();
	});

	it('are those that left, whoever came meanwhile', () => {
		expect(movesPerMinute(after([0, 9, 3], [60, 20, 2]))).toBe(12);
		expect(movesPerMinute(after([0, 9, 3], [30, 20, 2]))).toBe(24);
		expect(movesPerMinute(after([0, 9, 3], [30, 20, 14]))).toBe(0);
	});

	it('are those of the last minute only', () => {
		expect(movesPerMinute(after([0, 100, 0], [30, 200, 0], [90, 210, 0]))).toBe(10);
	});

	it('go on over the wrap of cversion', () => {
		const most = 2 ** 30;
		expect(movesPerMinute(after([0, most - 1, 1], [60, most + 4, 1]))).toBe(5);
	});

	it('begin anew with another znode of the same path', () => {
		expect(movesPerMinute(after([0, 900, 1, '0x1'], [60, 2, 1, '0x2']))).toBeUndefined();
	});
});

describe('since when nobody left', () => {
	it('is the last look that counted somebody, and since zktop looks where none did', () => {
		expect(after([0, 9, 3], [30, 12, 6])).toMatchObject({stillSince: 0, sinceLooked: true});
		expect(after([0, 9, 3], [30, 9, 2], [40, 9, 2])).toMatchObject({stillSince: 30_000, sinceLooked: false});
	});
});

it('the record of a lock that nobody wants any more is kept for a minute', () => {
	const read = (seconds: number, came: number) => [{path: '/a', stat: parent(came, 0), at: seconds * 1000}];
	const first = allDeparturesAfter(noDepartures, new Set(['/a']), read(0, 9), 0);
	const without = allDeparturesAfter(first, new Set(), [], 30_000);
	expect(without).toBe(first);
	expect(movesPerMinute(allDeparturesAfter(without, new Set(['/a']), read(40, 29), 40_000).get('/a'))).toBe(
		30,
	);
	expect(allDeparturesAfter(first, new Set(), [], 61_000).size).toBe(0);
});
