// Numbers with their units as a reader wants them: short, and never more exact than they are. In findings, tables and panes alike.

/** `age`: a span of time in ms, said in its fitting unit. */
export type Unit =
	'count' | 'ms' | 'age' | 'bytes' | 'per-second' | 'bytes-per-second' | 'per-minute' | 'share';

/** A figure with its unit, or what is said where there is none. */
export type Quantity = {readonly value: number; readonly unit: Unit} | {readonly text: string};

export const quantity = (value: number, unit: Unit): Quantity => ({value, unit});

/** `12,345`. Without Intl, whose tables take 7 ms of a start. */
const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** 0 … 999,999 in full, then `1.2M`. */
export const formatCount = (value: number): string =>
	Math.abs(value) < 1_000_000 ? grouped(value) : formatShort(value);

/** `1 session`, `4,210 sessions`. */
export const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
	`${formatCount(count)} ${count === 1 ? noun : nouns}`;

const short = (value: number, unit: string): string =>
	`${value < 9.95 ? value.toFixed(1) : Math.round(value)}${unit}`;

/** 999, `1.2k`, `463k`, `1.2M`. */
export const formatShort = (value: number): string => {
	if (value < 999.5) {
		return value > 0 && value < 9.95 && !Number.isInteger(value)
			? value.toFixed(1)
			: String(Math.round(value));
	}

	return value < 999_500 ? short(value / 1000, 'k') : short(value / 1_000_000, 'M');
};

/** Milliseconds: `0.4`, `9.9`, `402`, `12k`. */
export const formatMs = (value: number): string => (value < 9.95 ? value.toFixed(1) : formatShort(value));

const kib = 1024;

/** Bytes: `51 B`, `7.6 KB`, `39 MB`. */
export const formatBytes = (value: number): string => {
	if (value < kib) {
		return `${Math.round(value)} B`;
	}

	return value < kib * kib
		? short(value / kib, ' KB')
		: value < kib ** 3
			? short(value / kib ** 2, ' MB')
			: short(value / kib ** 3, ' GB');
};

const units = [
	['s', 1],
	['m', 60],
	['h', 3600],
	['d', 86_400],
	['y', 31_557_600],
] as const;

/** A span of time in its one fitting unit: `2.1 s`, `72 s`, `43 m`, `11 d`. */
export const formatAge = (ms: number): string => {
	const seconds = Math.max(0, ms) / 1000;
	if (seconds < 9.95) {
		return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(1)} s`;
	}

	// 119 s says more than 2 m: a unit is used from twice its length on.
	const [unit, length] =
		units.findLast(([name, length]) => name === 's' || seconds >= 2 * length) ?? units[0];
	return `${Math.floor(seconds / length)} ${unit}`;
};

/** `410 ms`, `2.1 s`, `7.6 MB`, `71/s`, `28/min`, `68 %`. A share is of 1. */
export const say = (quantity: Quantity): string => {
	if ('text' in quantity) {
		return quantity.text;
	}

	const {value, unit} = quantity;
	switch (unit) {
		case 'count':
			return formatCount(value);
		case 'ms':
			return value < 999.5 ? `${formatMs(value)} ms` : formatAge(value);
		case 'age':
			return formatAge(value);
		case 'bytes':
			return formatBytes(value);
		case 'per-second':
			return `${formatShort(value)}/s`;
		case 'bytes-per-second':
			return `${formatBytes(value)}/s`;
		case 'per-minute':
			return `${formatShort(value)}/min`;
		case 'share':
			return `${Math.round(value * 100)} %`;
	}
};
