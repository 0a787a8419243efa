// Writes an animated GIF (GIF89a): one palette, and of each frame only what has changed.

export type Picture = {readonly width: number; readonly height: number; readonly pixels: Uint8Array};
export type Frame = {readonly picture: Picture; readonly ms: number};
export type Colour = readonly [red: number, green: number, blue: number];

const colours = 256;
/** Stands for a pixel that stays as it was. */
const unchanged = 255;

const word = (value: number): readonly number[] => [value & 0xff, value >> 8];

/** All frames, over and over again. At most 255 colours. */
export const writeGif = (frames: readonly Frame[], palette: readonly Colour[]): Buffer => {
	const [first] = frames;
	if (first === undefined || palette.length > unchanged) {
		throw new RangeError('a GIF has frames, and 255 colours at most');
	}

	const {width, height} = first.picture;
	const table = Array.from({length: colours}, (_, index) => palette[index] ?? [0, 0, 0]);
	const head = [...Buffer.from('GIF89a'), ...word(width), ...word(height), 0xf7, 0, 0, ...table.flat()];
	const loop = [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0];
	const parts = frames.map(({picture, ms}, index) => frameOf(picture, frames[index - 1]?.picture, ms));
	return Buffer.concat([Buffer.from([...head, ...loop]), ...parts, Buffer.of(0x3b)]);
};

const frameOf = (picture: Picture, before: Picture | undefined, ms: number): Buffer => {
	const {left, top, right, bottom} = changedIn(picture, before);
	const pixels = new Uint8Array((right - left) * (bottom - top));
	for (let y = top; y < bottom; y++) {
		for (let x = left; x < right; x++) {
			const at = y * picture.width + x;
			const same = before?.pixels[at] === picture.pixels[at];
			pixels[(y - top) * (right - left) + x - left] = same ? unchanged : (picture.pixels[at] ?? 0);
		}
	}

	const control = [0x21, 0xf9, 4, 0x05, ...word(Math.round(ms / 10)), unchanged, 0];
	const place = [0x2c, ...word(left), ...word(top), ...word(right - left), ...word(bottom - top), 0];
	return Buffer.concat([Buffer.from([...control, ...place, 8]), blocksOf(compress(pixels)), Buffer.of(0)]);
};

const changedIn = ({width, height, pixels}: Picture, before: Picture | undefined) => {
	const box = {left: width, top: height, right: 0, bottom: 0};
	for (const [at, pixel] of pixels.entries()) {
		if (before?.pixels[at] !== pixel) {
			const [x, y] = [at % width, Math.floor(at / width)];
			box.left = Math.min(box.left, x);
			box.right = Math.max(box.right, x + 1);
			box.top = Math.min(box.top, y);
			box.bottom = Math.max(box.bottom, y + 1);
		}
	}

	return box.right === 0 ? {left: 0, top: 0, right: 1, bottom: 1} : box;
};

const blocksOf = (bytes: readonly number[]): Buffer => {
	const blocks: Buffer[] = [];
	for (let at = 0; at < bytes.length; at += 255) {
		const block = bytes.slice(at, at + 255);
		blocks.push(Buffer.from([block.length, ...block]));
	}

	return Buffer.concat(blocks);
};

const clear = 256;
const end = 257;
const mostCodes = 4096;

/** LZW with codes of 9 to 12 bits. */
const compress = (pixels: Uint8Array): readonly number[] => {
	const bytes: number[] = [];
	let [bits, held, size] = [0, 0, 9];
	const put = (code: number): void => {
		held |= code << bits;
		for (bits += size; bits >= 8; bits -= 8) {
			bytes.push(held & 0xff);
			held >>>= 8;
		}
	};

	let known = new Map<number, number>();
	let next = end + 1;
	put(clear);
	let prefix = pixels[0] ?? 0;
	for (const pixel of pixels.subarray(1)) {
		const key = prefix * colours + pixel;
		const code = known.get(key);
		if (code !== undefined) {
			prefix = code;
			continue;
		}

		put(prefix);
		if (next === mostCodes) {
			put(clear);
			known = new Map();
			[next, size] = [end + 1, 9];
		} else {
			if (next === 2 ** size) {
				size += 1;
			}

			known.set(key, next);
			next += 1;
		}

		prefix = pixel;
	}

	put(prefix);
	put(end);
	return bits > 0 ? [...bytes, held & 0xff] : bytes;
};
