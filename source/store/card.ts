// The card: in which form its value is shown, and what is looked for in it.
import type {Event} from './events.ts';
import type {Mode} from './state.ts';

type CardEvent = Extract<Event, {type: 'form-chosen' | 'search-opened' | 'searched' | 'search-left'}>;

/** The card of a znode, at its top. */
export const openedCard = (mode: Mode, path: string): Mode => ({
	kind: 'card',
	path,
	top: 0,
	form: undefined,
	search: '',
	match: 0,
	back: mode.kind === 'card' ? mode.back : mode,
});

/** The mode after an event of the card; under the prompt it shows what is found as it is typed. */
export const reduceCard = (mode: Mode, event: CardEvent): Mode => {
	if (mode.kind === 'search') {
		const card = reduceCard(mode.back, event);
		return event.type === 'search-left' ? card : {...mode, back: card};
	}

	if (mode.kind !== 'card') {
		return mode;
	}

	switch (event.type) {
		case 'form-chosen':
			return {...mode, form: event.form, match: 0, top: 0};
		case 'search-opened':
			return {kind: 'search', back: {...mode, search: '', match: 0}};
		case 'searched':
			return {...mode, search: event.text, match: event.match, top: event.top};
		case 'search-left':
			return {...mode, search: '', match: 0};
	}
};
