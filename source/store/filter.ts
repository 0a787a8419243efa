// What is typed to filter a table.
import type {Event} from './events.ts';
import type {View} from './state.ts';

type FilterEvent = Extract<
	Event,
	{type: 'filter-opened' | 'filter-typed' | 'filter-kept' | 'filter-cleared'}
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
			return mode.kind === 'filter'
				? {...view, mode: {...mode, text: event.text}, filters: {...view.filters, [mode.table]: event.text}}
				: view;
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
