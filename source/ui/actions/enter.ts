// What enter does: it describes, opens, or leads to where what is told is seen.
import {
	clientsOf,
	cursorPath,
	cursorRow,
	findingRead,
	locksOf,
	placeOf,
	rowsOf,
	showsClients,
} from '../../store/selectors.ts';
import type {Event} from '../../store/events.ts';
import {groupsOf, type GroupRow} from '../../store/groups.ts';
import {shown, type State} from '../../store/state.ts';
import type {Context} from './actions.ts';
import {refuse, type Refusal} from '../refusal.ts';

export const enter = ({state}: Context): Event | Refusal => {
	switch (state.view.focus) {
		case 'tree':
			return {type: 'card-opened', path: cursorPath(state)};
		case 'servers':
			return {type: 'zoomed', pane: 'servers'};
		case 'trouble':
			return {type: 'tab-chosen', tab: 'findings'};
		case 'inspector':
			return enterInspector(state);
	}
};

const enterInspector = (state: State): Event | Refusal => {
	switch (state.view.tab) {
		case 'locks': {
			const lock = locksOf(state)[cursorRow(state, 'locks')];
			return lock === undefined
				? refuse('no lock to go to')
				: {type: 'revealed', path: lock.holders[0]?.node ?? lock.path};
		}

		case 'groups': {
			const group = groupsOf(state)[cursorRow(state, 'groups')];
			return group === undefined ? refuse('nothing to go to') : {type: 'revealed', path: nodeOf(group)};
		}

		case 'sessions':
			return showsClients(state) ? openClient(state) : {type: 'zoomed', pane: 'inspector'};
		case 'watches': {
			const path = rowsOf(state, 'watches').idAt(cursorRow(state, 'watches'));
			return path === undefined
				? refuse('no path to go to; w asks who watches what')
				: {type: 'revealed', path};
		}

		case 'findings':
			return goToFinding({state});
	}
};

export const goToFinding = ({state}: Pick<Context, 'state'>): Event | Refusal => {
	const finding = findingRead(state);
	return finding === undefined
		? refuse('no finding to go to')
		: {type: 'went-to', place: placeOf(shown(state), finding)};
};

/** Who leads, where somebody does. */
const nodeOf = (group: GroupRow): string =>
	(group.kind === 'election' ? group.leaders[0]?.node : undefined) ?? group.path;

const openClient = (state: State): Event | Refusal => {
	const client = clientsOf(state)[cursorRow(state, 'sessions')];
	return client === undefined
		? refuse('no client to open')
		: {type: 'client-opened', address: client.address};
};
