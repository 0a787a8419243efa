// Where the user stands in time: at the newest sample, at the moment of a pause, or at one that is remembered.
import type {Event} from '../events.ts';
import type {State} from '../state.ts';
import {recorded} from './past.ts';
import {dataAt, momentAt} from './travel.ts';

type Standing = Pick<State, 'frozen' | 'travelled'>;

const now: Standing = {frozen: undefined, travelled: false};

/** Where the user stands after an event. */
export const reduceStanding = (state: State, event: Event): Standing => {
	switch (event.type) {
		case 'paused':
			return state.frozen === undefined ? {frozen: state.live, travelled: false} : state;
		case 'resumed':
			return now;
		case 'chart-cursor-moved':
			// What a tick brought is known once it is over.
			return reduceStanding(state, {type: 'travelled', tick: event.tick + 1});
		case 'travelled': {
			const {past, live} = state;
			const moment = event.tick >= live.clock.tick ? undefined : momentAt(past, event.tick);
			return moment === undefined ? now : {frozen: dataAt(past, moment), travelled: true};
		}

		default:
			return state;
	}
};

/** The past after an event: a tick that is over becomes a moment. */
export const reducePast = ({past, live}: State, event: Event): State['past'] =>
	event.type === 'sampled' && event.sample.tick > live.clock.tick && past.limits !== undefined
		? recorded(past, live, past.limits)
		: past;
