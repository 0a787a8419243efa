// What esc leads back from.
import type {Event} from '../../store/events.ts';
import type {State} from '../../store/state.ts';
import {tableOf, type Context} from './actions.ts';
import {refuse, type Refusal} from '../refusal.ts';
import {stopScan} from '../prompt/scan.ts';
import {stopSort} from './sort.ts';

/** It clears a filter, leaves what was narrowed, stops a scan, a listing or a sort, ends a pause, then closes what is open. */
export const back = ({state}: Context): Event | Refusal => {
	const table = tableOf(state);
	if (table !== undefined && state.view.filters[table] !== '') {
		return {type: 'filter-cleared', table};
	}

	if (table === 'sessions' && state.view.client !== undefined) {
		return {type: 'client-opened', address: undefined};
	}

	if (table === 'watches' && state.view.watchersOf !== undefined) {
		return {type: 'watchers-opened', of: undefined};
	}

	if (table === 'groups' && state.view.groupKind !== undefined) {
		return {type: 'groups-narrowed', kind: undefined};
	}

	const scan = table === 'locks' || table === 'groups' ? stopScan(state) : undefined;
	if (scan !== undefined) {
		return scan;
	}

	const stop = state.view.focus === 'tree' ? (stopListing(state) ?? stopSort(state)) : undefined;
	if (stop !== undefined) {
		return stop;
	}

	if (state.frozen !== undefined) {
		return {type: 'resumed'};
	}

	return state.view.mode.kind === 'zoomed' ? {type: 'closed'} : refuse('nothing to close; q quits');
};

/** A long listing on its way is given up: its znode is closed. */
const stopListing = (state: State): Event | undefined => {
	const path = [...state.view.open].find(path => {
		const {progress, names} = state.live.znodes.get(path) ?? {};
		return progress !== undefined && names === undefined;
	});
	return path === undefined ? undefined : {type: 'collapsed', path};
};
