// What a value is packed in: gzip, zlib or zstd, layer by layer.
import * as zlib from 'node:zlib';

export type Packing = 'gzip' | 'zlib' | 'zstd';

export type Unpacked = {
	/** Outermost first; empty: it was packed in nothing. */
	readonly chain: readonly Packing[];
	readonly data: Uint8Array;
};

/** A small value may unpack to gigabytes. */
const mostUnpackedBytes = 16 * 1024 * 1024;
const mostLayers = 8;

/** The value without all layers that it is packed in. */
export const unpack = (data: Uint8Array, layers = 0): Unpacked => {
	const opened = layers < mostLayers ? withoutLayer(data) : undefined;
	if (opened === undefined) {
		return {chain: [], data};
	}

	const inner = unpack(opened.data, layers + 1);
	return {...inner, chain: [opened.packing, ...inner.chain]};
};

/** Data without the layer it is packed in, by its first bytes; undefined where it is in none, or does not hold what they promise. */
const withoutLayer = (
	data: Uint8Array,
): {readonly packing: Packing; readonly data: Uint8Array} | undefined => {
	const packing = packingOf(data);
	try {
		return packing && {packing, data: open(packing, data)};
	} catch {
		return undefined;
	}
};

const packingOf = ([first = 0, second = 0, third = 0, fourth = 0]: Uint8Array): Packing | undefined => {
	if (first === 0x1f && second === 0x8b) {
		return 'gzip';
	}

	// RFC 8878; Node 22 has it from 22.15 on.
	if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd) {
		return 'zstdDecompressSync' in zlib ? 'zstd' : undefined;
	}

	return isZlib(first, second) ? 'zlib' : undefined;
};

const open = (packing: Packing, data: Uint8Array): Uint8Array => {
	const limit = {maxOutputLength: mostUnpackedBytes};
	switch (packing) {
		case 'gzip':
			return zlib.gunzipSync(data, limit);
		case 'zlib':
			return zlib.inflateSync(data, limit);
		case 'zstd':
			return zlib.zstdDecompressSync(data, limit);
	}
};

/** RFC 1950: method 8, a window of at most 32 KB, and a header that 31 divides. */
const isZlib = (first: number, second: number): boolean =>
	(first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;
