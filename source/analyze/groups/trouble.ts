// Why a group stands where it stands in the table: what is wrong with it.
import {pulseOf, type Vitals} from '../liveness/pulse.ts';
import type {Group, GroupKind} from './group.ts';
import type {Presences} from './presence.ts';
import {isFlapping, type AllTerms} from './terms.ts';

/** The worst first. `missing`: who was there in this run is not any more. */
export type GroupTrouble = 'lost leader' | 'nobody leads' | 'flapping' | 'waiting' | 'missing' | 'none';

/** What this run has seen of groups. */
type Seen = {readonly terms: AllTerms; readonly presences: Presences};

const ranks: Readonly<Record<GroupTrouble, number>> = {
	'lost leader': 0,
	'nobody leads': 1,
	flapping: 2,
	waiting: 3,
	missing: 4,
	none: 5,
};

const kinds: Readonly<Record<GroupKind, number>> = {
	election: 0,
	registry: 1,
	semaphore: 2,
	barrier: 3,
	queue: 4,
};

export const groupTroubleOf = (
	group: Group,
	{terms, presences}: Seen,
	vitals: Vitals,
	now: number,
): GroupTrouble => {
	switch (group.kind) {
		case 'election': {
			const [leader] = group.leaders;
			const pulse = leader && pulseOf(leader.session, vitals);
			if (pulse === undefined) {
				return 'nobody leads';
			}

			const isLost = pulse.kind === 'gone' || pulse.kind === 'silent';
			return isLost ? 'lost leader' : isFlapping(terms.get(group.path), now) ? 'flapping' : 'none';
		}

		case 'semaphore':
			return group.waiters.length > 0 ? 'waiting' : 'none';
		case 'registry':
			return (presences.get(group.path)?.gone.length ?? 0) > 0 ? 'missing' : 'none';
		case 'barrier':
		case 'queue':
			return 'none';
	}
};

/** The most troubled first, then by kind and path. */
export const byGroupTrouble = (grouping: Seen, vitals: Vitals, now: number) => {
	const known = new Map<Group, number>();
	const rankOf = (group: Group): number => {
		const rank = known.get(group) ?? ranks[groupTroubleOf(group, grouping, vitals, now)];
		known.set(group, rank);
		return rank;
	};

	return (a: Group, b: Group): number =>
		rankOf(a) - rankOf(b) || kinds[a.kind] - kinds[b.kind] || (a.path < b.path ? -1 : 1);
};
