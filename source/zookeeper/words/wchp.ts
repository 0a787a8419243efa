// `wchp`: who has a data, exists or persistent watch on which path, of this server's connections; child watches are not told.
// (S/server/DataTree.java: dumpWatches)
//
//   wchp = *(path LF *(TAB id LF)) LF
import {garbled} from '../text/garbled.ts';
import {parseId, type Id} from '../ids.ts';

/** The sessions that watch a path, by path; dear to answer: the server holds a lock on its watches meanwhile. */
export type Watchers = ReadonlyMap<string, readonly Id[]>;

/** Reads the answer to `wchp`; throws `garbled` for anything else. */
export const readWchp = (text: string): Watchers => {
	if (!text.endsWith('\n')) {
		throw garbled('wchp', text);
	}

	const watchers = new Map<string, Id[]>();
	let sessions: Id[] | undefined;
	for (const line of text.split(/\r?\n/)) {
		const session = line.startsWith('\t') ? parseId(line.slice(1)) : undefined;
		if (line.startsWith('/')) {
			sessions = watchers.get(line) ?? [];
			watchers.set(line, sessions);
		} else if (session !== undefined && sessions !== undefined) {
			sessions.push(session);
		} else if (line !== '') {
			throw garbled('wchp', text);
		}
	}

	return watchers;
};
