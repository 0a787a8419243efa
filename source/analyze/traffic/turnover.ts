// How many sessions of each address come and go: by who is listed in one answer and not in the other one.
// Who comes and goes between two answers is not seen, so it is the least there can be.
import {changesBetween} from '../session-changes.ts';
import type {SessionList, SessionRow} from '../sessions.ts';

type Count = {readonly born: number; readonly gone: number};
type Change = {readonly at: number; readonly counts: ReadonlyMap<string, Count>};

export type Turnover = {
	/** Since when it is counted, our clock; undefined: not yet. */
	readonly since: number | undefined;
	/** Of the last ten seconds, oldest first. */
	readonly changes: readonly Change[];
};

export const noTurnover: Turnover = {since: undefined, changes: []};

const windowMs = 10_000;

/** The turnover after another look at all sessions. Lists of servers that did not answer are as they were: nobody goes there. */
export const turnoverAfter = (
	turnover: Turnover,
	before: SessionList,
	now: SessionList,
	at: number,
): Turnover => {
	if (turnover.since === undefined) {
		return now.size === 0 ? turnover : {since: at, changes: []};
	}

	const counts = new Map<string, {born: number; gone: number}>();
	const add = ({address}: SessionRow, born: number): void => {
		const count = counts.get(address) ?? {born: 0, gone: 0};
		count.born += born;
		count.gone += 1 - born;
		counts.set(address, count);
	};

	const {came, left} = changesBetween(before, now);
	for (const row of came) {
		add(row, 1);
	}

	for (const row of left) {
		add(row, 0);
	}

	const recent = turnover.changes.filter(change => change.at > at - windowMs);
	return counts.size === 0 && recent.length === turnover.changes.length
		? turnover
		: {since: turnover.since, changes: counts.size === 0 ? recent : [...recent, {at, counts}]};
};

export type Rates = {readonly bornPerSecond: number; readonly gonePerSecond: number};

/** Of the last ten seconds; undefined until there is a second to tell of. */
export const turnoverOf = ({since, changes}: Turnover, address: string, now: number): Rates | undefined => {
	const spanMs = since === undefined ? 0 : Math.min(windowMs, now - since);
	if (spanMs < 1000) {
		return undefined;
	}

	const recent = changes.filter(({at}) => at > now - windowMs).map(({counts}) => counts.get(address));
	const rate = (count: (one: Count) => number): number =>
		(recent.reduce((sum, one) => sum + (one === undefined ? 0 : count(one)), 0) * 1000) / spanMs;
	return {bornPerSecond: rate(({born}) => born), gonePerSecond: rate(({gone}) => gone)};
};
