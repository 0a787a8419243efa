// Counts znodes and bytes below a znode, for each znode that has children; the rest is counted in its parent.
import {baseName} from '../../zookeeper/paths.ts';
import type {Stat} from '../../zookeeper/stat.ts';

/** A znode and all below it, as far as counted. */
export type Amount = {
	readonly path: string;
	readonly name: string;
	readonly znodes: number;
	readonly bytes: number;
};
/** `leaves`: children without children of their own, all together. */
export type Usage = Amount & {
	/** Biggest first; those with children of their own. */
	readonly below: readonly Amount[];
	readonly leaves: {readonly znodes: number; readonly bytes: number};
};

/** What children are counted in. */
export type Branch = {
	readonly path: string;
	readonly parent: Branch | undefined;
	readonly below: Branch[];
	znodes: number;
	bytes: number;
	leaves: number;
	leafBytes: number;
};

export class UsageCount {
	readonly #branches = new Map<string, Branch>();

	/** Counts one znode; gives what its children are counted in. */
	add(
		path: string,
		{children, dataBytes}: Pick<Stat, 'children' | 'dataBytes'>,
		parent: Branch | undefined,
	): Branch {
		const isLeaf = children === 0 && parent !== undefined;
		const branch: Branch = isLeaf
			? parent
			: {path, parent, below: [], znodes: 0, bytes: 0, leaves: 0, leafBytes: 0};
		if (isLeaf) {
			branch.leaves += 1;
			branch.leafBytes += dataBytes;
		} else {
			this.#branches.set(path, branch);
			parent?.below.push(branch);
		}

		for (let above: Branch | undefined = branch; above !== undefined; above = above.parent) {
			above.znodes += 1;
			above.bytes += dataBytes;
		}

		return branch;
	}

	/** What is counted at a znode; undefined where it has no children, or was not come to. */
	at(path: string, most = 1000): Usage | undefined {
		const branch = this.#branches.get(path);
		return (
			branch && {
				...amountOf(branch),
				below: branch.below
					.toSorted((a, b) => b.bytes - a.bytes || b.znodes - a.znodes)
					.slice(0, most)
					.map(amountOf),
				leaves: {znodes: branch.leaves, bytes: branch.leafBytes},
			}
		);
	}
}

const amountOf = ({path, znodes, bytes}: Branch): Amount => ({path, name: baseName(path), znodes, bytes});
