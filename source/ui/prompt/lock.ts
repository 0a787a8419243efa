// `:lock PATH`.
import type {Event} from '../../store/events.ts';
import type {State} from '../../store/state.ts';
import {refuse, type Refusal} from '../refusal.ts';

/** A contender's path will do: it stands in the lock above it. */
const contender = /^(?<lock>\/.*)\/[^/]*[^/\d]-?\d{9,10}$/;

export const lockAtPath = (_: State, argument: string): Event | Refusal => {
	const path = argument.length > 1 ? argument.replace(/\/+$/, '') : argument;
	return /^\/[^/]/.test(path)
		? {type: 'lock-opened', path: contender.exec(path)?.groups?.['lock'] ?? path}
		: refuse('lock wants the path of a lock: :lock /locks/orders');
};
