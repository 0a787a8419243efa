// The values of flags: what they have to look like, and what is said when they do not.
import {UsageError} from './usage-error.ts';

export type Flags = Readonly<Record<string, unknown>>;
export type Environment = Readonly<Record<string, string | undefined>>;

export const themeNames = ['mono', 'ansi16', 'rich'] as const;
export type ThemeName = (typeof themeNames)[number];

/** As meow files it: `auth-file` → `authFile`. */
export const keyOf = (name: string): string =>
	name.replaceAll(/-(?<letter>[a-z])/g, (_, letter: string) => letter.toUpperCase());

/** As the user writes it: `authFile` → `auth-file`. */
export const spelled = (key: string): string =>
	key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

export const stringOf = (flags: Flags, name: string): string | undefined => {
	const value = flags[keyOf(name)];
	if (value === '') {
		throw new UsageError(`--${name} wants a value`);
	}

	return typeof value === 'string' ? value : undefined;
};

export const listOf = (flags: Flags, name: string): readonly string[] => {
	const value = flags[keyOf(name)];
	return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
};

export const numberOf = (
	flags: Flags,
	name: string,
	[lowest, highest]: readonly [number, number],
): number | undefined => {
	const value = flags[keyOf(name)];
	if (value === undefined) {
		return undefined;
	}

	if (typeof value !== 'number' || !(value >= lowest && value <= highest)) {
		throw new UsageError(`--${name} wants a number from ${lowest} to ${highest}`);
	}

	return value;
};

export const themeOf = (flags: Flags): ThemeName | undefined => {
	const value = stringOf(flags, 'theme');
	const theme = themeNames.find(name => name === value);
	if (value !== undefined && theme === undefined) {
		throw new UsageError(`--theme ${value}: there are ${themeNames.join(', ')}`);
	}

	return theme;
};

const units: Readonly<Record<string, number>> = {'': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3};

/** `67108864`, `0x4000000`, `64m`: bytes, from 1k to 1g. */
export const bytesOf = (flags: Flags, name: string): number | undefined => {
	const text = stringOf(flags, name);
	if (text === undefined) {
		return undefined;
	}

	const {count, unit = ''} = /^(?<count>0x[\da-f]+|\d+)(?<unit>[kmg]?)$/i.exec(text)?.groups ?? {};
	const bytes = Number(count) * (units[unit.toLowerCase()] ?? 1);
	if (count === undefined || bytes < 1024 || bytes > 1024 ** 3) {
		throw new UsageError(`--${name} wants bytes from 1k to 1g, for example 64m or 0x400000`);
	}

	return bytes;
};

const fewestReads = 10;
const mostReads = 1_000_000;

/** `2000`, or `none`: Infinity. Reads a second. */
export const readsOf = (flags: Flags): number | undefined => {
	const text = stringOf(flags, 'budget');
	if (text === undefined || text === 'none') {
		return text === undefined ? undefined : Infinity;
	}

	const reads = /^\d{1,7}$/.test(text) ? Number(text) : 0;
	if (reads < fewestReads || reads > mostReads) {
		throw new UsageError(
			`--budget ${text}: wants reads a second from ${fewestReads} to ${mostReads}, or none for no limit`,
		);
	}

	return reads;
};

/** Why this is no path of a znode; undefined when it is one. */
export const pathFault = (path: string): string | undefined => {
	if (path === '/' || (path.startsWith('/') && !path.slice(1).split('/').some(isNoName))) {
		return undefined;
	}

	if (/^[^/]*:\d+$/.test(path)) {
		return `"${path}" is not a znode path, which starts with /; the ensemble is named by -c ${path}`;
	}

	const near = `/${path
		.split('/')
		.filter(name => !isNoName(name))
		.join('/')}`;
	return `"${path}" is not a znode path: it starts with /, does not end with / and no segment is empty, "." or ".."; did you mean ${near}?`;
};

const isNoName = (segment: string): boolean => ['', '.', '..'].includes(segment);

/** @param flag Whose value it is; undefined for a word. */
export const pathOf = (path: string, flag?: string): string => {
	const fault = pathFault(path);
	if (fault !== undefined) {
		throw new UsageError(flag === undefined ? fault : `--${flag}: ${fault}`);
	}

	return path;
};

/** `--since`: epoch and counter as the screen writes them, or an id. */
export const zxidOf = (flags: Flags): string | undefined => {
	const text = stringOf(flags, 'since');
	if (text !== undefined && !/^(?:[\da-f]{1,8}:[\da-f]{1,8}|0x[\da-f]{1,16}|\d{1,19})$/i.test(text)) {
		throw new UsageError(`--since wants a zxid as 5a:12f3c or 0x5a00012f3c, but got "${text}"`);
	}

	return text;
};
