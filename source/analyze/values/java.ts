// The head of a Java object that was serialised: its class and the fields it declares.
//
//   ac ed 00 05 · 73 TC_OBJECT · 72 TC_CLASSDESC · utf name · int64 serialVersionUID · flags · int16 count ·
//   {type, utf name, [74 TC_STRING utf type | 71 TC_REFERENCE int32]}*       (Java Object Serialization Specification, 6.4)
import {reading, type Reader} from './reader.ts';

const magic = [0xac, 0xed, 0x00, 0x05];
const [object, classDescription, string, array, blockData, reference] = [0x73, 0x72, 0x74, 0x75, 0x77, 0x71];

const primitives: ReadonlyMap<string, string> = new Map([
	['B', 'byte'],
	['C', 'char'],
	['D', 'double'],
	['F', 'float'],
	['I', 'int'],
	['J', 'long'],
	['S', 'short'],
	['Z', 'boolean'],
]);

/** What is told of the object; undefined where it is none. */
export const javaLines = (data: Uint8Array): readonly string[] | undefined =>
	magic.every((byte, index) => data[index] === byte)
		? (reading(data.subarray(magic.length), headOf) ?? ['Java object; its head is cut off'])
		: undefined;

const headOf = (reader: Reader): readonly string[] => {
	const kind = reader.u8();
	switch (kind) {
		case string:
			return [`Java string ${JSON.stringify(utfOf(reader))}`];
		case object:
		case array:
			return reader.u8() === classDescription
				? describedClass(reader, kind === array)
				: ['Java object of a class that is not told'];
		case blockData:
			return [`Java stream, written by hand: ${reader.u8()} bytes first`];
		default:
			return [`Java stream that begins with 0x${kind.toString(16)}`];
	}
};

const describedClass = (reader: Reader, isArray: boolean): readonly string[] => {
	const name = isArray ? typeOf(utfOf(reader)) : utfOf(reader);
	const version = reader.i64();
	reader.u8();
	const fields = Array.from({length: reader.u16()}, () => fieldOf(reader));
	return [`Java object of ${name}, serialVersionUID ${version}`, ...fields.map(field => `  ${field}`)];
};

const fieldOf = (reader: Reader): string => {
	const letter = String.fromCodePoint(reader.u8());
	const name = utfOf(reader);
	const primitive = primitives.get(letter);
	if (primitive !== undefined) {
		return `${primitive} ${name}`;
	}

	if (reader.u8() === reference) {
		reader.i32();
		return `(a type named before) ${name}`;
	}

	return `${typeOf(utfOf(reader))} ${name}`;
};

const utfOf = (reader: Reader): string => reader.text(reader.u16());

/** `[Ljava/lang/String;` is `java.lang.String[]`. */
const typeOf = (descriptor: string): string => {
	const depth = /^\[*/.exec(descriptor)?.[0].length ?? 0;
	const inner = descriptor.slice(depth);
	const name = primitives.get(inner) ?? inner.replace(/^L(?<name>.*);$/, '$<name>').replaceAll('/', '.');
	return name + '[]'.repeat(depth);
};
