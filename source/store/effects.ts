// The effects' slice: what must leave the program, until it is drained.
import type {Event} from './events.ts';
import type {Effect} from './state.ts';

/** The effects after an event: commands of the user that leave the program. */
export const reduceEffects = (effects: readonly Effect[], event: Event): readonly Effect[] => {
	switch (event.type) {
		case 'wanted':
			return [...effects, {kind: event.effect}];
		case 'prompt-opened':
			return [...effects, {kind: 'read-contexts'}];
		case 'watchers-asked':
			return [...effects, {kind: 'ask-watchers'}];
		case 'demo-asked':
			return [...effects, {kind: 'demo', ask: event.ask}];
		case 'copied':
			return [...effects, {kind: 'copy', what: event.what, text: event.text}];
		case 'paged':
			return [...effects, {kind: 'page', text: event.text}];
		case 'context-chosen':
			return [...effects, {kind: 'switch', to: event.name}];
		case 'effects-drained':
			return effects.length === 0 ? effects : [];
		default:
			return effects;
	}
};
