// Who is told of what: one-shot, persistent and recursive watches by path. (S/server/watch/WatchManager.java of 3.8)

export type WatchMode = 'once' | 'persistent' | 'recursive';

/** One of a server's two tables (data, children). A watcher has one mode on a path: the last one it asked for. */
export class WatchTable<W> {
	readonly #byPath = new Map<string, Map<W, WatchMode>>();
	readonly #byWatcher = new Map<W, Set<string>>();

	/** How many watches there are. */
	get size(): number {
		return [...this.#byPath.values()].reduce((sum, {size}) => sum + size, 0);
	}

	get byPath(): ReadonlyMap<string, ReadonlyMap<W, WatchMode>> {
		return this.#byPath;
	}

	get byWatcher(): ReadonlyMap<W, ReadonlySet<string>> {
		return this.#byWatcher;
	}

	has(path: string, watcher: W): boolean {
		return this.#byPath.get(path)?.has(watcher) === true;
	}

	add(path: string, watcher: W, mode: WatchMode): void {
		this.#byPath.set(path, (this.#byPath.get(path) ?? new Map<W, WatchMode>()).set(watcher, mode));
		this.#byWatcher.set(watcher, (this.#byWatcher.get(watcher) ?? new Set()).add(path));
	}

	/** Whether there was one. */
	remove(path: string, watcher: W): boolean {
		const [watchers, paths] = [this.#byPath.get(path), this.#byWatcher.get(watcher)];
		const was = watchers?.delete(watcher) === true;
		paths?.delete(path);
		if (watchers?.size === 0) {
			this.#byPath.delete(path);
		}

		if (paths?.size === 0) {
			this.#byWatcher.delete(watcher);
		}

		return was;
	}

	forget(watcher: W): void {
		for (const path of [...(this.#byWatcher.get(watcher) ?? [])]) {
			this.remove(path, watcher);
		}
	}

	/** Who is told; one-shot watches are used up. Recursive ones above hear all but changes of a list of children. */
	trigger(path: string, isChildren: boolean): ReadonlySet<W> {
		const told = new Set<W>();
		for (const [watcher, mode] of [...(this.#byPath.get(path) ?? [])]) {
			if (mode !== 'recursive' || !isChildren) {
				told.add(watcher);
			}

			if (mode === 'once') {
				this.remove(path, watcher);
			}
		}

		for (const above of isChildren ? [] : ancestorsOf(path)) {
			for (const [watcher, mode] of this.#byPath.get(above) ?? []) {
				if (mode === 'recursive') {
					told.add(watcher);
				}
			}
		}

		return told;
	}
}

const ancestorsOf = (path: string): readonly string[] => {
	const names = path.split('/').slice(1, -1);
	return path === '/' ? [] : ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
};
