// source/zookeeper/ids.ts
import {describe, expect, it} from 'vitest';
import {bornOn, compareIds, counterOf, epochOf, formatId, parseId} from '../../source/zookeeper/ids.ts';

describe('parseId', () => {
	it.each([
		['0x100000e7c310003', '0x100000e7c310003', 'canonical already'],
		['0x0', '0x0', 'zero'],
		['0x0000000000000005', '0x5', 'padded, as ClickHouse Keeper prints'],
		['0xB4', '0xb4', 'upper case'],
		['36', '0x24', 'decimal'],
		['-1', '0xffffffffffffffff', 'negative decimal, of server ids above 127'],
		['-9223372036854775808', '0x8000000000000000', 'the smallest long'],
		['18446744073709551615', '0xffffffffffffffff', 'the largest unsigned long'],
	])('reads %s as %s (%s)', (text, id) => {
		expect(parseId(text)).toBe(id);
	});

	it.each([
		'',
		'0x',
		'0xg',
		'0x10000000000000000',
		'12a',
		'1.5',
		' 1',
		'0x1\n',
		'18446744073709551616',
		'-9223372036854775809',
	])('takes %j for no id', text => {
		expect(parseId(text)).toBeUndefined();
	});

	it('gives one text for all spellings of a number, so that sources join', () => {
		expect(new Set(['0x0b4', '0xB4', '180', formatId(180n)].map(text => parseId(text)))).toEqual(
			new Set(['0xb4']),
		);
	});
});

describe('parts of ids', () => {
	it('splits a zxid into epoch and counter', () => {
		expect([epochOf('0x1000000e8'), counterOf('0x1000000e8')]).toEqual([1, 0xe8]);
		expect([epochOf('0xffffffffffffffff'), counterOf('0xffffffffffffffff')]).toEqual([
			0xffffffff, 0xffffffff,
		]);
	});

	it('finds the server that created a session, above 127 too', () => {
		expect(['0x100000e7c310003', '0xc80001b61d800000', '0x0'].map(id => bornOn(id))).toEqual([1, 200, 0]);
	});

	it('orders ids as unsigned numbers, not as text', () => {
		expect(['0x10', '0x9', '0xffffffffffffffff', '0x0'].toSorted(compareIds)).toEqual([
			'0x0',
			'0x9',
			'0x10',
			'0xffffffffffffffff',
		]);
		expect(compareIds('0x5', '0x5')).toBe(0);
	});
});
