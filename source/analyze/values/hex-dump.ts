// The bytes of a value as a hex dump, sixteen a line.
const shownBytes = 1_048_576;
const hexBytes = 16;

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
