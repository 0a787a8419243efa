// What is typed to filter a table.
import type {Event} from './events.ts';
import type {View} from './state.ts';

type FilterEvent = Extract<
	Event,
	{type: 'filter-opened' | 'filter-typed' | 'filter-advanced' | 'filter-kept' | 'filter-cleared'}
>;

/** The view after an event of the filter. */
export const reduceFilter = (view: View, event: FilterEvent): View => {
	const {mode} = view;
	switch (event.type) {
		case 'filter-opened':
			return {
				...view,
				mode: {kind: 'filter', table: event.table, text: view.filters[event.table], back: mode},
			};
		case 'filter-typed':
			return mode.kind === 'filter' ? typed(view, mode, event) : view;
		case 'filter-advanced':
			return {...view, filterStep: view.filterStep + 1};
		case 'filter-kept':
			return mode.kind === 'filter' ? {...view, mode: mode.back} : view;
		case 'filter-cleared':
			return {
				...view,
				filters: {...view.filters, [event.table]: ''},
				mode: mode.kind === 'filter' ? mode.back : mode,
			};
	}
};

type Typing = Extract<View['mode'], {kind: 'filter'}>;

/** The cursor goes to what is meant most, where that is known. */
const typed = (view: View, mode: Typing, {text, at}: Extract<FilterEvent, {type: 'filter-typed'}>): View => ({
	...view,
	mode: {...mode, text},
	filters: {...view.filters, [mode.table]: text},
	filterStep: 0,
	cursors: at === undefined ? view.cursors : {...view.cursors, [mode.table]: {at, top: 0}},
});
