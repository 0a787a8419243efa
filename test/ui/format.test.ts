// Numbers as a reader wants them.
import {expect, it} from 'vitest';
import {
	formatAge,
	formatBytes,
	formatCount,
	formatDate,
	formatMs,
	formatShort,
	formatTime,
	formatWholeAge,
	formatZxid,
} from '../../source/ui/format.ts';

it.each([
	[0, '0'],
	[999, '999'],
	[61_204, '61,204'],
	[400_118, '400,118'],
	[999_999, '999,999'],
	[1_000_000, '1.0M'],
	[12_345_678, '12M'],
])('%d znodes are %s', (value, shown) => {
	expect(formatCount(value)).toBe(shown);
});

it.each([
	[0, '0'],
	[0.04, '0.0'],
	[1, '1'],
	[1.25, '1.3'],
	[9.9, '9.9'],
	[9.97, '10'],
	[999, '999'],
	[999.6, '1.0k'],
	[1240, '1.2k'],
	[463_000, '463k'],
	[999_600, '1.0M'],
])('%d a second are %s', (value, shown) => {
	expect(formatShort(value)).toBe(shown);
});

it.each([
	[0, '0.0'],
	[0.44, '0.4'],
	[9.94, '9.9'],
	[9.96, '10'],
	[402, '402'],
	[12_345, '12k'],
])('%d ms are %s', (value, shown) => {
	expect(formatMs(value)).toBe(shown);
});

it.each([
	[0, '0 B'],
	[51, '51 B'],
	[1023, '1023 B'],
	[1024, '1.0 KB'],
	[7782, '7.6 KB'],
	[39 * 1024 ** 2, '39 MB'],
	[5 * 1024 ** 3, '5.0 GB'],
])('%d bytes are %s', (value, shown) => {
	expect(formatBytes(value)).toBe(shown);
});

it.each([
	[0, '0 s'],
	[-5, '0 s'],
	[2100, '2.1 s'],
	[9940, '9.9 s'],
	[72_000, '72 s'],
	[119_000, '119 s'],
	[120_000, '2 m'],
	[43 * 60_000, '43 m'],
	[2 * 3_600_000, '2 h'],
	[11 * 86_400_000, '11 d'],
	[2 * 31_557_600_000, '2 y'],
])('%d ms ago is %s', (value, shown) => {
	expect(formatAge(value)).toBe(shown);
});

it('ages over two machines are told in whole seconds', () => {
	expect([formatWholeAge(2999), formatWholeAge(-1)]).toEqual(['2 s', '0 s']);
});

it('times are UTC and say so', () => {
	const at = Date.UTC(2026, 10, 11, 11, 23, 11);
	expect([formatTime(at), formatDate(at)]).toEqual(['11:23:11Z', '2026-11-11 11:23:11Z']);
	expect([formatDate(Number.NaN), formatDate(1e300)]).toEqual(['NaN', '1e+300']);
});

it('a zxid is its epoch and its counter', () => {
	expect([formatZxid('0x5a00012f3c'), formatZxid('0x0')]).toEqual(['5a:12f3c', '0:0']);
});
