// What the key for watchers does: it leads to the watches of what the cursor is on, and there it asks the servers.
import {cursorPath, cursorRow, locksOf, sessionsOf, showsClients} from '../../store/selectors.ts';
import type {Event} from '../../store/events.ts';
import {groupsOf} from '../../store/groups.ts';
import type {State} from '../../store/state.ts';
import type {Context} from './actions.ts';
import {refuse, type Refusal} from '../refusal.ts';

/** Their price is read before they are asked: the first press shows it. */
export const watchers = ({state, now}: Context): Event | Refusal => {
	const {mode, focus} = state.view;
	if (mode.kind === 'card') {
		return {type: 'watchers-opened', of: mode.path};
	}

	switch (focus) {
		case 'tree':
			return {type: 'watchers-opened', of: cursorPath(state)};
		case 'inspector':
			return inInspector(state, now);
		case 'servers':
		case 'trouble':
			return {type: 'watchers-opened', of: undefined};
	}
};

const inInspector = (state: State, now: number): Event | Refusal => {
	switch (state.view.tab) {
		case 'watches':
			return state.frozen === undefined
				? {type: 'watchers-asked', at: now}
				: refuse('the screen stands still; p makes it live, then w asks');
		case 'locks': {
			const lock = locksOf(state)[cursorRow(state, 'locks')];
			return lock === undefined ? refuse('no lock to ask about') : {type: 'watchers-opened', of: lock.path};
		}

		case 'sessions': {
			const session = showsClients(state) ? undefined : sessionsOf(state)[cursorRow(state, 'sessions')];
			return session === undefined
				? refuse('enter opens the sessions of a client; w asks what one of them watches')
				: {type: 'watchers-opened', of: session.session};
		}

		case 'groups': {
			const group = groupsOf(state)[cursorRow(state, 'groups')];
			return {type: 'watchers-opened', of: group?.path};
		}

		case 'findings':
			return {type: 'watchers-opened', of: undefined};
	}
};
