// Lines measured in columns: wide and combining characters, never half of one.
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {beside, edge, filled, rule, sides, spread} from '../../source/ui/box.ts';
import {
	cells,
	cut,
	fit,
	hardWrap,
	lineWidth,
	shorten,
	shortenStart,
	span,
	widthOf,
	wrap,
} from '../../source/ui/line.ts';
import {hostile} from './scripts.ts';
import {lineText} from './texts.ts';

it('counts one column for each character that zktop draws with, as string-width does', () => {
	const boxes = Array.from({length: 0xd0}, (_, index) => String.fromCharCode(0x25_00 + index));
	const all = boxes.concat(Array.from('·×–’…←↑→↓−≤≥✓✗'));
	expect(all.filter(character => widthOf(character) !== 1 || stringWidth(character) !== 1)).toEqual([]);
});

const texts = [
	'',
	'a',
	'plain text',
	'漢字の名前',
	'e\u0301e\u0301e\u0301',
	'mixed 漢 e\u0301 한글 end',
	hostile,
];
const widths = Array.from({length: 24}, (_, width) => width);

it('wide characters take two columns, combining marks none', () => {
	expect([widthOf('漢字'), widthOf('e\u0301'), widthOf('한글'), widthOf('abc')]).toEqual([4, 1, 4, 3]);
});

it('a cut text is the longest beginning that fits, without half a character', () => {
	expect(cut('漢字', 3)).toBe('漢');
	expect(cut('e\u0301a', 1)).toBe('e\u0301');
	expect(cut('plain', 3)).toBe('pla');
	expect(cut('plain', -1)).toBe('');
	for (const text of texts) {
		for (const width of widths) {
			expect(text.startsWith(cut(text, width))).toBe(true);
			expect(widthOf(cut(text, width))).toBeLessThanOrEqual(width);
		}
	}
});

it('a shortened text keeps its beginning or its end, and says that something is missing', () => {
	expect(shorten('orders-and-more', 7)).toBe('orders…');
	expect(shorten('漢字漢字', 6)).toBe('漢字…');
	expect(shortenStart('lock-0000000001', 6)).toBe('…00001');
	expect(shortenStart('漢字漢字', 6)).toBe('…漢字');
	expect([shorten('whole', 5), shortenStart('whole', 5)]).toEqual(['whole', 'whole']);
	for (const text of texts) {
		for (const width of widths) {
			expect(widthOf(shorten(text, width))).toBeLessThanOrEqual(width);
			expect(widthOf(shortenStart(text, width))).toBeLessThanOrEqual(width);
		}
	}
});

it('a fitted line is exactly as wide as asked for', () => {
	for (const first of texts) {
		for (const second of texts) {
			for (const width of widths) {
				const line = fit([span(first, 'bad'), span(' '), span(second)], width);
				expect(lineWidth(line), `${first} ${second} in ${width}`).toBe(width);
			}
		}
	}
});

it('a fitted line ends in an ellipsis when more would have followed, blanks aside', () => {
	expect(lineText(fit([span('abc'), span('def')], 4))).toBe('abc…');
	expect(lineText(fit([span('abc'), span('def')], 3))).toBe('ab…');
	expect(lineText(fit([span('abc'), span('   ')], 3))).toBe('abc');
	expect(lineText(fit([span('ab')], 4))).toBe('ab  ');
});

it('cells stand at their columns, right ones flush right', () => {
	const row = cells([
		{text: '漢字', width: 6},
		{text: '12', width: 4, align: 'right'},
		{text: 'too long', width: 5},
	]);
	expect(lineText(row)).toBe('漢字     12 too …');
});

describe('broken text', () => {
	it('loses nothing, and no piece is too wide', () => {
		for (const text of texts) {
			for (const width of widths.slice(2)) {
				const pieces = hardWrap(text, width);
				expect(pieces.join('')).toBe(text);
				expect(pieces.every(piece => widthOf(piece) <= width)).toBe(true);
			}
		}
	});

	it('is as full as can be', () => {
		expect(hardWrap('abcdefg', 3)).toEqual(['abc', 'def', 'g']);
		expect(hardWrap('漢字漢', 3)).toEqual(['漢', '字', '漢']);
		expect(hardWrap('', 3)).toEqual(['']);
	});

	it('may be one line of a mebibyte', () => {
		for (const text of ['x'.repeat(1_048_576), '漢'.repeat(349_525)]) {
			const pieces = hardWrap(text, 58);
			expect(pieces.join('')).toBe(text);
		}
	});

	it('breaks prose between words, and words only when they must', () => {
		expect(wrap('no quorum: nothing can be read', 12)).toEqual(['no quorum:', 'nothing can', 'be read']);
		expect(wrap('a verylongword b', 6)).toEqual(['a', 'verylo', 'ngword', 'b']);
	});
});

describe('boxes', () => {
	it('have borders as wide as asked for, and leave out the remark before the title', () => {
		const border = {left: [span('Tree /漢字')], right: [span('via zk1')]};
		expect(lineText(rule(30, border))).toBe('─ Tree /漢字 ─────── via zk1 ─');
		expect(lineText(rule(20, border))).toBe('─ Tree /漢字 ───────');
		for (const width of widths) {
			expect(lineWidth(rule(width, border))).toBe(width);
			expect(lineWidth(edge('┌', width, '┐', border))).toBe(width + 2);
		}
	});

	it('draw no gap for a remark that is empty', () => {
		expect(lineText(rule(6, {left: [span('')], right: []}))).toBe('──────');
	});

	it('join a rule inside of them to their sides', () => {
		const lines = sides([[span(' text')], rule(8, {left: [span('data')]})], 8, 3);
		expect(lines.map(lineText)).toEqual(['│ text   │', '├─ data ─┤', '│        │']);
	});

	it('are filled to their size, and cut to it', () => {
		expect(filled([[span('漢字漢字')], [span('b')]], 5, 3).map(lineText)).toEqual([
			'漢字…',
			'b    ',
			'     ',
		]);
		expect(filled([[span('a')], [span('b')]], 2, 1).map(lineText)).toEqual(['a ']);
	});

	it('stand beside each other row by row', () => {
		expect(beside([[span('a')], [span('b')]], [[span('c')], [span('d')]]).map(lineText)).toEqual([
			'ac',
			'bd',
		]);
	});

	it('push the right part of a line to its end, and cut the left one first', () => {
		expect(lineText(spread([span('left')], [span('right')], 12))).toBe('left   right');
		expect(lineText(spread([span('a long left part')], [span('right')], 12))).toBe('a lon… right');
	});
});
