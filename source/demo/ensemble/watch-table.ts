// Who is told of what: one-shot, persistent and recursive watches by path. (S/server/watch/WatchManager.java of 3.8)
import {parentOf} from '../../zookeeper/paths.ts';
import type {Connection, EventType} from './connection.ts';

export type WatchMode = 'once' | 'persistent' | 'recursive';

/** One of a server's two tables (data, children). A client has one mode on a path: the last one it asked for. */
export class WatchTable {
	readonly byPath = new Map<string, Map<Connection, WatchMode>>();

	/** Who watches, once for each path. */
	get watchers(): readonly Connection[] {
		return [...this.byPath.values()].flatMap(watchers => [...watchers.keys()]);
	}

	add(path: string, watcher: Connection, mode: WatchMode): void {
		this.byPath.set(path, (this.byPath.get(path) ?? new Map<Connection, WatchMode>()).set(watcher, mode));
	}

	/** Whether there was one. */
	remove(path: string, watcher: Connection): boolean {
		const watchers = this.byPath.get(path);
		const was = watchers?.delete(watcher) === true;
		if (watchers?.size === 0) {
			this.byPath.delete(path);
		}

		return was;
	}

	forget(watcher: Connection): void {
		for (const path of this.byPath.keys()) {
			this.remove(path, watcher);
		}
	}

	/** Who is told; one-shot watches are used up. Recursive ones here and above hear all but changes of a list of children. */
	trigger(path: string, event: EventType): ReadonlySet<Connection> {
		const here = [...(this.byPath.get(path) ?? [])];
		const told = here.filter(([, mode]) => mode !== 'recursive').map(([watcher]) => watcher);
		for (const [watcher] of here.filter(([, mode]) => mode === 'once')) {
			this.remove(path, watcher);
		}

		for (const at of event === 'children' ? [] : upwards(path)) {
			const listening = [...(this.byPath.get(at) ?? [])].filter(([, mode]) => mode === 'recursive');
			told.push(...listening.map(([watcher]) => watcher));
		}

		return new Set(told);
	}
}

/** The path and all above it. */
const upwards = (path: string): readonly string[] =>
	path === '/' ? ['/'] : [path, ...upwards(parentOf(path))];
