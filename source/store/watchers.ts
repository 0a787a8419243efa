// The watches tab's slice of the view: whose watches are shown, and when the servers were asked.
import type {Event} from './events.ts';
import {onPane, unset, withCursor} from './placing.ts';
import type {View} from './state.ts';

type WatchersEvent = Extract<Event, {type: 'watchers-opened' | 'watchers-asked'}>;

/** The view after one of these events. */
export const reduceWatchers = (view: View, event: WatchersEvent): View => {
	switch (event.type) {
		case 'watchers-opened': {
			const shown = withCursor({...onPane(view, 'inspector'), tab: 'watches'}, 'watches', unset);
			return {...shown, watchersOf: event.of, filters: {...view.filters, watches: ''}};
		}

		case 'watchers-asked':
			return {...view, watchersAskedAt: event.at};
	}
};
