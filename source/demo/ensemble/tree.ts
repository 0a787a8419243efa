// The znodes of one server. They are immutable and shared by all servers: a transaction names the znodes that it leaves behind.
import {openAcl} from '../../zookeeper/acl.ts';
import {baseName, isWithin, parentOf} from '../../zookeeper/paths.ts';
import type {Acl} from '../../zookeeper/stat.ts';

export type Node = {
	readonly data: Buffer | undefined;
	readonly acl: readonly Acl[];
	readonly czxid: number;
	readonly mzxid: number;
	readonly pzxid: number;
	/** Epoch ms. */
	readonly ctime: number;
	readonly mtime: number;
	readonly version: number;
	readonly aversion: number;
	/** Children ever created: what the next sequential name ends with. */
	readonly created: number;
	/** The session of an ephemeral znode, else 0. */
	readonly owner: bigint;
	/** Removed when it has no children any more: at once by the next sweep, or after so many ms without a change. */
	readonly fades: 'container' | number | undefined;
};

/** What is there after a transaction; no node where it was deleted. */
export type Change = {readonly path: string; readonly node: Node | undefined};

const system: Node = {
	data: Buffer.alloc(0),
	acl: openAcl,
	czxid: 0,
	mzxid: 0,
	pzxid: 0,
	ctime: 0,
	mtime: 0,
	version: 0,
	aversion: 0,
	created: 0,
	owner: 0n,
	fades: undefined,
};
const config: Node = {
	...system,
	acl: [{permissions: 1, scheme: 'world', id: 'anyone'}],
	version: -1,
	aversion: -1,
};
const none: ReadonlySet<string> = new Set();

export const configPath = '/zookeeper/config';
/** Nobody deletes them. */
export const systemPaths: readonly string[] = ['/', '/zookeeper', '/zookeeper/quota', configPath];

export class Tree {
	/** Of the last transaction that was applied. */
	zxid = 0;
	/** Paths and data, as `zk_approximate_data_size` counts them. */
	bytes = 0;
	readonly nodes = new Map<string, Node>();
	readonly #names = new Map<string, Set<string>>();
	readonly #ephemerals = new Map<bigint, Set<string>>();

	/** @param from What it starts as; else with what every new server has. */
	constructor(from?: Tree) {
		const start =
			from?.nodes ?? new Map(systemPaths.map(path => [path, path === configPath ? config : system]));
		this.apply([...start].map(([path, node]) => ({path, node})));
		this.zxid = from?.zxid ?? 0;
	}

	/** Paths by session. */
	get ephemerals(): ReadonlyMap<bigint, ReadonlySet<string>> {
		return this.#ephemerals;
	}

	get(path: string): Node | undefined {
		return this.nodes.get(path);
	}

	children(path: string): ReadonlySet<string> {
		return this.#names.get(path) ?? none;
	}

	/** How many znodes are below. */
	descendants(path: string): number {
		return [...this.nodes.keys()].filter(other => other !== path && isWithin(other, path)).length;
	}

	apply(changes: readonly Change[]): void {
		for (const {path, node} of changes) {
			const before = this.nodes.get(path);
			this.bytes += sizeOf(path, node) - sizeOf(path, before);
			if (node === undefined) {
				this.nodes.delete(path);
				this.#names.delete(path);
				this.#names.get(parentOf(path))?.delete(baseName(path));
				remove(this.#ephemerals, before?.owner ?? 0n, path);
			} else {
				this.nodes.set(path, node);
				if (before === undefined) {
					this.#add(path, node.owner);
				}
			}
		}
	}

	#add(path: string, owner: bigint): void {
		if (path !== '/') {
			add(this.#names, parentOf(path), baseName(path));
		}

		if (owner !== 0n) {
			add(this.#ephemerals, owner, path);
		}
	}
}

/** Containers that are empty again, and childless znodes whose time to live is over. */
export const fadedIn = (tree: Tree, now: number): readonly string[] =>
	[...tree.nodes].flatMap(([path, {fades, created, mtime}]) => {
		const isOver = typeof fades === 'number' ? now - mtime > fades : fades !== undefined && created > 0;
		return isOver && tree.children(path).size === 0 ? [path] : [];
	});

const sizeOf = (path: string, node: Node | undefined): number =>
	node === undefined ? 0 : path.length + (node.data?.length ?? 0);

const add = <K>(sets: Map<K, Set<string>>, key: K, value: string): void => {
	const set = sets.get(key) ?? new Set();
	sets.set(key, set.add(value));
};

const remove = <K>(sets: Map<K, Set<string>>, key: K, value: string): void => {
	const set = sets.get(key);
	set?.delete(value);
	if (set?.size === 0) {
		sets.delete(key);
	}
};
