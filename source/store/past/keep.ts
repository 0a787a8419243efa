// What is kept of a value for long: it shares what is equal with what was kept before, and is no part of a long text any more.

import {detached} from '../../analyze/detached.ts';

/**
 * A copy that shares all that is equal with an earlier one.
 * @param source What the earlier copy was made of: what still is the same by identity is not looked into.
 */
export const keep = <T>(value: T, source: unknown, kept: unknown): T => keepAny(value, source, kept) as T;

const keepAny = (value: unknown, source: unknown, kept: unknown): unknown => {
	if (value === kept || (value === source && kept !== undefined)) {
		return kept;
	}

	if (typeof value === 'string') {
		return detached(value);
	}

	if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) {
		return value;
	}

	if (Array.isArray(value)) {
		return keepArray(value, Array.isArray(source) ? source : [], Array.isArray(kept) ? kept : []);
	}

	if (value instanceof Map) {
		return keepMap(value, source instanceof Map ? source : none, kept instanceof Map ? kept : none);
	}

	if (value instanceof Set) {
		return keepSet(value, kept);
	}

	return isRecord(value)
		? keepRecord(value, isRecord(source) ? source : {}, isRecord(kept) ? kept : undefined)
		: value;
};

const none: ReadonlyMap<unknown, unknown> = new Map();

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	!(value instanceof Map) &&
	!(value instanceof Set);

const keepArray = (
	value: readonly unknown[],
	source: readonly unknown[],
	kept: readonly unknown[],
): unknown => {
	const next = value.map((item, index) => keepAny(item, source[index], kept[index]));
	return next.length === kept.length && next.every((item, index) => item === kept[index]) ? kept : next;
};

const keepMap = (
	value: ReadonlyMap<unknown, unknown>,
	source: ReadonlyMap<unknown, unknown>,
	kept: ReadonlyMap<unknown, unknown>,
): unknown => {
	const next = new Map<unknown, unknown>();
	let isSame = value.size === kept.size && kept !== none;
	for (const [key, item] of value) {
		const own = keepAny(item, source.get(key), kept.get(key));
		isSame &&= own === kept.get(key) && kept.has(key);
		next.set(typeof key === 'string' ? detached(key) : key, own);
	}

	return isSame ? kept : next;
};

const keepSet = (value: ReadonlySet<unknown>, kept: unknown): unknown =>
	kept instanceof Set && kept.size === value.size && [...value].every(item => kept.has(item))
		? kept
		: new Set([...value].map(item => keepAny(item, undefined, undefined)));

const keepRecord = (value: Fields, source: Fields, kept: Fields | undefined): unknown => {
	const next: Record<string, unknown> = {};
	let isSame = kept !== undefined && Object.keys(kept).length === Object.keys(value).length;
	for (const name of Object.keys(value)) {
		const item = keepAny(value[name], source[name], kept?.[name]);
		next[name] = item;
		isSame &&= kept !== undefined && item === kept[name] && name in kept;
	}

	return isSame ? kept : next;
};
