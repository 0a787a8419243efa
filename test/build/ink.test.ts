// Ink as it is bundled draws what stock Ink draws, to the byte.
import type * as ink from 'ink';
import type * as react from 'react';
import stringWidth from 'string-width';
import {beforeAll, describe, expect, it} from 'vitest';
import {plainRanges} from '../../build/ink/plain.ts';
import {quickSegmenter} from '../../build/ink/segmenter.ts';
import {inkLineUpdate} from '../../build/patches/ink-line-update.ts';
import {inkRows} from '../../build/patches/ink-rows.ts';
import {segmenters} from '../../build/patches/segmenters.ts';
import {yoga} from '../../build/patches/yoga.ts';
import {createRandom} from '../helpers/random.ts';
import {bundled} from './bundled.ts';
import {styledText} from './styled-text.ts';

type Output = {
	write: (
		x: number,
		y: number,
		text: string,
		options: {transformers: Array<(text: string) => string>},
	) => void;
	clip: (clip: {x1: number; x2: number; y1: number; y2: number}) => void;
	unclip: () => void;
	get: () => {output: string; height: number};
};
type Ink = {
	Output: new (size: {width: number; height: number}) => Output;
	lineUpdate: (before: string, after: string, columns: number) => string;
	sanitizeAnsi: (text: string) => string;
} & Pick<typeof ink, 'Box' | 'renderToString' | 'Text'> &
	Pick<typeof react, 'createElement'>;

const entry = `
	export {default as Output} from './node_modules/ink/build/output.js';
	export {default as lineUpdate} from './node_modules/ink/build/line-update.js';
	export {default as sanitizeAnsi} from './node_modules/ink/build/sanitize-ansi.js';
	export {Box, renderToString, Text} from 'ink';
	export {createElement} from 'react';
`;

let stock: Ink;
let patched: Ink;
beforeAll(async () => {
	stock = await bundled<Ink>(entry, []);
	patched = await bundled<Ink>(entry, [...inkLineUpdate, ...inkRows, ...segmenters, ...yoga]);
});

const upperCase = (text: string): string => text.toUpperCase();
const asIs = (text: string): string => text;

/** A frame as zktop has them, or (one in eight) one with overlaps, clips, columns and line feeds. */
const frame = ({Output}: Ink, seed: number): {output: string; height: number} => {
	const random = createRandom(seed);
	const wild = random(8) === 0;
	const output = new Output({width: 40, height: 8});
	if (wild) {
		output.clip({x1: random(20), x2: 20 + random(20), y1: random(4), y2: 4 + random(5)});
	}

	for (let y = 0; y < 8; y++) {
		// Seeds of rows repeat from frame to frame, as unchanged rows do.
		const text = styledText(createRandom((seed >> 2) + y), wild ? 3 : 12);
		output.write(wild ? random(5) - 2 : 0, wild ? random(10) - 1 : y, wild ? `${text}\n${text}` : text, {
			transformers: random(3) === 0 ? [upperCase] : [asIs],
		});
	}

	return output.get();
};

it('draws 1,500 random frames alike', () => {
	for (let seed = 0; seed < 1500; seed++) {
		expect(frame(patched, seed)).toEqual(frame(stock, seed));
	}
});

it('lays out and draws 300 random screens of rows alike', () => {
	const screen = ({Box, Text, createElement, renderToString}: Ink, seed: number): string => {
		const random = createRandom(seed);
		const rows = Array.from({length: 12}, (_, key) =>
			createElement(Text, {key}, styledText(random, random(4) === 0 ? 4 : 20)),
		);
		return renderToString(createElement(Box, {flexDirection: 'column', width: 120}, rows), {columns: 120});
	};

	for (let seed = 0; seed < 300; seed++) {
		expect(screen(patched, seed)).toBe(screen(stock, seed));
	}
});

it('cleans 4,000 random texts alike', () => {
	const random = createRandom(1);
	for (let count = 0; count < 4000; count++) {
		const text = styledText(random, 6);
		expect(patched.sanitizeAnsi(text)).toBe(stock.sanitizeAnsi(text));
	}
});

it('updates 4,000 random lines alike', () => {
	const random = createRandom(2);
	for (let count = 0; count < 4000; count++) {
		const [before, start] = [styledText(random, 12), random(30)];
		const after =
			random(3) === 0 ? styledText(random, 12) : `${before.slice(0, start)}x${before.slice(start + 1)}`;
		expect(patched.lineUpdate(before, after, 80)).toBe(stock.lineUpdate(before, after, 80));
	}
});

it('takes 1,000 random texts apart as a segmenter does', () => {
	const random = createRandom(3);
	const real = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	const partsOf = (segments: Iterable<{segment: string; index: number}>): unknown[] =>
		Array.from(segments, ({segment, index}) => [index, segment]);
	for (let count = 0; count < 1000; count++) {
		const text = styledText(random, 20);
		expect(partsOf(quickSegmenter.segment(text))).toEqual(partsOf(real.segment(text)));
	}
});

describe('plain characters', () => {
	const plain = new RegExp(`^[${plainRanges}]$`);
	const all = Array.from({length: 0x1_00_00}, (_, unit) => String.fromCharCode(unit)).filter(unit =>
		plain.test(unit),
	);
	const graphemes = (text: string): readonly string[] =>
		Array.from(
			new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(text),
			({segment}) => segment,
		);

	it('are one column wide each', () => {
		expect(all.filter(character => stringWidth(character) !== 1)).toEqual([]);
	});

	it('stand for themselves, whatever stands beside them', () => {
		expect(graphemes(all.join(''))).toEqual(all);
		expect(graphemes(all.toReversed().join(''))).toEqual(all.toReversed());
		expect(
			all.filter(character => /\p{Default_Ignorable_Code_Point}|\p{Mark}|\p{Control}/u.test(character)),
		).toEqual([]);
	});
});
