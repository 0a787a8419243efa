// `:goto`, `:mark`, `:unmark`, `:marks`, and the keys m and '.
import {bookmarksOf} from '../../store/bookmarks.ts';
import type {Event} from '../../store/events.ts';
import {missingOn, typedPath} from '../../store/goto.ts';
import {cursorPath} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {refuse, type Refusal} from '../refusal.ts';

const shownAt = (path: string): Event => ({type: 'went-to', place: {kind: 'znode', path}});

/** `:goto PATH` or `:goto 'NAME`. */
export const goTo = (state: State, argument: string): Event | Refusal => {
	if (argument.startsWith("'")) {
		return goToMark(state, argument.slice(1));
	}

	const typed = typedPath(argument);
	if (!('path' in typed)) {
		return refuse(`goto ${argument}: ${typed.problem}; tab completes it`);
	}

	const missing = missingOn(state, typed.path);
	return missing === undefined
		? shownAt(typed.path)
		: refuse(`goto ${argument}: ${missing}: no such znode; tab completes what is there`);
};

export const goToMark = (state: State, name: string): Event | Refusal => {
	const path = state.bookmarks.get(name);
	return path === undefined ? refuse(`nothing is marked ${name}; :marks lists what is`) : shownAt(path);
};

/** `:mark NAME [PATH]`: the znode under the tree's cursor where no path is given. */
export const mark = (state: State, argument: string): Event | Refusal => {
	const {name, path = cursorPath(state)} = /^(?<name>\S+)(?:\s+(?<path>\/.*))?$/.exec(argument)?.groups ?? {};
	const typed = typedPath(path);
	return name === undefined
		? refuse('mark wants a name and maybe a path: :mark jobs /apps/jobs')
		: 'path' in typed
			? {type: 'bookmarked', name, path: typed.path, at: state.live.clock.at}
			: refuse(`mark ${path}: ${typed.problem}`);
};

export const unmark = (state: State, name: string): Event | Refusal =>
	state.bookmarks.has(name)
		? {type: 'bookmarked', name, path: undefined, at: state.live.clock.at}
		: refuse(`nothing is marked ${name}; :marks lists what is`);

export const listMarks = (state: State): Event | Refusal => {
	const marks = bookmarksOf(state);
	return marks.length === 0
		? refuse('nothing is marked; m and a letter mark the znode under the cursor')
		: {
				type: 'noticed',
				text: marks.map(([name, path]) => `${name} ${path}`).join(' · '),
				at: state.live.clock.at,
			};
};
