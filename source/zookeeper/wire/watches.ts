// The watches a client has left behind, by real path: who is told what, and what a new server must be told of them.
import {parentOf} from '../paths.ts';

/** `lost`: the session that held the watch is gone and so is the watch; read again. */
export type WatchEvent = {
	readonly kind: 'created' | 'deleted' | 'data-changed' | 'children-changed' | 'lost';
	/** As it was asked for. */
	readonly path: string;
};

/** Called once per watch. May ask again, must not throw. */
export type WatchListener = (event: WatchEvent) => void;

/** What a watch on a whole subtree tells, until it is ended or the connection that it was left on is lost. Must not throw. */
export type TreeEvent = {readonly kind: 'created' | 'deleted' | 'data-changed'; readonly path: string};
export type TreeListener = (event: TreeEvent) => void;

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

/** A server counts a watch on a subtree in both of its tables. (zookeeper.md A.4) */
const countedPerTree = 2;

/** Takes the place of the package's WatcherManager (which throws on paths and event types it does not expect). */
export class Watches {
	readonly #tables: Readonly<Record<WatchKind, Table>> = {
		data: new Map(),
		existence: new Map(),
		child: new Map(),
	};

	/** By real path, on this connection: they tell nothing of what is missed meanwhile, so a new one is not told of them. */
	readonly #trees = new Map<string, {readonly listener: TreeListener; readonly asAsked: string}>();

	/** How many watches the server holds for us. */
	get size(): number {
		const {data, existence, child} = this.#tables;
		return data.size + existence.size + child.size + this.#trees.size * countedPerTree;
	}

	/** Tells this listener of all at or below the path; gives how to stop that. */
	addTree(path: string, listener: TreeListener, asAsked: string): () => void {
		const tree = {listener, asAsked};
		this.#trees.set(path, tree);
		return () => {
			if (this.#trees.get(path) === tree) {
				this.#trees.delete(path);
			}
		};
	}

	/** The connection is lost, and with it the watches on subtrees. */
	loseTrees(): void {
		this.#trees.clear();
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
			this.#tellTrees(event.kind, path);
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

	#tellTrees(kind: WatchEvent['kind'], path: string): void {
		if (kind === 'children-changed' || kind === 'lost') {
			return; // some servers tell it by another watch below (ZOOKEEPER-4475): the child itself was told of
		}

		for (let above = path; this.#trees.size > 0; above = parentOf(above)) {
			const tree = this.#trees.get(above);
			if (tree !== undefined) {
				tree.listener({kind, path: tree.asAsked + path.slice(above.length)});
			}

			if (above === '/') {
				return;
			}
		}
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
