// JSON without loss: whole numbers above 2^53 (session ids, zxids, digests) become bigints instead of being rounded.

export type JsonObject = {readonly [key: string]: Json};
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

/** What may be a 64-bit integer; longer ones are left to be rounded. */
const whole = /^-?\d{1,20}$/;
const mayBeRounded = /\d{16}/;

/**
 * Reads a JSON text; undefined for what is none, and for one that is nested too deep to be walked. Numbers may be infinite
 * (`1e999`).
 */
export const parseLossless = (text: string): Json | undefined => {
	try {
		// The reviver sees the digits (`context.source`, Node 22), but costs eight times the parsing: only where it matters.
		return (mayBeRounded.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)) as Json;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) {
			return undefined;
		}

		throw error;
	}
};

const keepDigits = (_: string, value: unknown, context?: {readonly source?: string}): unknown => {
	const {source} = context ?? {};
	return typeof value === 'number' &&
		!Number.isSafeInteger(value) &&
		source !== undefined &&
		whole.test(source)
		? BigInt(source)
		: value;
};

/** An object; undefined for anything else. */
export const asObject = (value: Json | undefined): JsonObject | undefined =>
	typeof value === 'object' && value !== null && !isList(value) ? value : undefined;

/** The items of a list; none for anything else. */
export const asList = (value: Json | undefined): readonly Json[] =>
	typeof value === 'object' && value !== null && isList(value) ? value : [];

const isList = (value: JsonObject | readonly Json[]): value is readonly Json[] => Array.isArray(value);
