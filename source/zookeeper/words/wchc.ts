// `wchc`: what `wchp` tells, by session. (S/server/DataTree.java: dumpWatches)
//
//   wchc = *(id LF *(TAB path LF)) LF
import {garbled} from '../text/garbled.ts';
import {parseId, type Id} from '../ids.ts';
import type {Watchers} from './wchp.ts';

/** Reads the answer to `wchc`, turned round; throws `garbled` for anything else. */
export const readWchc = (text: string): Watchers => {
	if (!text.endsWith('\n')) {
		throw garbled('wchc', text);
	}

	const watched: Array<readonly [Id, string]> = [];
	let session: Id | undefined;
	for (const line of text.split(/\r?\n/)) {
		if (line.startsWith('\t/') && session !== undefined) {
			watched.push([session, line.slice(1)]);
		} else if (line !== '') {
			session = line.startsWith('0x') ? parseId(line) : undefined;
			if (session === undefined) {
				throw garbled('wchc', text);
			}
		}
	}

	return watchersOf(watched);
};

/** Who watches each path, by who watches what. */
export const watchersOf = (watched: ReadonlyArray<readonly [Id, string]>): Watchers => {
	const watchers = new Map<string, Id[]>();
	for (const [session, path] of watched) {
		const sessions = watchers.get(path) ?? [];
		sessions.push(session);
		watchers.set(path, sessions);
	}

	return watchers;
};
