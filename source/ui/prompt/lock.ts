// `:lock PATH`.
import type {Event} from '../../store/events.ts';
import {groupIdAt} from '../../store/lines.ts';
import {shown, type State} from '../../store/state.ts';
import {refuse, type Refusal} from '../refusal.ts';

/** A contender's path will do: it stands in the lock above it. */
const contender = /^(?<lock>\/.*)\/[^/]*[^/\d]-?\d{9,10}$/;

export const lockAtPath = (state: State, argument: string): Event | Refusal => {
	const typed = argument.length > 1 ? argument.replace(/\/+$/, '') : argument;
	if (!/^\/[^/]/.test(typed)) {
		return refuse('lock wants the path of a lock: :lock /locks/orders');
	}

	const path = contender.exec(typed)?.groups?.['lock'] ?? typed;
	const group = groupIdAt(shown(state), path);
	return {type: 'lock-opened', path, ...(group !== undefined && {group})};
};
