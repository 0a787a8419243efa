// The bundle measures text with a stand-in for string-width: what zktop draws is as wide by both.
import stringWidth from 'string-width';
import {expect, it} from 'vitest';
import quickStringWidth from '../../build/ink/string-width.ts';
import {createRandom} from '../helpers/random.ts';

// Code point ranges of names, data and drawings; zero-width and bidi characters are escaped before they are drawn.
const ranges = [
	[0x20, 0x7e],
	[0xa1, 0xac],
	[0xae, 0x2ff],
	[0x391, 0x3a1],
	[0x400, 0x44f],
	[0x2010, 0x2027],
	[0x2190, 0x21ff],
	[0x2500, 0x25ff],
	[0x2713, 0x2718],
	[0x3041, 0x3090],
	[0x4e00, 0x9fff],
	[0xac00, 0xd7a3],
	[0xff01, 0xff5e],
] as const;

it('measures 4,000 random texts alike, styled and plain', () => {
	const random = createRandom(7);
	const differing: string[] = [];
	for (let count = 0; count < 4000; count++) {
		const text = Array.from({length: random(60)}, () => {
			const [first, last] = ranges[random(ranges.length)] ?? [32, 32];
			const character = String.fromCodePoint(first + random(last - first + 1));
			return random(8) === 0 ? `\u001B[1;3${random(8)}m${character}\u001B[0m` : character;
		}).join('');
		if (quickStringWidth(text) !== stringWidth(text)) {
			differing.push(text);
		}
	}

	expect(differing).toEqual([]);
});

it.each(['\u200B', '\u202E', '\uFEFF'])(
	'measures %j apart, which is escaped before it is drawn',
	character => {
		expect(stringWidth(character)).toBe(0);
		expect(quickStringWidth(character)).toBe(1);
	},
);
