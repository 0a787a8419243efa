// What a system keeps in a znode, known by the znode's path and checked by what it holds.
export type Fact = readonly [name: string, value: string | {readonly at: number}];

export type Layout = {
	/** `Kafka broker`. */
	readonly name: string;
	/** By what it was recognised: `path and fields`. */
	readonly by: string;
	readonly facts: readonly Fact[];
	/** It holds credentials: it is shown to who asks for it only. */
	readonly secret: boolean;
};

/** A value as layouts see it. */
export type Seen = {
	readonly path: string;
	readonly data: Uint8Array;
	/** Undefined: it is no text. */
	readonly text: string | undefined;
	/** Undefined: it is no JSON. */
	readonly json: object | undefined;
};

/** One layout: where it lies, and what is told of it; undefined where the value is something else. */
export type Signature = {
	readonly name: string;
	readonly path: RegExp;
	readonly by?: string;
	readonly secret?: boolean;
	readonly facts: (seen: Seen, path: RegExpExecArray) => readonly Fact[] | undefined;
};

type Json = Readonly<Record<string, unknown>>;

/** A JSON object; undefined where it is none. */
export const recordOf = (value: unknown): Json | undefined =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What a JSON value says in a line. */
export const said = (value: unknown): string =>
	typeof value === 'string' ? value : value === undefined ? '·' : JSON.stringify(value);

/** Epoch ms, as a number or in words. */
export const timeOf = (value: unknown): Fact[1] => {
	const at = typeof value === 'string' ? Number(value) : value;
	return typeof at === 'number' && Number.isFinite(at) && at > 0 ? {at} : said(value);
};
