// `:find PATTERN [PATH]`.
import type {Event} from '../../store/events.ts';
import type {State} from '../../store/state.ts';
import {refuse, type Refusal} from '../refusal.ts';

/** It begins at once: who types a pattern means it. */
export const findFor = (state: State, argument: string): Event | Refusal => {
	const {pattern, under = '/'} = /^(?<pattern>\S+)(?:\s+(?<under>\/.*))?$/.exec(argument)?.groups ?? {};
	return pattern === undefined
		? refuse('find wants a pattern and maybe a path: :find *lock* /apps')
		: {
				type: 'job-wished',
				wish: {
					id: `find ${pattern} ${under} ${state.live.clock.at}`,
					kind: 'find',
					pattern,
					under,
					going: true,
				},
				cursor: 0,
			};
};
