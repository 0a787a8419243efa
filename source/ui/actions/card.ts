// What keys do with the card of a znode: other forms of its value, places in it, its way out of zktop.
import {cursorPath} from '../../store/selectors.ts';
import {shown, type State} from '../../store/state.ts';
import type {Event} from '../../store/events.ts';
import {windowAround} from '../../store/window.ts';
import {cardOf, nextForm, valueShown, valueText} from '../../store/value.ts';
import type {Layout} from '../layout.ts';
import {escapeText} from '../escape.ts';
import {cardRows, type CardRows} from '../panes/card/card.ts';
import {refuse, type Refusal} from '../refusal.ts';

type Where = {readonly state: State; readonly layout: Layout};

/** The value in the next form. */
export const otherForm = ({state}: Where): Event | Refusal => {
	const {described} = shown(state);
	const form = described && nextForm(described, cardOf(state)?.form);
	return form === undefined ? refuse('there is no value to show') : {type: 'form-chosen', form};
};

export const openSearch = ({state}: Where): Event | Refusal =>
	valueShown(state) === undefined ? refuse('there is no value to look in') : {type: 'search-opened'};

/** The prompt's text was changed: the first place from the top of the screen on is meant. */
export const search = (text: string, {state, layout}: Where): Event => {
	const card = cardOf(state);
	const top = card?.top ?? 0;
	const rows = rowsIn({state: withSearch(state, text), layout});
	const places = rows?.card.value?.rows.found;
	let match = 0;
	while (places !== undefined && match + 1 < places.count && rowOf(rows?.card, match) < top) {
		match += 1;
	}

	const isFound = rows !== undefined && rowOf(rows.card, match) >= top;
	return {type: 'searched', text, ...placed(rows, isFound ? match : 0, top)};
};

/** The card as it is without a search. */
export const leaveSearch = (): Event => ({type: 'search-left'});

/** The place after the one that is meant, or before it; behind the last one comes the first. */
export const jump =
	(step: 1 | -1) =>
	({state, layout}: Where): Event | Refusal => {
		const card = cardOf(state);
		if (card === undefined || card.search === '') {
			return refuse('nothing is looked for; / looks in the value');
		}

		const rows = rowsIn({state, layout});
		const count = rows?.card.value?.rows.found.count ?? 0;
		return count === 0
			? refuse(`${card.search} is not found in the value`)
			: {
					type: 'searched',
					text: card.search,
					...placed(rows, (card.match + step + count) % count, card.top),
				};
	};

type Rows = {readonly card: CardRows; readonly height: number};

const rowsIn = ({state, layout}: Where): Rows | undefined =>
	layout.kind === 'card' ? {card: cardRows(state, layout.card.width), height: layout.card.height} : undefined;

/** The same card with something else that is looked for. */
const withSearch = (state: State, text: string): State => {
	const card = cardOf(state);
	return card === undefined
		? state
		: {...state, view: {...state.view, mode: {...card, search: text, match: 0}}};
};

/** The row of the card where a place begins; −1: there is no such place. */
const rowOf = (card: CardRows | undefined, match: number): number => {
	const value = card?.value;
	const place = value?.rows.found.placeAt(match);
	return value === undefined || place === undefined ? -1 : value.from + value.rows.rowOf(place);
};

const placed = (
	rows: Rows | undefined,
	match: number,
	top: number,
): {readonly match: number; readonly top: number} => {
	const row = rowOf(rows?.card, match);
	return {
		match,
		top: rows === undefined || row === -1 ? top : windowAround(top, row, rows.card.count, rows.height).top,
	};
};

/** The path of the card, or of the row. */
export const copyPath = ({state}: Where): Event | Refusal => {
	const path = cardOf(state)?.path ?? (state.view.focus === 'tree' ? cursorPath(state) : undefined);
	return path === undefined
		? refuse('no path to copy here; tab goes to the tree')
		: {type: 'copied', what: 'path', text: path};
};

export const copyValue = ({state}: Where): Event | Refusal => {
	const text = valueText(state);
	return text === undefined ? refuse('there is no value to copy') : {type: 'copied', what: 'value', text};
};

/** As it is shown, but for tabs, which do no harm. */
export const pageValue = ({state}: Where): Event | Refusal => {
	const value = valueShown(state);
	return value === undefined
		? refuse('there is no value to open')
		: {
				type: 'paged',
				text: `${value.lines.map(line => line.split('\t').map(escapeText).join('\t')).join('\n')}\n`,
			};
};
