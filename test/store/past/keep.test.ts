// source/store/past/keep.ts and weigh.ts: what moments share, and what they take beside that
import {describe, expect, it} from 'vitest';
import {detached} from '../../../source/analyze/detached.ts';
import {keep} from '../../../source/store/past/keep.ts';
import {unsharedBytes} from '../../../source/store/past/weigh.ts';

describe('what is kept', () => {
	it('is the earlier copy where it is equal, however it was made', () => {
		const make = () => ({
			list: [1, {name: 'zk1'}],
			map: new Map([['a', [1, 2]]]),
			set: new Set(['x']),
			nothing: undefined,
		});
		const kept = keep(make(), undefined, undefined);
		expect(kept).toEqual(make());
		expect(keep(make(), undefined, kept)).toBe(kept);
	});

	it('shares the parts that are equal with the earlier copy', () => {
		const before = {same: {a: 1}, list: [{id: 1}, {id: 2}], map: new Map([['x', {n: 1}]])};
		const after = keep(
			{
				same: {a: 1},
				list: [{id: 1}, {id: 3}],
				map: new Map([
					['x', {n: 1}],
					['y', {n: 2}],
				]),
			},
			undefined,
			before,
		);
		expect(after).not.toBe(before);
		expect(after.same).toBe(before.same);
		expect(after.list[0]).toBe(before.list[0]);
		expect(after.list[1]).toEqual({id: 3});
		expect(after.map.get('x')).toBe(before.map.get('x'));
	});

	it('is other where something is missing, added, shorter or in another place', () => {
		const before = {a: 1, b: undefined, list: [1, 2], map: new Map([['x', undefined]]), set: new Set([1])};
		for (const after of [
			{...before, c: 1},
			{...before, list: [1]},
			{...before, list: [2, 1]},
			{...before, map: new Map([['y', undefined]])},
			{...before, set: new Set([2])},
		]) {
			const kept = keep(after, undefined, before);
			expect(kept).not.toBe(before);
			expect(kept).toEqual(after);
		}
	});

	it('does not look into what is the same by identity as what the earlier copy was made of', () => {
		const source = {
			get deep(): never {
				throw new Error('looked into');
			},
		};
		const kept = {deep: 'copy'};
		expect(keep<unknown>({source}, {source}, {source: kept})).toEqual({source: kept});
	});

	it('has all texts whole, also those that are cut out of long ones', () => {
		const long = 'sid=0x300000ec8e50001,lop=PING '.repeat(1000);
		expect(detached(long.slice(4, 21))).toBe('0x300000ec8e50001');
		expect(keep([long.slice(4, 21), 'zk1'], undefined, undefined)).toEqual(['0x300000ec8e50001', 'zk1']);
	});
});

describe('what a moment takes', () => {
	it('is nothing for what it shares', () => {
		const shared = {rows: Array.from({length: 1000}, (_, row) => ({row}))};
		expect(unsharedBytes(shared, shared)).toBe(0);
		expect(unsharedBytes({shared}, {shared})).toBeLessThan(100);
		expect(unsharedBytes({shared}, undefined)).toBeGreaterThan(30_000);
	});

	it('grows with what is other', () => {
		const rows = (count: number) => new Map(Array.from({length: count}, (_, row) => [`/path/${row}`, {row}]));
		const before = rows(100);
		const more = new Map([...before, ['/new', {row: 1}]]);
		expect(unsharedBytes(more, before)).toBeLessThan(unsharedBytes(rows(100), undefined));
		expect(unsharedBytes(new Uint8Array(4096), undefined)).toBeGreaterThanOrEqual(4096);
		expect(unsharedBytes('text', 'text')).toBe(0);
		expect(unsharedBytes('a'.repeat(500), 'b')).toBeGreaterThanOrEqual(500);
	});
});
