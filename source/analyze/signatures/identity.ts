// Who somebody says it is, in the data of its znode: text, a field of JSON, or strings in a protobuf message. It is a hint: who it really
// is, its session tells.
import {stringsIn} from './protobuf.ts';

/** A short name, as it was written; undefined: the data holds none. */
export type Identify = (data: Uint8Array) => string | undefined;

const longest = 120;
const utf8 = new TextDecoder('utf8', {fatal: true});

/** The data is the name. */
export const asText: Identify = data => {
	try {
		const text = utf8.decode(data).trim();
		return text === '' || text.length > longest || /\p{Cc}/u.test(text) ? undefined : text;
	} catch {
		return undefined;
	}
};

/** kazoo's Semaphore writes Python's way of writing bytes into its inner lock: `b'name'`. */
export const asPythonText: Identify = data => {
	const text = asText(data);
	return /^b'(.*)'$/.exec(text ?? '')?.[1] ?? text;
};

type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON object; undefined where it is none. */
export const fieldsIn = (data: Uint8Array | undefined): Fields | undefined => {
	if (data?.[0] !== 0x7b) {
		return undefined;
	}

	try {
		return JSON.parse(utf8.decode(data)) as Fields;
	} catch {
		return undefined;
	}
};

const textOf = (value: unknown): string | undefined =>
	(typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

/** The field of this name, where the data is a JSON object. */
export const byField =
	(name: string): Identify =>
	data =>
		textOf(fieldsIn(data)?.[name]);

/** `address:port` of a JSON object, the port where there is one. */
export const byAddress =
	(address: string, port: string): Identify =>
	data => {
		const fields = fieldsIn(data);
		const host = textOf(fields?.[address]);
		const number = textOf(fields?.[port]);
		return host === undefined || number === undefined ? host : `${host}:${number}`;
	};

/** The strings in these fields of a protobuf message, joined. */
export const byStrings =
	(...numbers: readonly number[]): Identify =>
	data => {
		const strings = stringsIn(data);
		const texts = numbers.flatMap(number => asText(strings.get(number) ?? new Uint8Array()) ?? []);
		return texts.length === 0 ? undefined : texts.join(' ');
	};

/** The first that finds a name. */
export const firstOf =
	(...ways: readonly Identify[]): Identify =>
	data => {
		for (const way of ways) {
			const name = way(data);
			if (name !== undefined) {
				return name;
			}
		}

		return undefined;
	};
