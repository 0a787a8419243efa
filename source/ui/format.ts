// Times and ids as a reader wants them, and numbers as the findings say them: short, with units, never more exact than they are.

export {formatBytes, formatCount, formatMs, formatShort} from '../analyze/quantity.ts';

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

/** A span of time in whole seconds at least: clocks of different machines agree no better. */
export const formatWholeAge = (ms: number): string => formatAge(Math.floor(Math.max(0, ms) / 1000) * 1000);

/** UTC time of day: `14:03:22Z`. */
export const formatTime = (at: number): string => `${new Date(at).toISOString().slice(11, 19)}Z`;

/** UTC date and time: `2026-11-11 11:23:11Z`. */
export const formatDate = (at: number): string =>
	Number.isFinite(at) && Math.abs(at) < 8.64e15
		? `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`
		: String(at);

/** A zxid as epoch and counter in hex: `5a:12f3c`. */
export const formatZxid = (zxid: string): string => {
	const value = BigInt(zxid);
	return `${(value >> 32n).toString(16)}:${(value & 0xff_ff_ff_ffn).toString(16)}`;
};
