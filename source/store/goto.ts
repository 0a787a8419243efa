// Where `:goto` can lead: bookmarks, and paths as far as their parents are listed.
import {parentTyped} from '../analyze/typed-path.ts';
import {positionIn} from '../analyze/row-order.ts';
import {baseName, childPath, parentPath} from '../analyze/tree-rows.ts';
import {bookmarksOf} from './bookmarks.ts';
import type {State} from './state.ts';

export {parseZxid, typedPath} from '../analyze/typed-path.ts';

/** More are no help. */
const mostCandidates = 500;

/** What the argument can be: `'NAME` of a bookmark, else the children of what is typed. */
export const placesFor = (state: State, argument: string): readonly string[] => {
	if (argument.startsWith("'")) {
		return bookmarksOf(state).map(([name]) => `'${name}`);
	}

	const parent = parentTyped(argument);
	const names = parent === undefined ? undefined : state.live.znodes.get(parent)?.names;
	if (parent === undefined || names === undefined) {
		return [];
	}

	const start = argument.slice(argument.lastIndexOf('/') + 1);
	const places: string[] = [];
	for (const name of names) {
		if (name.startsWith(start) && places.push(childPath(parent, name)) === mostCandidates) {
			break;
		}
	}

	return places;
};

/** The first znode on the way to a path that its parent does not list; undefined as far as lists are known. */
export const missingOn = ({live}: State, path: string): string | undefined => {
	const parts = path.split('/').filter(part => part !== '');
	return parts
		.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)
		.find(step => {
			const {names, part = 'all'} = live.znodes.get(parentPath(step)) ?? {};
			return names !== undefined && part === 'all' && positionIn(names, baseName(step)) === -1;
		});
};

/** The commands whose argument is a path, or several. */
const withPaths = /^\s*(?:goto|mark\s+\S+|diff(?:\s+\S+)*)\s+(?<argument>\/\S*)$/;

/** The znode whose children are to complete the prompt's line, once that was asked for. */
export const parentWanted = ({view: {mode}}: State): string | undefined =>
	mode.kind === 'command' && mode.candidates !== undefined
		? parentTyped(withPaths.exec(mode.text)?.groups?.['argument'] ?? '')
		: undefined;
