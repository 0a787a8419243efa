// What changed in the time before the moment that is shown.
import {explain, type Explanation} from '../analyze/explain/explain.ts';
import {emptyLog, logAfter, type Log} from '../analyze/explain/log.ts';
import type {Event} from './events.ts';
import {dataAt} from './past/travel.ts';
import {shown, type Data, type Moment, type Past, type State} from './state.ts';

export {tablesOf, type Table} from '../analyze/explain/telling/tables.ts';
export type {Sentence} from '../analyze/explain/telling/sentence.ts';
export {tell, tellUnknown} from '../analyze/explain/telling/tell.ts';
export type {Explanation};

export const initialLog = (now: number): Log => emptyLog(now);

/** The log after an event; `live` has the sample already. */
export const reduceLog = ({log, past}: State, event: Event, live: Data): Log =>
	event.type === 'sampled' && past.limits !== undefined ? logAfter(log, live) : log;

/** What changed in that time; undefined while nothing is recorded that it could be compared with. */
export const explanationOf = (state: State, spanMs: number): Explanation | undefined => {
	const to = shown(state);
	const from = startOf(state.past, to, spanMs);
	return from === undefined ? undefined : explained(state.past, from, to, state.log, spanMs);
};

/** The last moment that is at least as long ago, else the first one. */
const startOf = ({moments}: Past, to: Data, spanMs: number): Moment | undefined => {
	const earlier = moments.filter(({data: {clock}}) => clock.tick < to.clock.tick && isToldAt(clock, to));
	return earlier.findLast(({data}) => data.clock.at <= to.clock.at - spanMs) ?? earlier[0];
};

/** Before the first answers nothing is known, and all would seem to have begun. */
const isToldAt = ({at}: Data['clock'], {clock}: Data): boolean => at > clock.startedAt;

type Last = {readonly from: Moment; readonly to: Data; readonly spanMs: number; readonly told: Explanation};
let last: Last | undefined;

/** Once for the same moments: keys are pressed between two samples. */
const explained = (past: Past, from: Moment, to: Data, log: Log, spanMs: number): Explanation => {
	if (last?.from !== from || last.to !== to || last.spanMs !== spanMs) {
		const between = past.moments.filter(
			({data: {clock}}) => clock.tick > from.data.clock.tick && clock.tick < to.clock.tick,
		);
		const traffic = [...between.map(({data}) => data.traffic), to.traffic];
		const told = explain({from: dataAt(past, from), to, traffic, log, askedMs: spanMs});
		last = {from, to, spanMs, told};
	}

	return last.told;
};
