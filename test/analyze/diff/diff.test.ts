// source/analyze/diff: two texts line by line, two values as they are shown
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {diffOf, hunksOf, type DiffLine} from '../../../source/analyze/diff/diff.ts';
import {valueDiff} from '../../../source/analyze/diff/values.ts';
import {createRandom} from '../../helpers/random.ts';

const signs = {same: ' ', removed: '-', added: '+'} as const;
const drawn = (lines: readonly DiffLine[]): string =>
	lines.map(line => (line.kind === 'skipped' ? `@${line.count}` : signs[line.kind] + line.text)).join('|');
const lines = (text: string): readonly string[] => Array.from(text);

describe('the difference', () => {
	it.each([
		['', '', ''],
		['ab', 'ab', ' a| b'],
		['', 'a', '+a'],
		['a', '', '-a'],
		['abc', 'abxc', ' a| b|+x| c'],
		['axbyc', 'abc', ' a|-x| b|-y| c'],
		['abcabba', 'cbabac', '-a|-b| c|+b| a| b|-b| a|+c'],
	])('of %j and %j is %s', (left, right, edits) => {
		expect(drawn(diffOf(lines(left), lines(right)))).toBe(edits);
	});

	it('makes one text the other, and is never longer than both', () => {
		const random = createRandom(3);
		const text = (): readonly string[] => Array.from({length: random(14)}, () => 'abc'[random(3)] ?? '');
		for (let count = 0; count < 3000; count++) {
			const [left, right] = [text(), text()];
			const edits = diffOf(left, right);
			expect(edits.filter(({kind}) => kind !== 'added').map(edit => edit.text)).toEqual(left);
			expect(edits.filter(({kind}) => kind !== 'removed').map(edit => edit.text)).toEqual(right);
		}
	});

	it('of texts that have nothing in common is bounded', () => {
		const text = (letter: string) => Array.from({length: 30_000}, (_, index) => `${letter}${index}`);
		expect(diffOf(text('a'), text('b'))).toHaveLength(60_000);
	});

	it('is shown with three lines around it, and how many are left out', () => {
		const left = lines('0123456789abcdefghij');
		const right = lines('0123456789Xbcdefghij');
		expect(drawn(hunksOf(diffOf(left, right)))).toBe('@7| 7| 8| 9|-a|+X| b| c| d|@6');
		expect(drawn(hunksOf(diffOf(left, left)))).toBe('@20');
		expect(drawn(hunksOf(diffOf(lines('abcd'), lines('abcX'))))).toBe('@3|-d|+X'.replace('@3', ' a| b| c'));
	});
});

describe('two values', () => {
	it('of JSON are compared laid out, whatever they are packed in', () => {
		const {isEqual, form, lines} = valueDiff(Buffer.from('{"a":1,"b":2}'), gzipSync('{"a": 1, "b": 3}'));
		expect(isEqual).toBe(false);
		expect(form).toBe('json');
		expect(drawn(lines)).toBe(' {|   "a": 1,|-  "b": 2|+  "b": 3| }');
	});

	it('of which one is bytes are compared as dumps', () => {
		const {form, lines} = valueDiff(Uint8Array.of(1, 2, 3), Buffer.from('abc'));
		expect(form).toBe('hex');
		expect(drawn(lines)).toMatch(/^-000000 {2}01 02 03.*\|\+000000 {2}61 62 63/);
	});

	it('are equal by their bytes; null is not empty', () => {
		expect(valueDiff(Buffer.from('a'), Buffer.from('a')).isEqual).toBe(true);
		expect(valueDiff(undefined, undefined).isEqual).toBe(true);
		expect(valueDiff(undefined, Buffer.alloc(0))).toMatchObject({isEqual: false, form: 'none and empty'});
	});
});
