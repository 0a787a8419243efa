// Going back and forth in time: what the keys and the commands for it do, or why there is nowhere to go.
import type {Event} from '../../store/events.ts';
import {momentNear, tickAway, tickBeside} from '../../store/past/travel.ts';
import {shown, type State} from '../../store/state.ts';
import {formatDate, formatTime} from '../format.ts';
import {refuse, type Refusal} from '../refusal.ts';

type Given = {readonly state: State};

/** One recorded moment back or forth. */
export const step =
	(by: -1 | 1) =>
	({state}: Given): Event | Refusal =>
		goTo(state, tickBeside(state, by), by);

/** A minute back or forth. */
export const minute =
	(by: -1 | 1) =>
	({state}: Given): Event | Refusal =>
		goTo(state, tickAway(state, by * 60_000), by);

const goTo = (state: State, tick: number | undefined, by: -1 | 1): Event | Refusal => {
	if (by === 1 && state.frozen === undefined) {
		return refuse('this is now: the screen is live');
	}

	return tick === undefined
		? refuse(`nothing is recorded before ${formatTime(shown(state).clock.at)}`)
		: {type: 'travelled', tick};
};

/** Stops the screen, or brings it back to now. */
export const pause = ({state}: Given): Event => ({type: state.frozen === undefined ? 'paused' : 'resumed'});

const usage = 'at wants a time of today in UTC, as 14:02:10, or how long ago, as -72s, -5m or -1h';

/** `:at 14:02:10`, `:at -72s`: the recorded moment that is nearest; how far off it is, is said. */
export const at = (state: State, argument: string): Event | Refusal => {
	const {clock} = state.live;
	const wanted = timeOf(argument, clock.at);
	if (wanted === undefined) {
		return refuse(usage);
	}

	if (wanted > clock.at) {
		return refuse(`${formatTime(wanted)} has not come yet`);
	}

	const moment = momentNear(state.past, wanted);
	if (moment === undefined) {
		return refuse('nothing is recorded yet');
	}

	const {tick, at: found} = moment.data.clock;
	const isNear = Math.abs(found - wanted) <= Math.max(1000, 1.5 * clock.intervalMs);
	const text = `nothing is recorded at ${formatDate(wanted)}; the nearest is ${formatTime(found)}`;
	return {type: 'travelled', tick, ...(!isNear && {notice: {text, at: clock.at}})};
};

/** Epoch ms. A time of day that has not come yet is one of yesterday, if that is less than half a day ago. */
const timeOf = (argument: string, now: number): number | undefined => {
	const ago = argument.startsWith('-') ? durationOf(argument.slice(1)) : undefined;
	if (ago !== undefined) {
		return now - ago;
	}

	const time = /^(?<hours>[01]?\d|2[0-3]):(?<minutes>[0-5]\d)(?::(?<seconds>[0-5]\d))?Z?$/.exec(
		argument,
	)?.groups;
	if (time === undefined) {
		return undefined;
	}

	const midnight = Math.floor(now / dayMs) * dayMs;
	const seconds = (Number(time['hours']) * 60 + Number(time['minutes'])) * 60 + Number(time['seconds'] ?? 0);
	const today = midnight + seconds * 1000;
	return today - now > dayMs / 2 ? today - dayMs : today;
};

const dayMs = 86_400_000;

/** `60s`, `5m`, `1h` in ms. */
const durationOf = (text: string): number | undefined => {
	const {count, unit} = /^(?<count>\d{1,6})(?<unit>[smh])$/.exec(text)?.groups ?? {};
	switch (unit) {
		case 's':
			return Number(count) * 1000;
		case 'm':
			return Number(count) * 60_000;
		case 'h':
			return Number(count) * 3_600_000;
		default:
			return undefined;
	}
};

/** `:explain`, `:explain 5m`: what changed in that time before the moment that is shown. */
export const explainFor = (_: State, argument: string): Event | Refusal => {
	const spanMs = argument === '' ? 60_000 : durationOf(argument);
	return spanMs === undefined || spanMs < 1000 || spanMs > dayMs
		? refuse(`explain wants a time from 1s to 24h, as 60s, 5m or 1h, but got "${argument}"`)
		: {type: 'explain-opened', spanMs};
};
