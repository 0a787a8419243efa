// Znodes that the user has given a name, of the ensemble that is open.
import type {Event} from './events.ts';
import type {Bookmarks, State} from './state.ts';

/** The bookmarks after an event; the same ones when it is not about them. */
export const reduceBookmarks = (bookmarks: Bookmarks, event: Event): Bookmarks => {
	switch (event.type) {
		case 'bookmarks-read':
			// What was set while they were read stands.
			return new Map([...event.bookmarks, ...bookmarks]);
		case 'bookmarked':
			return event.path === undefined
				? new Map([...bookmarks].filter(([name]) => name !== event.name))
				: new Map([...bookmarks, [event.name, event.path]]);
		default:
			return bookmarks;
	}
};

/** By name. */
export const bookmarksOf = ({
	bookmarks,
}: Pick<State, 'bookmarks'>): ReadonlyArray<readonly [string, string]> =>
	[...bookmarks].sort(([a], [b]) => (a < b ? -1 : 1));
