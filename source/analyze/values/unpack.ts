// What a value is packed in: gzip, zlib, zstd, LZ4 or Snappy, layer by layer.
import * as zlib from 'node:zlib';
import {isLz4, lz4} from './lz4.ts';
import {mostUnpackedBytes} from './output.ts';
import {framedSnappy, isFramedSnappy, snappyBlock} from './snappy.ts';

/** Its first bytes tell. */
type Signed = 'gzip' | 'zlib' | 'zstd' | 'lz4' | 'snappy';
export type Packing = Signed | 'snappy block';

export type Unpacked = {
	/** Outermost first; empty: it was packed in nothing. */
	readonly chain: readonly Packing[];
	readonly data: Uint8Array;
};

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
		return packing === undefined ? withoutSign(data) : {packing, data: open(packing, data)};
	} catch {
		return undefined;
	}
};

/** What no first byte tells. */
const withoutSign = (
	data: Uint8Array,
): {readonly packing: Packing; readonly data: Uint8Array} | undefined => {
	const opened = snappyBlock(data);
	return opened && {packing: 'snappy block', data: opened};
};

const packingOf = (data: Uint8Array): Signed | undefined => {
	const [first = 0, second = 0, third = 0, fourth = 0] = data;
	if (first === 0x1f && second === 0x8b) {
		return 'gzip';
	}

	// RFC 8878; Node 22 has it from 22.15 on.
	if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd) {
		return 'zstdDecompressSync' in zlib ? 'zstd' : undefined;
	}

	if (isLz4(data)) {
		return 'lz4';
	}

	if (isFramedSnappy(data)) {
		return 'snappy';
	}

	return isZlib(first, second) ? 'zlib' : undefined;
};

const open = (packing: Signed, data: Uint8Array): Uint8Array => {
	const limit = {maxOutputLength: mostUnpackedBytes};
	switch (packing) {
		case 'gzip':
			return zlib.gunzipSync(data, limit);
		case 'zlib':
			return zlib.inflateSync(data, limit);
		case 'zstd':
			return zlib.zstdDecompressSync(data, limit);
		case 'lz4':
			return lz4(data);
		case 'snappy':
			return framedSnappy(data);
	}
};

/** RFC 1950: method 8, a window of at most 32 KB, and a header that 31 divides. */
const isZlib = (first: number, second: number): boolean =>
	(first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;
