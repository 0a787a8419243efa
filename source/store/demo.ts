// The demo's slice: what is aimed at, and which hints were asked for.
import type {DemoState, DemoTarget} from './demo-ask.ts';
import type {Event} from './events.ts';

/** The demo after an event; undefined where there is none. */
export const reduceDemo = (state: DemoState | undefined, event: Event): DemoState | undefined => {
	if (event.type === 'demo-told') {
		return {aim: event.demo.targets[0]?.id, hinted: 0, ...state, ...event.demo};
	}

	if (state === undefined) {
		return undefined;
	}

	switch (event.type) {
		case 'demo-aimed':
			return {...state, aim: aimFrom(state, event.by)};
		case 'demo-hinted':
			return {...state, hinted: Math.min(state.hinted + 1, (state.drill?.hints.length ?? -1) + 1)};
		default:
			return state;
	}
};

const aimFrom = ({targets, aim}: DemoState, by: number): string | undefined => {
	const at = Math.max(
		0,
		targets.findIndex(({id}) => id === aim),
	);
	return targets[(at + by + targets.length) % targets.length]?.id;
};

/** What is aimed at; the first one where it has gone. */
export const targetOf = ({targets, aim}: DemoState): DemoTarget | undefined =>
	targets.find(({id}) => id === aim) ?? targets[0];
