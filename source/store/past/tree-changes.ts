// The tree of a moment in little room: what of it is other than at the moment before.
import type {Znode} from '../../analyze/tree-rows.ts';
import type {SharedMap} from '../shared-map.ts';
import {keep} from './keep.ts';
import {unsharedBytes} from './weigh.ts';

/** What each path became; undefined: it is gone. */
export type TreeChanges = ReadonlyMap<string, Znode | undefined>;

export const noChanges: TreeChanges = new Map();

/** A parent of more children than this is kept without their names. */
export const mostNames = 20_000;

/** What changed from one tree to another. What was only read again, and is as it was, did not. */
export const changesBetween = (before: SharedMap<Znode>, after: SharedMap<Znode>): TreeChanges => {
	if (before === after) {
		return noChanges;
	}

	const changes = new Map<string, Znode | undefined>();
	for (const [path, znode] of after.changesSince(before)) {
		const earlier = before.get(path);
		if (znode === undefined || earlier === undefined || !isSame(earlier, znode)) {
			changes.set(path, znode && kept(znode));
		}
	}

	return changes.size === 0 ? noChanges : changes;
};

const isSame = (a: Znode, b: Znode): boolean =>
	a.failure === b.failure && isSameList(a.names, b.names) && keep(b.stat, undefined, a.stat) === a.stat;

const isSameList = (a: Znode['names'], b: Znode['names']): boolean =>
	a === b || (a !== undefined && a.length === b?.length && a.every((name, index) => name === b[index]));

const kept = (znode: Znode): Znode => {
	const count = znode.names?.length ?? 0;
	return count <= mostNames
		? znode
		: {...znode, names: undefined, failure: `the names of its ${count} children were not recorded: too many`};
};

/** Both changes as one. */
export const merged = (earlier: TreeChanges, later: TreeChanges): TreeChanges =>
	earlier.size === 0 ? later : later.size === 0 ? earlier : new Map([...earlier, ...later]);

/** The tree after changes, which came one after the other. */
export const treeAfter = (tree: SharedMap<Znode>, changes: readonly TreeChanges[]): SharedMap<Znode> =>
	changes.reduce<SharedMap<Znode>>((before, change) => before.with(change), tree);

/** Bytes of changes; each listing brings names of its own. */
export const changesBytes = (changes: TreeChanges): number =>
	[...changes].reduce(
		(sum, [path, znode]) =>
			sum + 56 + path.length + unsharedBytes({...znode, names: undefined}, undefined) + namesBytes(znode),
		0,
	);

const namesBytes = (znode: Znode | undefined): number =>
	(znode?.names ?? []).reduce((sum, name) => sum + 24 + name.length, 0);
