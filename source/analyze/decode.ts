// What the bytes of a znode are, and how to show them: JSON, text or a hex dump.
import {keyIdOf} from '../zookeeper/envelope.ts';

export type Decoded = {
	readonly form: 'none' | 'empty' | 'json' | 'text' | 'hex' | 'encrypted';
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

	const text = asText(data);
	if (text === undefined) {
		return {form: 'hex', lines: hexLines(data)};
	}

	const json = asJson(text);
	return json === undefined
		? {form: 'text', lines: text.split(/\r?\n/)}
		: {form: 'json', lines: json.split('\n')};
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
