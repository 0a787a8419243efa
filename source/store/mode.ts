// What covers the screen: cards, help and zoom, each leading back to what was there before.
import {openedCard, reduceCard} from './card.ts';
import type {Event} from './events.ts';
import type {Mode} from './state.ts';

const types = [
	'zoomed',
	'card-opened',
	'scrolled',
	'form-chosen',
	'search-opened',
	'searched',
	'search-left',
	'letter-asked',
	'diff-opened',
	'help-opened',
	'sources-opened',
	'explain-opened',
	'finding-opened',
	'giant-met',
	'sort-opened',
	'job-wished',
	'demo-opened',
	'demo-hinted',
	'closed',
] as const;

type ModeEvent = Extract<Event, {type: (typeof types)[number]}>;

/** Whether an event changes nothing but what covers the screen. */
export const isOfMode = (event: Event): event is ModeEvent => types.some(type => type === event.type);

/** The mode after an event of the user. */
export const reduceMode = (mode: Mode, event: ModeEvent): Mode => {
	switch (event.type) {
		case 'zoomed':
			return {kind: 'zoomed', pane: event.pane};
		case 'card-opened':
			return openedCard(mode, event.path);
		case 'help-opened':
			return mode.kind === 'help' ? mode : {kind: 'help', top: 0, back: mode};
		case 'sources-opened':
			return mode.kind === 'sources' ? mode : {kind: 'sources', top: 0, back: mode};
		case 'finding-opened':
			return mode.kind === 'finding' ? mode : {kind: 'finding', finding: event.finding, top: 0, back: mode};
		case 'explain-opened':
			return {
				kind: 'explain',
				spanMs: event.spanMs,
				top: 0,
				back: mode.kind === 'explain' ? mode.back : mode,
			};
		case 'job-wished':
			return {
				kind: 'job',
				wish: event.wish,
				cursor: event.cursor,
				back: mode.kind === 'job' ? mode.back : mode,
			};
		case 'giant-met':
			return {kind: 'giant', path: event.path, back: mode};
		case 'sort-opened':
			return mode.kind === 'sort' ? mode : {kind: 'sort', back: mode};
		case 'demo-opened':
			return mode.kind === 'demo' ? mode : {kind: 'demo', top: event.top, back: mode};
		case 'demo-hinted':
			return mode.kind === 'demo' ? {...mode, top: Infinity} : mode;
		case 'scrolled':
			return 'top' in mode ? {...mode, top: event.top} : mode;
		case 'form-chosen':
		case 'search-opened':
		case 'searched':
		case 'search-left':
			return reduceCard(mode, event);
		case 'diff-opened':
			return {kind: 'diff', of: event.of, top: 0, back: mode.kind === 'diff' ? mode.back : mode};
		case 'letter-asked':
			return {kind: 'letter', does: event.does, back: mode};
		case 'closed':
			return 'back' in mode ? mode.back : mode.kind === 'home' ? mode : {kind: 'home'};
	}
};
