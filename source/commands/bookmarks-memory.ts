// Remembers the bookmarks of each ensemble from one run to the next.
import type {Options} from '../options.ts';
import type {Store} from '../store/store.ts';
import {ensembleKey, keepEntry, readEntries} from './state-file.ts';

type Kept = {readonly at: number; readonly bookmarks: Readonly<Record<string, string>>};

/** Tells the store what an earlier run has marked, and from then on keeps what this one does. Gives how to end it. */
export const rememberBookmarks = (
	store: Pick<Store, 'dispatch' | 'subscribe'>,
	options: Pick<Options, 'context' | 'connect'>,
): (() => Promise<void>) => {
	const key = ensembleKey(options);
	let known = '{}';
	let written = readEntries('bookmarks', isKept).then(entries => {
		const bookmarks = entries[key]?.bookmarks ?? {};
		known = JSON.stringify(bookmarks);
		store.dispatch({type: 'bookmarks-read', bookmarks: Object.entries(bookmarks)});
	});
	const unsubscribe = store.subscribe((state, before) => {
		const bookmarks = Object.fromEntries(state.bookmarks);
		const isOfThis = state.target === before.target;
		if (state.bookmarks !== before.bookmarks && isOfThis && JSON.stringify(bookmarks) !== known) {
			known = JSON.stringify(bookmarks);
			const {at} = state.live.clock;
			written = written.then(async () => keepEntry('bookmarks', isKept, key, {at, bookmarks}));
		}
	});
	return async () => {
		unsubscribe();
		await written;
	};
};

const isKept = (value: unknown): value is Kept =>
	typeof value === 'object' &&
	value !== null &&
	'at' in value &&
	typeof value.at === 'number' &&
	'bookmarks' in value &&
	typeof value.bookmarks === 'object' &&
	value.bookmarks !== null &&
	Object.values(value.bookmarks).every(path => typeof path === 'string' && path.startsWith('/'));
