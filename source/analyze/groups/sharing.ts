// Groups of two looks: those in which nothing is new keep their identity.
import {groupId, membersOf, type Group} from './group.ts';

/** The newer groups, with the older values where they say the same. */
export const sharedGroups = (before: readonly Group[], next: readonly Group[]): readonly Group[] => {
	const known = new Map(before.map(group => [groupId(group), group]));
	return next.map(group => {
		const earlier = known.get(groupId(group));
		return earlier !== undefined && (earlier === group || isSame(earlier, group)) ? earlier : group;
	});
};

const isSame = (a: Group, b: Group): boolean =>
	a.recipe === b.recipe && a.confidence === b.confidence && isSameRest(a, b) && isSameMembers(a, b);

const isSameRest = (a: Group, b: Group): boolean => {
	switch (a.kind) {
		case 'election':
			return b.kind === 'election' && a.leaders.length === b.leaders.length;
		case 'semaphore':
			return b.kind === 'semaphore' && a.most === b.most && a.leases.length === b.leases.length;
		case 'registry':
			return b.kind === 'registry';
		case 'barrier':
			return b.kind === 'barrier' && a.isOpen === b.isOpen;
		case 'queue':
			return b.kind === 'queue' && a.items === b.items;
		case 'counter':
			return b.kind === 'counter' && a.value === b.value && a.changes === b.changes;
		case 'lease':
			return b.kind === 'lease' && a.node === b.node && a.holder === b.holder && a.until === b.until;
	}
};

const isSameMembers = (a: Group, b: Group): boolean => {
	const [members, others] = [membersOf(a), membersOf(b)];
	return (
		members.length === others.length &&
		members.every(
			({node, session}, index) => node === others[index]?.node && session === others[index].session,
		)
	);
};
