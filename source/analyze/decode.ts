// What the bytes of a znode are, and how to show them: JSON, text or a hex dump.
import {gunzipSync, inflateSync} from 'node:zlib';
import {keyIdOf} from '../zookeeper/envelope.ts';

export type Decoded = {
	readonly form: 'none' | 'empty' | 'json' | 'text' | 'number' | 'hex' | 'encrypted';
	/** What it was packed in, outermost first; absent: in nothing. */
	readonly chain?: readonly Packing[] | undefined;
	/** Unpacked: what the lines are of. Absent: the bytes as they are. */
	readonly bytes?: number;
	/** Lines as they are meant; control characters are still in them and are escaped when shown. */
	readonly lines: readonly string[];
};

const shownBytes = 1_048_576;
const hexBytes = 16;

/** Recognises data by itself; null data and empty data are different things. */
export const decode = (data: Uint8Array | undefined): Decoded => {
	if (data === undefined) {
		return {form: 'none', lines: []};
	}

	if (data.length === 0) {
		return {form: 'empty', lines: []};
	}

	const keyId = keyIdOf(data);
	if (keyId !== undefined) {
		return {form: 'encrypted', lines: [`AES-256-GCM, key ${keyId}; --key-file with that key opens it`]};
	}

	const unpacked = unpack(data);
	if (unpacked !== undefined) {
		const inner = decode(unpacked.data);
		return {
			...inner,
			bytes: inner.bytes ?? unpacked.data.length,
			chain: [unpacked.packing, ...(inner.chain ?? [])],
		};
	}

	const text = asText(data);
	if (text === undefined) {
		const number = asNumber(data);
		return number === undefined
			? {form: 'hex', lines: hexLines(data)}
			: {form: 'number', lines: [number, '', ...hexLines(data)]};
	}

	const json = asJson(text);
	return json === undefined
		? {form: 'text', lines: text.split(/\r?\n/)}
		: {form: 'json', lines: json.split('\n')};
};

type Packing = 'gzip' | 'zlib';

/** A small value may unpack to gigabytes. */
const mostUnpackedBytes = 16 * 1024 * 1024;

/** Data without the layer it is packed in, by its first bytes; undefined where it is in none, or does not hold what they promise. */
const unpack = (data: Uint8Array): {readonly packing: Packing; readonly data: Uint8Array} | undefined => {
	const [first = 0, second = 0] = data;
	const packing = first === 0x1f && second === 0x8b ? 'gzip' : isZlib(first, second) ? 'zlib' : undefined;
	const open = packing === 'gzip' ? gunzipSync : inflateSync;
	try {
		return packing && {packing, data: open(data, {maxOutputLength: mostUnpackedBytes})};
	} catch {
		return undefined;
	}
};

/** RFC 1950: method 8, a window of at most 32 KB, and a header that 31 divides. */
const isZlib = (first: number, second: number): boolean =>
	(first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;

/** What 4 or 8 bytes are as a number, big endian, as Java writes it. */
const asNumber = (data: Uint8Array): string | undefined => {
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	switch (data.length) {
		case 4:
			return `int32 ${view.getInt32(0)}`;
		case 8:
			return `int64 ${view.getBigInt64(0)} · double ${view.getFloat64(0)}`;
		default:
			return undefined;
	}
};

/** The first mebibyte as a hex dump, 16 bytes a line: offset, bytes, printable characters. */
export const hexLines = (data: Uint8Array): readonly string[] =>
	Array.from({length: Math.ceil(Math.min(data.length, shownBytes) / hexBytes)}, (_, line) =>
		hexLine(data, line * hexBytes),
	);

const hexLine = (data: Uint8Array, offset: number): string => {
	let hex = '';
	let ascii = '';
	for (const byte of data.subarray(offset, offset + hexBytes)) {
		hex += hexOf[byte] ?? '';
		ascii += asciiOf[byte] ?? '';
	}

	return `${offset.toString(16).padStart(6, '0')}  ${hex.padEnd(hexBytes * 3)} ${ascii}`;
};

const everyByte = Array.from({length: 256}, (_, byte) => byte);
const hexOf = everyByte.map(byte => `${byte.toString(16).padStart(2, '0')} `);
const asciiOf = everyByte.map(byte => (byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '.'));

const utf8 = new TextDecoder('utf8', {fatal: true});

/** Valid UTF-8 with few control characters is text: an int64 counter is valid UTF-8 too, but all control characters. */
const asText = (data: Uint8Array): string | undefined => {
	try {
		const text = utf8.decode(data);
		const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
		return controls * 10 > text.length ? undefined : text;
	} catch {
		return undefined;
	}
};

const asJson = (text: string): string | undefined => {
	if (!/^\s*[[{]/.test(text)) {
		return undefined;
	}

	try {
		const value: unknown = JSON.parse(text);
		return losesNumbers(text) ? undefined : JSON.stringify(value, undefined, 2);
	} catch {
		return undefined;
	}
};

/** Numbers of more than 15 digits would be rounded by re-printing: such data is shown as it is. */
const losesNumbers = (text: string): boolean => /\d{16,}/.test(text);
