// Snappy's blocks (format_description.txt) and its framing (framing_format.txt). Checksums are not compared.
//
//   block   = length as a varint, element…
//   element = tag: its two lowest bits 0, a literal: length − 1 in six bits, or from 60 on in that many − 59 bytes; the literal
//                                      1, a copy:    length − 4 in three bits, distance in three bits and a byte
//                                      2, a copy:    length − 1 in six bits, distance in two bytes; 3: in four
//   framing = (type 1, size 3, data)…: 255 "sNaPpY" first; 0, checksum 4 and a block; 1, checksum 4 and bytes as they are; from 128 on nothing for us
import {Input, Output} from './output.ts';

const signature = [0xff, 6, 0, 0, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59] as const;

export const isFramedSnappy = (data: Uint8Array): boolean =>
	signature.every((byte, index) => data[index] === byte);

export const framedSnappy = (data: Uint8Array): Uint8Array => {
	const input = new Input(data);
	const output = new Output();
	while (input.left > 0) {
		const type = input.number(1);
		const chunk = new Input(input.take(input.number(3)));
		if (type < 2) {
			chunk.take(4);
			const bytes = chunk.take(chunk.left);
			output.append(type === 0 ? readBlock(bytes).data : bytes);
		} else if (type < 128) {
			throw new RangeError('a chunk that nobody may skip');
		}
	}

	return output.data;
};

/** A block says by nothing what it is: one is believed that fits to the byte, and has become shorter by what it repeats. */
export const snappyBlock = (data: Uint8Array): Uint8Array | undefined => {
	try {
		const {data: opened, copies} = readBlock(data);
		return copies > 0 && opened.length > data.length ? opened : undefined;
	} catch {
		return undefined;
	}
};

const readBlock = (data: Uint8Array): {readonly data: Uint8Array; readonly copies: number} => {
	const input = new Input(data);
	const length = varint(input);
	const output = new Output();
	let copies = 0;
	while (input.left > 0 && output.length <= length) {
		const tag = input.number(1);
		if ((tag & 3) === 0) {
			output.append(input.take(literalLength(tag >> 2, input)));
		} else {
			copies += 1;
			copy(tag, input, output);
		}
	}

	if (output.length !== length || input.left > 0) {
		throw new RangeError('it is not as long as it says');
	}

	return {data: output.data, copies};
};

const varint = (input: Input): number => {
	let number = 0;
	for (let factor = 1; factor <= 128 ** 4; factor *= 128) {
		const byte = input.number(1);
		number += (byte % 128) * factor;
		if (byte < 128) {
			return number;
		}
	}

	throw new RangeError('no length');
};

const literalLength = (bits: number, input: Input): number =>
	(bits < 60 ? bits : input.number(bits - 59)) + 1;

const copy = (tag: number, input: Input, output: Output): void => {
	const bits = tag >> 2;
	switch (tag & 3) {
		case 1:
			output.repeat((bits >> 3) * 256 + input.number(1), (bits & 7) + 4);
			break;
		case 2:
			output.repeat(input.number(2), bits + 1);
			break;
		default:
			output.repeat(input.number(4), bits + 1);
	}
};
