// The inspector's part of the view: a lock that was asked for by its path, whose watches are shown, and when the servers were asked.
import type {Event} from './events.ts';
import {groupShown, onPane, unset, withCursor} from './placing.ts';
import type {ScanWish} from './scan.ts';
import type {View} from './state.ts';

const types = [
	'lock-opened',
	'locks-ranked',
	'watchers-opened',
	'watchers-asked',
	'groups-narrowed',
	'scan-wished',
] as const;

type InspectingEvent = Extract<Event, {type: (typeof types)[number]}>;

/** Whether an event is about the inspector's tabs alone. */
export const isInspecting = (event: Event): event is InspectingEvent =>
	types.some(type => type === event.type);

/** So many locks are followed at once. */
const locksFollowed = 8;

const lockShown = (view: View, path: string): View => ({
	...withCursor({...onPane(view, 'inspector'), tab: 'locks'}, 'locks', {at: path, top: 0}),
	filters: {...view.filters, locks: ''},
});

/** The view after one of these events. */
export const reduceInspecting = (view: View, event: InspectingEvent): View => {
	switch (event.type) {
		case 'lock-opened':
			return {
				...(event.group === undefined ? lockShown(view, event.path) : groupShown(view, event.group)),
				mode: {kind: 'zoomed', pane: 'inspector'},
				locksAskedFor: [...view.locksAskedFor.filter(path => path !== event.path), event.path].slice(
					-locksFollowed,
				),
			};
		case 'locks-ranked':
			return {...view, locksBy: view.locksBy === 'trouble' ? 'waiting' : 'trouble'};
		case 'watchers-opened': {
			const shown = withCursor({...onPane(view, 'inspector'), tab: 'watches'}, 'watches', unset);
			return {...shown, watchersOf: event.of, filters: {...view.filters, watches: ''}};
		}

		case 'watchers-asked':
			return {...view, watchersAskedAt: event.at};
		case 'scan-wished':
			return scanWished(view, event.wish);
		case 'groups-narrowed':
			return {...onPane(view, 'inspector'), tab: 'groups', groupKind: event.kind};
	}
};

/** The view when a scan was told to begin, to stop or to go on: it is seen where its locks will be. */
const scanWished = ({mode, ...rest}: View, wish: ScanWish): View => {
	const view = {...rest, mode: mode.kind === 'job' ? mode.back : mode};
	const tab = view.tab === 'groups' ? 'groups' : 'locks';
	return {...(wish.going ? {...onPane(view, 'inspector'), tab} : view), scan: wish};
};
