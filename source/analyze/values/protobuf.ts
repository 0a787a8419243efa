// Protobuf without its schema: numbers of fields, and what their bytes could be.
//
//   message = {varint (field << 3 | wire), value}*    wire 0: varint, 1: 8 bytes, 2: varint length and bytes, 5: 4 bytes
import {asText} from './text.ts';

export type ProtoField = {readonly field: number} & (
	| {readonly wire: 'varint'; readonly value: bigint}
	| {readonly wire: 'bytes' | 'fixed'; readonly value: Uint8Array}
);

const mostFields = 10_000;
const mostDepth = 12;

/** The fields of a message; undefined where it is none, to its last byte. */
export const readProto = (data: Uint8Array): readonly ProtoField[] | undefined => {
	const fields: ProtoField[] = [];
	let at = 0;
	const varint = (): bigint | undefined => {
		let value = 0n;
		for (let shift = 0n; shift < 70n; shift += 7n) {
			const byte = data[at];
			if (byte === undefined) {
				return undefined;
			}

			at += 1;
			value |= BigInt(byte & 0x7f) << shift;
			if (byte < 0x80) {
				return BigInt.asUintN(64, value);
			}
		}

		return undefined;
	};

	const bytes = (count: number): Uint8Array | undefined => {
		at += count;
		return at > data.length ? undefined : data.subarray(at - count, at);
	};

	while (at < data.length) {
		const key = varint();
		const one = key === undefined ? undefined : fieldOf(Number(key), varint, bytes);
		if (one === undefined || fields.length === mostFields) {
			return undefined;
		}

		fields.push(one);
	}

	return fields;
};

const fieldOf = (
	key: number,
	varint: () => bigint | undefined,
	bytes: (count: number) => Uint8Array | undefined,
): ProtoField | undefined => {
	const field = Math.floor(key / 8);
	if (field < 1 || field > 0x1f_ff_ff_ff) {
		return undefined;
	}

	switch (key % 8) {
		case 0: {
			const value = varint();
			return value === undefined ? undefined : {field, wire: 'varint', value};
		}

		case 2: {
			const length = varint();
			const value = length === undefined ? undefined : bytes(Number(length));
			return value && {field, wire: 'bytes', value};
		}

		case 1:
		case 5: {
			const value = bytes(key % 8 === 1 ? 8 : 4);
			return value && {field, wire: 'fixed', value};
		}

		default:
			return undefined;
	}
};

/** The first field of that number, as text, number or message. */
export const protoText = (fields: readonly ProtoField[], field: number): string | undefined => {
	const found = fields.find(one => one.field === field);
	return found === undefined
		? undefined
		: found.wire === 'varint'
			? String(found.value)
			: asText(found.value);
};

export const protoMessage = (
	fields: readonly ProtoField[],
	field: number,
): readonly ProtoField[] | undefined => {
	const found = fields.find(one => one.field === field);
	return found?.wire === 'bytes' ? readProto(found.value) : undefined;
};

/** A line for each field; what may be a message is taken for one. */
export const protoLines = (fields: readonly ProtoField[], depth = 0): readonly string[] => {
	const inset = '  '.repeat(depth);
	return fields.flatMap((one): readonly string[] => {
		const name = `${inset}${one.field}`;
		if (one.wire === 'varint') {
			return [`${name}: ${one.value}`];
		}

		const text = one.wire === 'bytes' ? asText(one.value) : undefined;
		if (text !== undefined) {
			return [`${name}: ${JSON.stringify(text)}`];
		}

		const message = one.wire === 'bytes' && depth < mostDepth ? readProto(one.value) : undefined;
		return message === undefined
			? [`${name}: 0x${hexOf(one.value)}`]
			: [`${name} {`, ...protoLines(message, depth + 1), `${inset}}`];
	});
};

const hexOf = (bytes: Uint8Array): string =>
	Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
