// LZ4's frames (lz4_Frame_format.md, lz4_Block_format.md). Checksums are not compared: a value that is damaged is shown as far as it goes.
//
//   frame    = magic 0x184D2204, flags, block size code, [content size 8], [dictionary id 4], header checksum 1, block…, 0 4, [checksum 4]
//   flags    = version 01, independent, block checksums, content size, content checksum, 0, dictionary
//   block    = size 4 (highest bit: stored as it is), data, [checksum 4]
//   data     = (token: literals 4 bits, match − 4 4 bits; [255…, literals]; literals; back 2; [255…, match])…; the last has literals alone
import {Input, Output} from './output.ts';

export const isLz4 = ([a, b, c, d]: Uint8Array): boolean =>
	a === 0x04 && b === 0x22 && c === 0x4d && d === 0x18;

const leastMatch = 4;
const stored = 0x8000_0000;

/** The content of one frame. */
export const lz4 = (frame: Uint8Array): Uint8Array => {
	const input = new Input(frame, 4);
	const flags = input.number(1);
	if (flags >> 6 !== 1 || (flags & 1) !== 0) {
		throw new RangeError('another version, or a dictionary that nobody has');
	}

	input.take(1 + ((flags & 8) === 0 ? 0 : 8) + 1);
	const output = new Output();
	for (let size = input.number(4); size !== 0; size = input.number(4)) {
		const data = input.take(size % stored);
		if (size >= stored) {
			output.append(data);
		} else {
			readBlock(new Input(data), output);
		}

		input.take((flags & 16) === 0 ? 0 : 4);
	}

	input.take((flags & 4) === 0 ? 0 : 4);
	if (input.left > 0) {
		throw new RangeError('there is more behind the frame');
	}

	return output.data;
};

/** What one block holds; its matches may lie in blocks before it. */
const readBlock = (input: Input, output: Output): void => {
	while (input.left > 0) {
		const token = input.number(1);
		output.append(input.take(lengthOf(token >> 4, input)));
		if (input.left > 0) {
			const back = input.number(2);
			output.repeat(back, lengthOf(token & 15, input) + leastMatch);
		}
	}
};

/** 15 goes on in the bytes that follow, up to the first that is not 255. */
const lengthOf = (start: number, input: Input): number => {
	let length = start;
	if (start === 15) {
		let more = 255;
		while (more === 255) {
			more = input.number(1);
			length += more;
		}
	}

	return length;
};
