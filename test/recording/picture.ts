// A terminal's screen as a picture: glyphs in the colours of their cells, out of one palette for all pictures.
import type {Terminal} from '../helpers/terminal.ts';
import {shades, type Font} from './font.ts';
import type {Colour, Picture} from './gif.ts';

const background: Colour = [0x16, 0x18, 0x1d];
const foreground: Colour = [0xd4, 0xd7, 0xdd];
/** The sixteen colours of a terminal. */
const sixteen: readonly Colour[] = [
	[0x2a, 0x2d, 0x34],
	[0xe0, 0x6c, 0x75],
	[0x98, 0xc3, 0x79],
	[0xe5, 0xc0, 0x7b],
	[0x61, 0xaf, 0xef],
	[0xc6, 0x78, 0xdd],
	[0x56, 0xb6, 0xc2],
	[0xab, 0xb2, 0xbf],
	[0x6b, 0x72, 0x80],
	[0xff, 0x7b, 0x86],
	[0xa9, 0xd6, 0x8a],
	[0xf2, 0xcf, 0x8c],
	[0x7c, 0xc0, 0xff],
	[0xd7, 0x8c, 0xee],
	[0x6c, 0xcb, 0xd7],
	[0xff, 0xff, 0xff],
];

/** Colours by the place they got when they were first seen. */
export class Palette {
	readonly colours: Colour[] = [];
	readonly #places = new Map<string, number>();

	placeOf(colour: Colour): number {
		const key = colour.join();
		const known = this.#places.get(key);
		if (known !== undefined) {
			return known;
		}

		this.colours.push(colour);
		this.#places.set(key, this.colours.length - 1);
		return this.colours.length - 1;
	}
}

export const pictureOf = (terminal: Terminal, columns: number, font: Font, palette: Palette): Picture => {
	const rows = terminal.screen().length;
	const [width, height] = [columns * font.width, rows * font.height];
	const pixels = new Uint8Array(width * height);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const cell = terminal.cell(row, column);
			const own = colourOf(cell.foreground, foreground);
			const ground = colourOf(cell.background, background);
			const [ink, paper] = cell.inverse ? [ground, own] : [cell.dim ? mixed(ground, own, 0.6) : own, ground];
			const places = Array.from({length: shades + 1}, (_, shade) =>
				palette.placeOf(mixed(paper, ink, shade / shades)),
			);
			const glyph = font.glyph(cell.chars === '' ? ' ' : cell.chars);
			for (const [at, shade] of glyph.entries()) {
				const [x, y] = [at % font.width, Math.floor(at / font.width)];
				pixels[(row * font.height + y) * width + column * font.width + x] = places[shade] ?? 0;
			}
		}
	}

	return {width, height, pixels};
};

const colourOf = (colour: number | string | undefined, usual: Colour): Colour => {
	if (typeof colour === 'string') {
		const value = Number.parseInt(colour.slice(1), 16);
		return [value >> 16, (value >> 8) & 0xff, value & 0xff];
	}

	return (colour === undefined ? undefined : sixteen[colour]) ?? usual;
};

const mixed = (from: Colour, to: Colour, share: number): Colour => {
	const part = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
	return [part(0), part(1), part(2)];
};
