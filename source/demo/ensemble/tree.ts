// The znodes. Each is immutable: a transaction names those that it leaves behind.
import {openAcl} from '../../zookeeper/acl.ts';
import {baseName, parentOf} from '../../zookeeper/paths.ts';
import type {StatRecord, Writer} from '../../zookeeper/records/writer.ts';
import type {Acl} from '../../zookeeper/stat.ts';

/** Of a transaction: its zxid, and the leader's clock in epoch ms. */
export type Stamp = {readonly zxid: number; readonly at: number};

export type Node = Omit<StatRecord, 'cversion' | 'dataBytes' | 'children'> & {
	readonly data: Buffer | undefined;
	readonly acl: readonly Acl[];
	/** Children ever created: what the next sequential name ends with. */
	readonly created: number;
	/** Removed when it has no children any more: at once by the next sweep, or after so many ms without a change. */
	readonly fades: 'container' | number | undefined;
};

/** As a znode begins. */
export const nodeBorn = ({zxid, at}: Stamp, its: Pick<Node, 'data' | 'acl'> & Partial<Node>): Node => ({
	...{czxid: zxid, mzxid: zxid, pzxid: zxid, ctime: at, mtime: at},
	...{version: 0, aversion: 0, created: 0, owner: 0n, fades: undefined},
	...its,
});

/** Its Stat; the owner of containers and TTL znodes is told to nobody. (zookeeper.md D.7) */
export const writeStat = (reply: Writer, node: Node, children: number): Writer =>
	reply.stat({...node, cversion: 2 * node.created - children, dataBytes: node.data?.length ?? 0, children});

const system = nodeBorn({zxid: 0, at: 0}, {data: Buffer.alloc(0), acl: openAcl});
const readable: readonly Acl[] = [{permissions: 1, scheme: 'world', id: 'anyone'}];
export const configPath = '/zookeeper/config';
const systemNodes: ReadonlyMap<string, Node> = new Map([
	...['/', '/zookeeper', '/zookeeper/quota'].map(path => [path, system] as const),
	[configPath, {...system, acl: readable, version: -1, aversion: -1}],
]);
/** Nobody deletes it. */
export const isSystem = (path: string): boolean => systemNodes.has(path);

export class Tree {
	readonly nodes = new Map<string, Node>();
	/** Of the children of each. */
	readonly #names = new Map<string, Set<string>>();

	/** @param nodes Those of another tree, which go their own way from now on; unless given as a new server begins. */
	constructor(nodes = systemNodes) {
		for (const [path, node] of nodes) {
			this.put(path, node);
		}
	}

	/** Paths and data, as `zk_approximate_data_size` counts them. */
	get bytes(): number {
		return this.nodes.entries().reduce((sum, [path, {data}]) => sum + path.length + (data?.length ?? 0), 0);
	}

	/** Paths of ephemeral znodes by session. */
	get ephemerals(): ReadonlyMap<bigint, readonly string[]> {
		const owned = this.nodes.entries().filter(([, {owner}]) => owner !== 0n);
		const groups = Map.groupBy(owned, ([, {owner}]) => owner);
		return new Map(groups.entries().map(([owner, group]) => [owner, group.map(([path]) => path)]));
	}

	/** Their names. */
	children(path: string): ReadonlySet<string> {
		return this.#names.get(path) ?? new Set();
	}

	/** What is there from now on; no node: it is deleted. Gives what was there. */
	put(path: string, node: Node | undefined): Node | undefined {
		const [old, siblings] = [this.nodes.get(path), this.#names.get(parentOf(path))];
		if (node === undefined) {
			this.nodes.delete(path);
			this.#names.delete(path);
			siblings?.delete(baseName(path));
		} else {
			this.nodes.set(path, node);
			if (old === undefined) {
				this.#names.set(path, new Set());
				siblings?.add(baseName(path));
			}
		}

		return old;
	}
}

/** Containers that are empty again, and childless znodes whose time to live is over. */
export const fadedIn = (tree: Tree, now: number): readonly string[] =>
	[...tree.nodes].flatMap(([path, {fades, created, mtime}]) => {
		const isOver = typeof fades === 'number' ? now - mtime > fades : fades !== undefined && created > 0;
		return isOver && tree.children(path).size === 0 ? [path] : [];
	});
