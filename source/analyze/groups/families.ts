// Ephemerals by the znode that they are members of: mostly their parent.
import {baseName, childOf, parentOf} from '../../zookeeper/paths.ts';
import {sequenceOf} from '../../zookeeper/layouts.ts';
import type {Ephemeral} from '../locks/contender.ts';
import type {Member} from './group.ts';

/** Replicas of ClickHouse keep theirs in a znode of their own. */
const nested = 'is_active';

/** Those that carry no number, by the path of what they are members of. */
export const familiesIn = (ephemerals: Iterable<Ephemeral>): ReadonlyMap<string, readonly Member[]> => {
	const families = new Map<string, Member[]>();
	for (const {path, session} of ephemerals) {
		const name = baseName(path);
		if (sequenceOf(name) === undefined) {
			const parent = parentOf(path);
			const [of, own] =
				name === nested ? [parentOf(parent), childOf(baseName(parent), name)] : [parent, name];
			const family = families.get(of) ?? [];
			family.push({name: own, node: path, session});
			families.set(of, family);
		}
	}

	return families;
};

/** By name; brokers and the like by number. */
export const byMemberName = (a: Member, b: Member): number =>
	Number(a.name) - Number(b.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
