// source/analyze/filtering.ts and name-scan.ts: what a filter finds, in which order, and in slices
import {describe, expect, it} from 'vitest';
import {filtered, isMeant, lettersFound, scoreOf} from '../../source/analyze/filtering.ts';
import {scanned} from '../../source/analyze/name-scan.ts';
import {cpuMs} from './cpu-time.ts';

const exact = (text: string) => ({text, isFuzzy: false});
const fuzzy = (text: string) => ({text, isFuzzy: true});

describe('a filter', () => {
	it.each([
		['lock', 'My-Lock-1', true],
		['.*', 'abc', false],
		['a.b', 'xa.bx', true],
		['(', 'f(x)', true],
		['漢', '漢字', true],
		['', 'anything', true],
	])('%s as it stands and %s: %s', (text, name, is) => {
		expect(isMeant(exact(text))(name)).toBe(is);
	});

	it.each([
		['lck', 'My-Lock-1', true],
		['kcl', 'My-Lock-1', false],
		['m1', 'My-Lock-1', true],
	])('%s letter by letter and %s: %s', (text, name, is) => {
		expect(isMeant(fuzzy(text))(name)).toBe(is);
	});

	it('bears names that would make a pattern slow', () => {
		const name = 'a'.repeat(50_000);
		expect(cpuMs(() => isMeant(fuzzy(`${'a'.repeat(40)}b`))(name))).toBeLessThan(200);
	});

	it('tells which letters it has found: all of a text, of single letters the shortest stretch', () => {
		expect(lettersFound('ab-AB', exact('ab'))).toEqual([0, 1, 3, 4]);
		expect(lettersFound('s-e-service-red', fuzzy('srd'))).toEqual([4, 12, 14]);
		expect(lettersFound('abc', fuzzy('x'))).toEqual([]);
	});

	it.each([
		['orders', 'orders', 'orders-old'],
		['ord', 'orders', 'my-orders'],
		['ord', 'my-orders', 'words'],
	])('%s means %s more than %s', (text, better, other) => {
		expect(scoreOf(better, exact(text))).toBeGreaterThan(scoreOf(other, exact(text)));
	});

	it.each([
		['svr', 'service-red', 'a-silver-jar'],
		['lo', 'x-lock', 'x-label-old'],
	])('letters %s mean %s more than %s', (text, better, other) => {
		expect(scoreOf(better, fuzzy(text))).toBeGreaterThan(scoreOf(other, fuzzy(text)));
	});

	it('keeps the order of rows that have the text; where none has it, those with its letters come, best first', () => {
		const rows = ['z-orders', 'my-words', 'orders', 'other-red-desk'];
		expect(filtered(rows, 'orders', row => [row])).toEqual(['z-orders', 'orders']);
		expect(filtered(rows, 'ordsk', row => [row])).toEqual(['other-red-desk']);
		expect(filtered(rows, 'odes', row => [row])[0]).toBe('other-red-desk');
		expect(filtered(rows, '', row => [row])).toBe(rows);
		expect(filtered(rows, 'xyz', row => [row])).toEqual([]);
	});
});

describe('names', () => {
	const all = (names: readonly string[], text: string, isFuzzy = false): readonly string[] => {
		let result = scanned(names, {text, isFuzzy});
		while (!result.isDone) {
			result = scanned(names, {text, isFuzzy});
		}

		return result.names;
	};

	const names = ['Alpha', 'alphabet', 'beta', 'gamma'];

	it('are found again when the text gets shorter or another one, after it got longer', () => {
		const found = ['a', 'al', 'alphab', 'alp', 'bet', 'amm', ''].map(text => all(names, text).length);
		expect(found).toEqual([4, 2, 1, 2, 2, 1, 4]);
		expect(all(names, 'at', true)).toEqual(['alphabet']);
		expect(all(names, 'at')).toEqual([]);
	});

	it('of one list are forgotten for another', () => {
		expect(all(['alpha'], 'alpha')).toEqual(['alpha']);
		expect(all(['alpha', 'alpha2'], 'alpha')).toEqual(['alpha', 'alpha2']);
	});

	it('of a million are looked at in slices, and another letter begins anew', () => {
		const many = Array.from({length: 1_000_000}, (_, index) => `item-${index}`);
		let slices = 1;
		while (!scanned(many, exact('99')).isDone) {
			slices += 1;
		}

		expect(slices).toBeGreaterThan(5);
		expect(scanned(many, exact('9')).isDone).toBe(false);
		expect(all(many, '999999')).toEqual(['item-999999']);
	});
});
