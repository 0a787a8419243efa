// Where one can go in the past, and what a moment looked like.
import type {Data, Moment, Past, State} from '../state.ts';
import {withFiguresAt} from './figures-at.ts';
import {withSessions} from './packed-clients.ts';
import {unpackSessions} from './packed-sessions.ts';
import {treeAfter} from './tree-changes.ts';

/** The nearest moment; undefined where nothing is recorded. */
const nearest = ({moments}: Past, distanceOf: (moment: Moment) => number): Moment | undefined =>
	moments.reduce<Moment | undefined>(
		(best, moment) => (best === undefined || distanceOf(moment) < distanceOf(best) ? moment : best),
		undefined,
	);

/** The moment that is recorded nearest to a time. */
export const momentNear = (past: Past, at: number): Moment | undefined =>
	nearest(past, ({data}) => Math.abs(data.clock.at - at));

/** The moment of a tick, or the one recorded nearest to it. */
export const momentAt = (past: Past, tick: number): Moment | undefined =>
	nearest(past, ({data}) => Math.abs(data.clock.tick - tick));

/** All that was known at a moment, as the panes show it. */
export const dataAt = ({moments, base}: Past, moment: Moment): Data => {
	const {data, sessions: packed} = moment;
	const sessions = unpackSessions(packed);
	const before = moments.slice(0, moments.indexOf(moment) + 1);
	return {
		...data,
		servers: data.servers.map(server => withFiguresAt(server, data.clock.tick)),
		znodes: treeAfter(
			base,
			before.map(({changes}) => changes),
		),
		traffic: withSessions(data.traffic, sessions),
		inspection: {
			...data.inspection,
			sessions,
			bySession: new Map(sessions.map(row => [row.session, row])),
			omitted: packed.omitted,
		},
	};
};

/** The tick of the moment that one step leads to; that of now behind the newest one, undefined before the oldest one. */
export const tickBeside = ({past, frozen, live}: State, step: -1 | 1): number | undefined => {
	const from = (frozen ?? live).clock.tick;
	const ticks = past.moments.map(({data}) => data.clock.tick);
	return step === -1
		? ticks.findLast(tick => tick < from)
		: (ticks.find(tick => tick > from) ?? live.clock.tick);
};

/** The same for a step of time: the moment nearest to there that lies in that direction. */
export const tickAway = (state: State, byMs: number): number | undefined => {
	const {past, frozen, live} = state;
	const {at, tick: from} = (frozen ?? live).clock;
	const beside = tickBeside(state, byMs < 0 ? -1 : 1);
	if (beside === undefined || at + byMs >= live.clock.at) {
		return beside === undefined ? undefined : live.clock.tick;
	}

	const near = momentNear(past, at + byMs)?.data.clock.tick ?? beside;
	return byMs < 0 === near < from && near !== from ? near : beside;
};
