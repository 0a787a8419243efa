// The fields of an AdminServer's body by name, typed; what is missing or of another type is undefined.
import {parseId, type Id} from '../ids.ts';
import type {Json, JsonObject} from './lossless.ts';

/** A finite number; 64-bit ones rounded. */
export const numberIn = (fields: JsonObject, key: string): number | undefined => {
	const value = fields[key];
	const number = typeof value === 'bigint' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** A session id or zxid, which travels as a signed decimal number. */
export const asId = (value: Json | undefined): Id | undefined =>
	typeof value === 'bigint' || typeof value === 'number' ? parseId(String(value)) : undefined;

/** A text. */
export const textIn = (fields: JsonObject, key: string): string | undefined => {
	const value = fields[key];
	return typeof value === 'string' ? value : undefined;
};
