// Who is told of what: one-shot, persistent and recursive watches by path. (S/server/watch/WatchManager.java of 3.8)
import {parentOf} from '../../zookeeper/paths.ts';
import type {Identity} from './requests/access.ts';

export const eventTypes = {created: 1, deleted: 2, changed: 3, children: 4} as const;
export type EventType = keyof typeof eventTypes;

/** A client, as its server knows it. */
export type Watcher = {
	readonly sessionId: bigint;
	readonly ids: Identity[];
	/** Tells it at once. */
	tell(event: EventType, path: string): void;
};

export type WatchMode = 'once' | 'persistent' | 'recursive';

/** One of a server's two tables (data, children). A watcher has one mode on a path: the last one it asked for. */
export class WatchTable {
	readonly byPath = new Map<string, Map<Watcher, WatchMode>>();

	/** How many watches there are. */
	get size(): number {
		return [...this.byPath.values()].reduce((sum, {size}) => sum + size, 0);
	}

	/** How many clients have one. */
	get watchers(): number {
		return new Set([...this.byPath.values()].flatMap(watchers => [...watchers.keys()])).size;
	}

	add(path: string, watcher: Watcher, mode: WatchMode): void {
		this.byPath.set(path, (this.byPath.get(path) ?? new Map<Watcher, WatchMode>()).set(watcher, mode));
	}

	/** Whether there was one. */
	remove(path: string, watcher: Watcher): boolean {
		const watchers = this.byPath.get(path);
		const was = watchers?.delete(watcher) === true;
		if (watchers?.size === 0) {
			this.byPath.delete(path);
		}

		return was;
	}

	forget(watcher: Watcher): void {
		for (const path of [...this.byPath.keys()]) {
			this.remove(path, watcher);
		}
	}

	/** Who is told; one-shot watches are used up. Recursive ones here and above hear all but changes of a list of children. */
	trigger(path: string, event: EventType): readonly Watcher[] {
		const here = [...(this.byPath.get(path) ?? [])];
		const told = new Set(here.filter(([, mode]) => mode !== 'recursive').map(([watcher]) => watcher));
		for (const [watcher] of here.filter(([, mode]) => mode === 'once')) {
			this.remove(path, watcher);
		}

		for (let at = path, isTop = event === 'children'; !isTop; at = parentOf(at)) {
			isTop = at === '/';
			for (const [watcher, mode] of this.byPath.get(at) ?? []) {
				if (mode === 'recursive') {
					told.add(watcher);
				}
			}
		}

		return [...told];
	}
}
