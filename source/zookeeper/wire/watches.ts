// The watches a client has left behind, by real path: who is told what, and what a new server must be told of them.

/** `lost`: the session that held the watch is gone and so is the watch; read again. */
export type WatchEvent = {
	readonly kind: 'created' | 'deleted' | 'data-changed' | 'children-changed' | 'lost';
	/** As it was asked for. */
	readonly path: string;
};

/** Called once per watch. May ask again, must not throw. */
export type WatchListener = (event: WatchEvent) => void;

/** data: on an existing znode's data; existence: on a znode that does not exist yet; child: on the list of children. */
export type WatchKind = 'data' | 'existence' | 'child';

const watchKinds: readonly WatchKind[] = ['data', 'existence', 'child'];

/** Real path → its listeners → the path as each of them knows it. */
type Table = Map<string, Map<WatchListener, string>>;

// `WatcherEvent.type` → what it is, and which watches it takes with it.
const events: ReadonlyMap<number, {readonly kind: WatchEvent['kind']; readonly fires: readonly WatchKind[]}> =
	new Map([
		[1, {kind: 'created', fires: ['data', 'existence']}],
		[2, {kind: 'deleted', fires: ['data', 'existence', 'child']}],
		[3, {kind: 'data-changed', fires: ['data', 'existence']}],
		[4, {kind: 'children-changed', fires: ['child']}],
	]);

/** Takes the place of the package's WatcherManager (which throws on paths and event types it does not expect). */
export class Watches {
	readonly #tables: Readonly<Record<WatchKind, Table>> = {
		data: new Map(),
		existence: new Map(),
		child: new Map(),
	};

	/** How many watches the server holds for us. */
	get size(): number {
		return this.#tables.data.size + this.#tables.existence.size + this.#tables.child.size;
	}

	/** A listener that waits at this path already is not added twice. */
	add(kind: WatchKind, path: string, listener: WatchListener, asAsked: string): void {
		const table = this.#tables[kind];
		const listeners = table.get(path) ?? new Map<WatchListener, string>();
		table.set(path, listeners.set(listener, asAsked));
	}

	/** A watch event of the server. Each listener hears it once; unknown types and paths are nobody's. */
	emit({type, path}: {readonly type: number; readonly path: string}): void {
		const event = events.get(type);
		if (event !== undefined) {
			this.#fire(event.kind, event.fires, path);
		}
	}

	/** The server does not hold these watches any more; without paths, none at all. */
	lose(paths?: Iterable<string>): void {
		const all = watchKinds.flatMap(kind => this.paths(kind));
		for (const path of new Set(paths ?? all)) {
			this.#fire('lost', watchKinds, path);
		}
	}

	paths(kind: WatchKind): string[] {
		return [...this.#tables[kind].keys()];
	}

	#fire(kind: WatchEvent['kind'], tables: readonly WatchKind[], path: string): void {
		const told = new Map<WatchListener, string>();
		for (const table of tables) {
			for (const [listener, asAsked] of this.#tables[table].get(path) ?? []) {
				told.set(listener, asAsked);
			}

			this.#tables[table].delete(path);
		}

		for (const [listener, asAsked] of told) {
			listener({kind, path: asAsked});
		}
	}
}
