// What the bytes of a znode are, and how to show them: the first form that fits, and the others that could be meant.
import {keyIdOf} from '../../zookeeper/envelope.ts';
import {hbaseLines, numberLines, queueLines} from './binary.ts';
import {hexLines} from './hex-dump.ts';
import {javaLines} from './java.ts';
import type {Layout} from './layout.ts';
import {layoutOf} from './layouts.ts';
import {protoLines, readProto} from './protobuf.ts';
import {asText, jsonLines, linesOf, looksLikeProperties, looksLikeYaml, parsedJson} from './text.ts';
import {unpack, type Packing} from './unpack.ts';

/** What a value can be shown as. `stored`: the bytes as they lie there, packed. */
export type Form =
	| 'json'
	| 'yaml'
	| 'properties'
	| 'text'
	| 'queue'
	| 'java'
	| 'hbase'
	| 'protobuf'
	| 'number'
	| 'encrypted'
	| 'hex'
	| 'stored';

export type Decoded = {
	/** As it was recognised. */
	readonly form: 'none' | 'empty' | Form;
	/** What it could be shown as instead. */
	readonly others: readonly Form[];
	/** What it was packed in, outermost first; absent: in nothing. */
	readonly chain?: readonly Packing[] | undefined;
	/** Unpacked: what the lines are of. Absent: the bytes as they are. */
	readonly bytes?: number;
	/** Lines as they are meant; control characters are still in them and are escaped when shown. */
	readonly lines: readonly string[];
	/** What system it is of. */
	readonly layout?: Layout | undefined;
};

/** Recognises data by itself, and systems by the path too; null data and empty data are different things. */
export const decode = (stored: Uint8Array | undefined, path = ''): Decoded => {
	if (stored === undefined || stored.length === 0) {
		return {form: stored === undefined ? 'none' : 'empty', others: [], lines: []};
	}

	const {chain, data} = unpack(stored);
	const text = asText(data);
	const json = text === undefined ? undefined : parsedJson(text);
	const forms = [
		...formsOf(data, text, json),
		'hex' as const,
		...(chain.length === 0 ? [] : ['stored' as const]),
	];
	const [form, ...others] = [...new Set<Form>(forms)];
	const layout = layoutOf({path, data, text, json});
	return {
		form: form ?? 'hex',
		others,
		...(chain.length > 0 && {chain, bytes: data.length}),
		lines: linesIn(form ?? 'hex', data),
		...(layout && {layout}),
	};
};

/** The same value in another form that it can be shown as. */
export const linesAs = (form: Form, stored: Uint8Array): readonly string[] =>
	linesIn(form, form === 'stored' ? stored : unpack(stored).data);

/** The text of a value, unpacked; undefined where it is none. */
export const textOf = (stored: Uint8Array): string | undefined => asText(unpack(stored).data);

/** What it can be shown as, the likeliest first. */
const formsOf = (data: Uint8Array, text: string | undefined, json: object | undefined): readonly Form[] => {
	if (keyIdOf(data) !== undefined) {
		return ['encrypted'];
	}

	const marked = markedForm(data);
	if (marked !== undefined) {
		return [marked];
	}

	// Many bytes are a protobuf by chance: it is offered, never claimed.
	const guesses = readProto(data) === undefined ? [] : ['protobuf' as const];
	const number = numberLines(data) === undefined ? [] : ['number' as const];
	return text === undefined
		? [...number, ...(number.length === 0 ? ['hex' as const] : []), ...guesses]
		: [json === undefined ? textForm(text) : 'json', 'text', ...number, ...guesses];
};

const textForm = (text: string): Form => {
	const lines = linesOf(text);
	return looksLikeProperties(lines) ? 'properties' : looksLikeYaml(lines) ? 'yaml' : 'text';
};

/** What says by its first bytes what it is. */
const markedForm = (data: Uint8Array): Form | undefined =>
	javaLines(data) === undefined
		? queueLines(data) === undefined
			? hbaseLines(data) === undefined
				? undefined
				: 'hbase'
			: 'queue'
		: 'java';

const linesIn = (form: Form, data: Uint8Array): readonly string[] => {
	switch (form) {
		case 'json':
			return jsonLines(asText(data) ?? '');
		case 'yaml':
		case 'properties':
		case 'text':
			return linesOf(asText(data) ?? '');
		case 'queue':
			return queueLines(data) ?? [];
		case 'java':
			return [...(javaLines(data) ?? []), '', ...hexLines(data)];
		case 'hbase':
			return hbaseLines(data) ?? [];
		case 'protobuf':
			return protoLines(readProto(data) ?? []);
		case 'number':
			return [...(numberLines(data) ?? []), '', ...hexLines(data)];
		case 'encrypted':
			return [`AES-256-GCM, key ${keyIdOf(data) ?? ''}; --key-file with that key opens it`];
		case 'hex':
		case 'stored':
			return hexLines(data);
	}
};
