// Who is told of what: one-shot, persistent and recursive watches by path. (S/server/watch/WatchManager.java of 3.8)
import {parentOf} from '../../zookeeper/paths.ts';
import type {Identity} from './requests/access.ts';
import {addTo, dropFrom, type Sets} from './sets.ts';

export const eventTypes = {created: 1, deleted: 2, changed: 3, children: 4} as const;

/** A client, as its server knows it. */
export type Watcher = {
	readonly sessionId: bigint;
	readonly ids: Identity[];
	/** Tells it at once. */
	tell(type: number, path: string): void;
};

export type WatchMode = 'once' | 'persistent' | 'recursive';

/** One of a server's two tables (data, children). A watcher has one mode on a path: the last one it asked for. */
export class WatchTable {
	readonly byPath = new Map<string, Map<Watcher, WatchMode>>();
	readonly byWatcher: Sets<Watcher, string> = new Map();

	/** How many watches there are. */
	get size(): number {
		return [...this.byPath.values()].reduce((sum, {size}) => sum + size, 0);
	}

	add(path: string, watcher: Watcher, mode: WatchMode): void {
		this.byPath.set(path, (this.byPath.get(path) ?? new Map<Watcher, WatchMode>()).set(watcher, mode));
		addTo(this.byWatcher, watcher, path);
	}

	/** Whether there was one. */
	remove(path: string, watcher: Watcher): boolean {
		const watchers = this.byPath.get(path);
		const was = watchers?.delete(watcher) === true;
		dropFrom(this.byWatcher, watcher, path);
		if (watchers?.size === 0) {
			this.byPath.delete(path);
		}

		return was;
	}

	forget(watcher: Watcher): void {
		for (const path of [...(this.byWatcher.get(watcher) ?? [])]) {
			this.remove(path, watcher);
		}
	}

	/** Who is told; one-shot watches are used up. Recursive ones above hear all but changes of a list of children. */
	trigger(path: string, isChildren: boolean): ReadonlySet<Watcher> {
		const told = new Set<Watcher>();
		for (const [watcher, mode] of [...(this.byPath.get(path) ?? [])]) {
			if (mode !== 'recursive' || !isChildren) {
				told.add(watcher);
			}

			if (mode === 'once') {
				this.remove(path, watcher);
			}
		}

		for (let above = path; above !== '/' && !isChildren;) {
			above = parentOf(above);
			for (const [watcher, mode] of this.byPath.get(above) ?? []) {
				if (mode === 'recursive') {
					told.add(watcher);
				}
			}
		}

		return told;
	}
}
