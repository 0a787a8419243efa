// HOLDER IS in words: short for the table, whole for the card.
import type {Pulse} from '../../analyze/liveness/pulse.ts';
import type {LockReport} from '../../analyze/locks/report.ts';
import {escapeText} from '../escape.ts';
import {formatAge} from '../format.ts';
import {span, type Span} from '../line.ts';
import type {Style} from '../theme.ts';

const pulseStyle: Readonly<Record<Pulse['kind'], Style | undefined>> = {
	working: undefined,
	'pings only': undefined,
	connected: undefined,
	silent: 'warn',
	gone: 'bad',
	'left over': 'bad',
	unknown: 'muted',
};

/** Whole seconds: clocks of different machines agree no better. What is at most is rounded up. */
const atMost = (endsBy: number, now: number): string =>
	formatAge(Math.ceil(Math.max(0, endsBy - now) / 1000) * 1000);
const sinceText = (since: number, now: number): string =>
	formatAge(Math.floor(Math.max(0, now - since) / 1000) * 1000);

/** `working`, `pings only`, `silent 7 s`, `gone ≤ 8 s`, `unknown`. */
export const pulseSpan = (pulse: Pulse, now: number): Span => {
	const style = pulseStyle[pulse.kind];
	switch (pulse.kind) {
		case 'silent':
			return span(`silent ${sinceText(pulse.since, now)}`, style);
		case 'gone':
			return span(pulse.endsBy === undefined ? 'gone' : `gone ≤ ${atMost(pulse.endsBy, now)}`, style);
		case 'working':
		case 'pings only':
		case 'connected':
		case 'left over':
		case 'unknown':
			return span(pulse.kind, style);
	}
};

/** `silent 7 s, expires in ≤ 5 s`, `gone, frees in ≤ 8 s`, `unknown: zk3 does not answer`. */
/** The same in a cell of a table: why it is unknown stands elsewhere. */
export const pulseCell = (pulse: Pulse, now: number): string =>
	pulse.kind === 'unknown' ? pulse.kind : wholePulse(pulse, now);

export const wholePulse = (pulse: Pulse, now: number): string => {
	switch (pulse.kind) {
		case 'silent':
			return pulse.endsBy === undefined
				? `silent ${sinceText(pulse.since, now)}`
				: `silent ${sinceText(pulse.since, now)}, expires in ≤ ${atMost(pulse.endsBy, now)}`;
		case 'gone':
			return pulse.endsBy === undefined ? 'gone' : `gone, frees in ≤ ${atMost(pulse.endsBy, now)}`;
		case 'unknown':
			return `unknown: ${escapeText(pulse.why)}`;
		case 'left over':
			return 'left over: no session owns it, nothing cleans it up';
		case 'working':
		case 'pings only':
		case 'connected':
			return pulse.kind;
	}
};

/** HOLDER IS of a lock; the circle that it stands in says more than its holder does. */
export const verdictSpan = ({lock, pulse, deadlock}: LockReport, now: number, whole = false): Span => {
	if (deadlock !== undefined) {
		return span(deadlock.sure ? 'deadlock' : 'deadlock?', deadlock.sure ? 'bad' : 'warn');
	}

	if (pulse === undefined) {
		return lock.waiters.length > 0 ? span('stuck?', 'warn') : span('free');
	}

	return whole ? span(wholePulse(pulse, now), pulseStyle[pulse.kind]) : pulseSpan(pulse, now);
};
