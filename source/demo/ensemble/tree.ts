// The znodes. Each is immutable: a transaction names those that it leaves behind.
import {openAcl} from '../../zookeeper/acl.ts';
import {baseName, isWithin, parentOf} from '../../zookeeper/paths.ts';
import type {Acl} from '../../zookeeper/stat.ts';
import {addTo, dropFrom, type Sets} from './sets.ts';

/** Of a transaction: its zxid, and the leader's clock in epoch ms. */
export type Stamp = {readonly zxid: number; readonly at: number};

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

/** As a znode begins. */
export const nodeBorn = ({zxid, at}: Stamp, its: Pick<Node, 'data' | 'acl'> & Partial<Node>): Node => ({
	...{czxid: zxid, mzxid: zxid, pzxid: zxid, ctime: at, mtime: at},
	...{version: 0, aversion: 0, created: 0, owner: 0n, fades: undefined},
	...its,
});

/** What is there after a transaction; no node where it was deleted. */
export type Change = {readonly path: string; readonly node: Node | undefined};

const never: Stamp = {zxid: 0, at: 0};
const system = nodeBorn(never, {data: Buffer.alloc(0), acl: openAcl});
const readable: readonly Acl[] = [{permissions: 1, scheme: 'world', id: 'anyone'}];
export const configPath = '/zookeeper/config';
/** Nobody deletes them. */
export const systemPaths: readonly string[] = ['/', '/zookeeper', '/zookeeper/quota', configPath];

export class Tree {
	/** Paths and data, as `zk_approximate_data_size` counts them. */
	bytes = 0;
	readonly nodes = new Map<string, Node>();
	/** Paths by session. */
	readonly ephemerals: Sets<bigint, string> = new Map();
	readonly #names: Sets<string, string> = new Map();

	/** As a new server begins. */
	constructor() {
		this.apply(systemPaths.map(path => ({path, node: system})));
		this.apply([{path: configPath, node: {...system, acl: readable, version: -1, aversion: -1}}]);
	}

	/** One that has the same, and goes its own way. */
	copy(): Tree {
		const copy = new Tree();
		copy.apply([...this.nodes].map(([path, node]) => ({path, node})));
		return copy;
	}

	get(path: string): Node | undefined {
		return this.nodes.get(path);
	}

	children(path: string): readonly string[] {
		return [...(this.#names.get(path) ?? [])];
	}

	childCount(path: string): number {
		return this.#names.get(path)?.size ?? 0;
	}

	/** How many znodes are below. */
	descendants(path: string): number {
		return [...this.nodes.keys()].filter(other => other !== path && isWithin(other, path)).length;
	}

	/** Gives what takes it back. */
	apply(changes: readonly Change[]): readonly Change[] {
		const before = changes.map(({path, node}) => {
			const old = this.nodes.get(path);
			this.bytes += sizeOf(path, node) - sizeOf(path, old);
			if (node === undefined) {
				this.nodes.delete(path);
			} else {
				this.nodes.set(path, node);
			}

			if ((node === undefined) !== (old === undefined)) {
				this.#relate(path, (node ?? old)?.owner ?? 0n, node === undefined ? dropFrom : addTo);
			}

			return {path, node: old};
		});
		return before.reverse();
	}

	#relate(path: string, owner: bigint, relate: <K>(sets: Sets<K, string>, key: K, value: string) => void) {
		if (path !== '/') {
			relate(this.#names, parentOf(path), baseName(path));
		}

		if (owner !== 0n) {
			relate(this.ephemerals, owner, path);
		}
	}
}

/** Containers that are empty again, and childless znodes whose time to live is over. */
export const fadedIn = (tree: Tree, now: number): readonly string[] =>
	[...tree.nodes].flatMap(([path, {fades, created, mtime}]) => {
		const isOver = typeof fades === 'number' ? now - mtime > fades : fades !== undefined && created > 0;
		return isOver && tree.childCount(path) === 0 ? [path] : [];
	});

const sizeOf = (path: string, node: Node | undefined): number =>
	node === undefined ? 0 : path.length + (node.data?.length ?? 0);
