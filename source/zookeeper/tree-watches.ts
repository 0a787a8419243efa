// Leaving a watch on a whole subtree, and taking it away again.
import {ask, type Question} from './ask.ts';
import {rooted} from './chroot.ts';
import {knowsTreeWatches, unwatching, watchingTree} from './records/tree-watch.ts';
import type {Sessions} from './sessions.ts';
import type {TreeListener} from './wire/watches.ts';

export type WatchedTree = {
	/**
	 * Nothing more is told. The server takes its watch back, and with it whatever other watch of ours there is on that very path;
	 * settled when that is done, or not to be done any more.
	 */
	readonly end: () => Promise<void>;
};

/**
 * Tells the listener of all that is made, deleted or written at or below a path. No other watch must be left on that very path by
 * `data` or `exists` meanwhile: up to 3.8 a server keeps one mode a path, and takes the later one (ZOOKEEPER-4466).
 */
export const watchTree = async (
	sessions: Sessions,
	where: Pick<Question<unknown>, 'path' | 'chroot' | 'deadlineMs'>,
	version: string | undefined,
	listener: TreeListener,
): Promise<WatchedTree | undefined> => {
	const connection = sessions.live;
	if (version === undefined || !knowsTreeWatches(version) || connection === undefined) {
		return undefined;
	}

	const {path, chroot} = where;
	// Before the reply: what is told first may come in the packet behind it.
	const forget = connection.watches.addTree(rooted(chroot, path), listener, path);
	try {
		await ask(sessions, {...where, operation: watchingTree});
	} catch (error) {
		forget();
		throw error;
	}

	return {
		end: async () => {
			forget();
			if (sessions.live === connection) {
				// It was lost with the connection, or the znode is watched by nobody: either way there is none.
				await ask(sessions, {...where, operation: unwatching}).catch(() => undefined);
			}
		},
	};
};
