// source/analyze/row-order.ts
import {describe, expect, it} from 'vitest';
import {inRowOrder, positionIn} from '../../source/analyze/row-order.ts';

describe('the order of rows', () => {
	it('is that of the numbers where every child has one, whatever stands before them', () => {
		expect(inRowOrder(['b-0000000010', 'a-0000000011', 'c-0000000002'])).toEqual([
			'c-0000000002',
			'b-0000000010',
			'a-0000000011',
		]);
	});

	it('is numeric below zero too', () => {
		const names = ['n_0000000001', 'n_-000000009', 'n_-2147483648', 'n_-000000010', 'n_2147483647'];
		expect(inRowOrder(names)).toEqual([
			'n_-2147483648',
			'n_-000000010',
			'n_-000000009',
			'n_0000000001',
			'n_2147483647',
		]);
	});

	it('is by code units as soon as one child has no number', () => {
		expect(inRowOrder(['b-0000000001', 'a-0000000002', 'config', 'Z'])).toEqual([
			'Z',
			'a-0000000002',
			'b-0000000001',
			'config',
		]);
	});

	it('is by name among equal numbers', () => {
		expect(inRowOrder(['b0000000001', 'a0000000001'])).toEqual(['a0000000001', 'b0000000001']);
	});
});

describe('finding a name', () => {
	it.each([
		['numbered names', ['n_-000000010', 'n_-000000009', 'z_0000000001', 'a_0000000002', 'b_0000000002']],
		['other names', ['Z', 'a', 'a-0000000007', 'aa', 'ä', '\u{1F600}']],
		['no names', []],
	])('gives the place of each of %s, and none of others', (_, names) => {
		expect(inRowOrder(names)).toEqual(names);
		expect(names.map(name => positionIn(names, name))).toEqual(names.map((_name, index) => index));
		for (const other of ['', '!', 'n_-000000011', 'y_0000000001', 'zz', 'a_0000000003']) {
			expect(positionIn(names, other)).toBe(-1);
		}
	});
});
