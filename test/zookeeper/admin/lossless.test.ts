// source/zookeeper/admin/lossless.ts
import {describe, expect, it} from 'vitest';
import {parseLossless} from '../../../source/zookeeper/admin/lossless.ts';

describe('parseLossless', () => {
	it.each([
		['72057656251056131', 72057656251056131n],
		['216172845613776897', 216172845613776897n],
		['-9151314442816847872', -9151314442816847872n],
		['18446744073709551615', 18446744073709551615n],
		['9007199254740991', 9007199254740991],
		['9007199254740993', 9007199254740993n],
		['4294967528', 4294967528],
		['0.9611', 0.9611],
		['1.0E20', 1e20],
		['1e999', Number.POSITIVE_INFINITY],
		['9'.repeat(400), Number.POSITIVE_INFINITY],
		['"72057656251056131"', '72057656251056131'],
	])('reads %s without loss', (text, value) => {
		expect(parseLossless(text)).toBe(value);
		expect(parseLossless(`{"a" : [ ${text}, 1 ]}`)).toEqual({a: [value, 1]});
	});

	it('leaves keys as they are, however long or odd', () => {
		const text = '{"288230439656554496": [288230439656554497], "__proto__": {"a": 1}, "constructor": null}';
		expect(Object.entries(parseLossless(text) as object)).toEqual([
			['288230439656554496', [288230439656554497n]],
			['__proto__', {a: 1}],
			['constructor', null],
		]);
	});

	it.each([
		'',
		'imok',
		'<html>',
		'{',
		'{"a": 012}',
		'[1,]',
		'"\u0000"',
		`${'['.repeat(300_000)}1234567890123456`,
	])('takes %j for no JSON', text => {
		expect(parseLossless(text)).toBeUndefined();
	});

	it('does not overflow on deep nesting', () => {
		const [open, close] = ['['.repeat(200_000), ']'.repeat(200_000)];
		expect(parseLossless(`${open}72057656251056131${close}`)).toBeUndefined();
		expect(parseLossless(`${open}72057656251056131`)).toBeUndefined();
	});
});
