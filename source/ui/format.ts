// Times and ids as a reader wants them, and numbers as the findings say them: short, with units, never more exact than they are.

import {formatAge} from '../analyze/quantity.ts';

export {counted, formatAge, formatBytes, formatCount, formatMs, formatShort} from '../analyze/quantity.ts';

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
