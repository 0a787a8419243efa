// Which subtrees the server tells us of by itself, and what that costs.
import type {Client, ClientState, TreeEvent, WatchedTree} from '../../zookeeper/client.ts';
import {parentOf} from '../../zookeeper/paths.ts';

/** What tells too much is left alone for so long, ms. */
const leftAloneMs = 60_000;
const secondMs = 1000;
/** One busy second is a burst, two are a storm. */
const stormSeconds = 2;

export type SubtreesOptions = {
	readonly client: Pick<Client, 'state' | 'watchTree'>;
	/** By `srvr`; undefined until it told. */
	readonly versionOf: (server: string) => string | undefined;
	/** One subtree may tell so much in a second; Infinity: no limit. */
	readonly eventsPerSecond: number;
	readonly heard: (event: TreeEvent) => void;
	/** Whether anything was asked about this very znode before its subtree is watched. */
	readonly isKnown: (path: string) => boolean;
	/** What is known of the subtree by its watch, and of its root by any watch, is to be doubted. */
	readonly doubt: (root: string) => void;
};

type Root = {tree: WatchedTree | undefined; ended: boolean; events: number; busy: number};

/** Not watched until then, by `performance.now()`; `busy`: it told too much. */
type Left = {readonly until: number; readonly busy: boolean};

/** What was told in the last second. */
export type Told = {
	readonly eventsPerSecond: number;
	/** Subtrees that told more than is taken. */
	readonly left: readonly string[];
};

/**
 * Watches the topmost open znodes with all below them, by one persistent recursive watch each: it tells what is made, deleted and
 * written, by name, so that neither a listing nor a Stat is read again for it. Such a watch costs what happens below it, seen or
 * not. So the root is never watched: that would be each write of the ensemble. And a subtree that tells more than the budget for
 * two seconds is left for a minute: one-shot watches, which tell no more than we ask, follow what is open there, and open znodes
 * further down are watched for themselves.
 */
export class Subtrees {
	readonly #options: SubtreesOptions;
	readonly #roots = new Map<string, Root>();
	readonly #left = new Map<string, Left>();
	#connection: ClientState | undefined;
	#countedAt = performance.now();
	#told: Told = {eventsPerSecond: 0, left: []};

	constructor(options: SubtreesOptions) {
		this.#options = options;
	}

	/** Of the last whole second. */
	get told(): Told {
		return this.#told;
	}

	/** Watches what is open, and nothing else. */
	follow(open: readonly string[]): void {
		const {client, versionOf} = this.#options;
		const connection = client.state();
		if (connection !== this.#connection) {
			this.#connection = connection;
			this.#lose();
		}

		this.#count();
		const version = connection.kind === 'connected' ? versionOf(connection.server.name) : undefined;
		if (version === undefined) {
			return;
		}

		const wanted = topmost(open.filter(path => path !== '/' && !this.#left.has(path)));
		for (const path of [...this.#roots.keys()].filter(path => !wanted.has(path))) {
			this.#end(path);
		}

		for (const path of wanted) {
			if (!this.#roots.has(path)) {
				void this.#watch(path, version);
			}
		}
	}

	/** Whether what happens to the znode is told, or will be as soon as it was asked for. */
	covers(path: string): boolean {
		return path !== '/' && (this.#roots.has(path) || this.covers(parentOf(path)));
	}

	/** Whether its own subtree is watched: then no other watch on its data may be left. */
	watches(path: string): boolean {
		return this.#roots.has(path);
	}

	async #watch(path: string, version: string): Promise<void> {
		const {client, isKnown, doubt, heard} = this.#options;
		const root: Root = {tree: undefined, ended: false, events: 0, busy: 0};
		const wasKnown = isKnown(path);
		this.#roots.set(path, root);
		const tree = await client
			.watchTree(path, version, event => {
				root.events += 1;
				heard(event);
			})
			.catch(() => undefined);
		root.tree = tree;
		if (root.ended) {
			void tree?.end();
		} else if (tree === undefined) {
			// No such watches there, or it was not answered: it is not tried again and again.
			this.#leave(path, false);
		} else if (wasKnown) {
			doubt(path);
		}
	}

	#end(path: string): void {
		const root = this.#roots.get(path);
		this.#roots.delete(path);
		if (root !== undefined) {
			root.ended = true;
			void root.tree?.end();
			this.#options.doubt(path);
		}
	}

	#leave(path: string, busy: boolean): void {
		this.#left.set(path, {until: performance.now() + leftAloneMs, busy});
		this.#end(path);
	}

	/** With the connection all watches are gone, and what keeps us from them may be. */
	#lose(): void {
		const lost = [...this.#roots.keys()];
		this.#roots.clear();
		this.#left.clear();
		for (const path of lost) {
			this.#options.doubt(path);
		}
	}

	/** Once a second: what was told since, who told too much, and who has been left alone for long enough. */
	#count(): void {
		const now = performance.now();
		const elapsedMs = now - this.#countedAt;
		if (elapsedMs < secondMs) {
			return;
		}

		this.#countedAt = now;
		let sum = 0;
		for (const [path, root] of this.#roots) {
			const perSecond = (root.events * secondMs) / elapsedMs;
			sum += perSecond;
			root.events = 0;
			root.busy = perSecond > this.#options.eventsPerSecond ? root.busy + 1 : 0;
			if (root.busy >= stormSeconds) {
				this.#leave(path, true);
			}
		}

		for (const [path] of [...this.#left].filter(([, {until}]) => until <= now)) {
			this.#left.delete(path);
		}

		const left = [...this.#left].flatMap(([path, {busy}]) => (busy ? [path] : []));
		this.#told = {eventsPerSecond: Math.round(sum), left};
	}
}

/** Those that have none of the others above them. */
const topmost = (paths: readonly string[]): ReadonlySet<string> => {
	const all = new Set(paths);
	const isBelow = (path: string): boolean =>
		path !== '/' && (all.has(parentOf(path)) || isBelow(parentOf(path)));
	return new Set(paths.filter(path => !isBelow(path)));
};
