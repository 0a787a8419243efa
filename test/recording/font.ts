// Draws the glyphs of a TrueType font as shades: enough of the format for a terminal's characters, and nothing that is not here already.
import {readFileSync} from 'node:fs';

type Point = {readonly x: number; readonly y: number; readonly on: boolean};
type Contour = readonly Point[];

/** How dark each pixel of a cell is, row by row: 0 to `shades`. */
export type Glyph = Uint8Array;

export const shades = 4;
const subRows = 4;
const steps = 4;

export class Font {
	readonly width: number;
	readonly height: number;
	readonly #bytes: Buffer;
	readonly #tables = new Map<string, number>();
	readonly #glyphs = new Map<string, Glyph>();
	readonly #scale: number;
	readonly #ascent: number;

	/** @param pixels The size of its em. */
	constructor(file: string, pixels: number) {
		this.#bytes = readFileSync(file);
		for (let index = 0; index < this.#bytes.readUInt16BE(4); index++) {
			const at = 12 + index * 16;
			this.#tables.set(this.#bytes.toString('latin1', at, at + 4), this.#bytes.readUInt32BE(at + 8));
		}

		this.#scale = pixels / this.#bytes.readUInt16BE(this.#table('head') + 18);
		const hhea = this.#table('hhea');
		const ascent = this.#bytes.readInt16BE(hhea + 4) * this.#scale;
		this.height = Math.round(ascent - this.#bytes.readInt16BE(hhea + 6) * this.#scale);
		this.#ascent = Math.round(ascent);
		this.width = Math.round(this.#bytes.readUInt16BE(this.#table('hmtx')) * this.#scale);
	}

	glyph(character: string): Glyph {
		const known = this.#glyphs.get(character);
		if (known !== undefined) {
			return known;
		}

		const glyph = this.#fill(this.#contours(this.#indexOf(character.codePointAt(0) ?? 0)));
		this.#glyphs.set(character, glyph);
		return glyph;
	}

	#table(name: string): number {
		const at = this.#tables.get(name);
		if (at === undefined) {
			throw new Error(`the font has no table ${name}`);
		}

		return at;
	}

	/** cmap format 4: segments of the basic plane. */
	#indexOf(code: number): number {
		const cmap = this.#table('cmap');
		const records = Array.from(
			{length: this.#bytes.readUInt16BE(cmap + 2)},
			(_, index) => cmap + 4 + index * 8,
		);
		const record = records.find(
			at => this.#bytes.readUInt16BE(at) === 3 && this.#bytes.readUInt16BE(at + 2) === 1,
		);
		const table = cmap + this.#bytes.readUInt32BE((record ?? cmap + 4) + 4);
		const doubled = this.#bytes.readUInt16BE(table + 6);
		for (let at = table + 14; at < table + 14 + doubled; at += 2) {
			const start = this.#bytes.readUInt16BE(at + doubled + 2);
			if (code <= this.#bytes.readUInt16BE(at) && code >= start) {
				const offsetAt = at + 3 * doubled + 2;
				const offset = this.#bytes.readUInt16BE(offsetAt);
				const delta = this.#bytes.readUInt16BE(at + 2 * doubled + 2);
				const index = offset === 0 ? code : this.#bytes.readUInt16BE(offsetAt + offset + 2 * (code - start));
				return (index + delta) & 0xff_ff;
			}
		}

		return 0;
	}

	#contours(index: number): readonly Contour[] {
		const long = this.#bytes.readInt16BE(this.#table('head') + 50) === 1;
		const loca = this.#table('loca');
		const offsetOf = (glyph: number): number =>
			long ? this.#bytes.readUInt32BE(loca + glyph * 4) : 2 * this.#bytes.readUInt16BE(loca + glyph * 2);
		const at = this.#table('glyf') + offsetOf(index);
		if (offsetOf(index) === offsetOf(index + 1)) {
			return [];
		}

		const count = this.#bytes.readInt16BE(at);
		return count >= 0 ? this.#simple(at, count) : this.#composite(at + 10);
	}

	#simple(start: number, count: number): readonly Contour[] {
		const ends = Array.from({length: count}, (_, index) => this.#bytes.readUInt16BE(start + 10 + index * 2));
		const points = (ends.at(-1) ?? -1) + 1;
		let at = start + 10 + count * 2;
		at += 2 + this.#bytes.readUInt16BE(at);
		const flags: number[] = [];
		while (flags.length < points) {
			const flag = this.#bytes.readUInt8(at++);
			const repeats = (flag & 8) === 0 ? 0 : this.#bytes.readUInt8(at++);
			flags.push(...Array.from({length: repeats + 1}, () => flag));
		}

		const axis = (short: number, same: number): readonly number[] => {
			let value = 0;
			return flags.map(flag => {
				if ((flag & short) !== 0) {
					value += this.#bytes.readUInt8(at++) * ((flag & same) === 0 ? -1 : 1);
				} else if ((flag & same) === 0) {
					value += this.#bytes.readInt16BE(at);
					at += 2;
				}

				return value;
			});
		};
		const [xs, ys] = [axis(2, 16), axis(4, 32)];
		const all = flags.map((flag, index) => ({x: xs[index] ?? 0, y: ys[index] ?? 0, on: (flag & 1) !== 0}));
		return ends.map((end, index) => all.slice((ends[index - 1] ?? -1) + 1, end + 1));
	}

	/** Parts that are only moved; none is scaled in the characters of a terminal. */
	#composite(start: number): readonly Contour[] {
		const parts: Contour[] = [];
		let at = start;
		for (let flags = 32; (flags & 32) !== 0;) {
			flags = this.#bytes.readUInt16BE(at);
			const part = this.#contours(this.#bytes.readUInt16BE(at + 2));
			const wide = (flags & 1) !== 0;
			const dx = wide ? this.#bytes.readInt16BE(at + 4) : this.#bytes.readInt8(at + 4);
			const dy = wide ? this.#bytes.readInt16BE(at + 6) : this.#bytes.readInt8(at + 5);
			at += (wide ? 8 : 6) + ((flags & 8) !== 0 ? 2 : (flags & 64) !== 0 ? 4 : (flags & 128) !== 0 ? 8 : 0);
			parts.push(
				...part.map(contour => contour.map(point => ({...point, x: point.x + dx, y: point.y + dy}))),
			);
		}

		return parts;
	}

	/** Non-zero winding, exact along a row, some rows in each pixel. */
	#fill(contours: readonly Contour[]): Glyph {
		const lines = contours.flatMap(contour => linesOf(contour));
		const sums = new Float64Array(this.width * this.height);
		for (let sub = 0; sub < this.height * subRows; sub++) {
			const y = (sub + 0.5) / subRows;
			const crossings = lines
				.map(([a, b]) => [this.#place(a), this.#place(b)] as const)
				.filter(([a, b]) => a.y <= y !== b.y <= y)
				.map(([a, b]) => ({x: a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x), way: a.y < b.y ? 1 : -1}))
				.sort((a, b) => a.x - b.x);
			let winding = 0;
			for (const [index, {x, way}] of crossings.entries()) {
				winding += way;
				const next = crossings[index + 1];
				if (winding !== 0 && next !== undefined) {
					this.#cover(sums, Math.floor(sub / subRows), x, next.x);
				}
			}
		}

		return Uint8Array.from(sums, sum => Math.min(shades, Math.round((sum / subRows) * shades)));
	}

	#place({x, y}: {readonly x: number; readonly y: number}): {readonly x: number; readonly y: number} {
		return {x: x * this.#scale, y: this.#ascent - y * this.#scale};
	}

	#cover(sums: Float64Array, row: number, from: number, to: number): void {
		for (let column = Math.max(0, Math.floor(from)); column < Math.min(this.width, to); column++) {
			const part = Math.min(to, column + 1) - Math.max(from, column);
			sums[row * this.width + column] = (sums[row * this.width + column] ?? 0) + Math.max(0, part);
		}
	}
}

type Spot = Pick<Point, 'x' | 'y'>;

/** A contour as straight lines; between two points off the curve lies one on it. */
const linesOf = (contour: Contour): ReadonlyArray<readonly [Spot, Spot]> => {
	const full = contour.flatMap((point, index) => {
		const next = contour[(index + 1) % contour.length] ?? point;
		return point.on || next.on ? [point] : [point, {...between(point, next, 0.5), on: true}];
	});
	const first = full.findIndex(({on}) => on);
	const ring = [...full.slice(first), ...full.slice(0, first), ...full.slice(first, first + 1)];
	const spots: Spot[] = [];
	for (const [index, point] of ring.entries()) {
		const [before, after] = [ring[index - 1], ring[index + 1]];
		if (point.on || before === undefined || after === undefined) {
			spots.push(point);
			continue;
		}

		for (let step = 1; step < steps; step++) {
			const share = step / steps;
			spots.push(between(between(before, point, share), between(point, after, share), share));
		}
	}

	return spots.slice(1).map((spot, index) => [spots[index] ?? spot, spot] as const);
};

const between = (a: Spot, b: Spot, share: number): Spot => ({
	x: a.x + (b.x - a.x) * share,
	y: a.y + (b.y - a.y) * share,
});
