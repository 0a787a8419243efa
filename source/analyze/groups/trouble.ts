// Why a group stands where it stands in the table: what is wrong with it.
import {pulseOf, type Vitals} from '../liveness/pulse.ts';
import type {Reports} from '../locks/report.ts';
import type {Group, GroupKind} from './group.ts';
import type {Presences} from './presence.ts';
import {isFlapping, type AllTerms} from './terms.ts';

/** The worst first. `missing`: who was there in this run is not any more. */
export type GroupTrouble =
	'circle' | 'lost holder' | 'nobody leads' | 'lost wake-up' | 'flapping' | 'waiting' | 'missing' | 'none';

/** What this run has seen of groups, and what is to be said of those that stand in line. */
type Seen = {readonly terms: AllTerms; readonly presences: Presences; readonly reports: Reports};

const ranks: Readonly<Record<GroupTrouble, number>> = {
	circle: 0,
	'lost holder': 1,
	'nobody leads': 2,
	'lost wake-up': 3,
	flapping: 4,
	waiting: 5,
	missing: 6,
	none: 7,
};

const kinds: Readonly<Record<GroupKind, number>> = {
	election: 0,
	registry: 1,
	semaphore: 2,
	barrier: 3,
	queue: 4,
	counter: 5,
	lease: 6,
};

export const groupTroubleOf = (
	group: Group,
	{terms, presences, reports}: Seen,
	vitals: Vitals,
	now: number,
): GroupTrouble => {
	switch (group.kind) {
		case 'election': {
			const told = toldIn(reports, group);
			if (told !== undefined) {
				return told;
			}

			const [leader] = group.leaders;
			const pulse = leader && pulseOf(leader.session, vitals);
			if (pulse === undefined) {
				return 'nobody leads';
			}

			const isLost = pulse.kind === 'gone' || pulse.kind === 'silent';
			return isLost ? 'lost holder' : isFlapping(terms.get(group.path), now) ? 'flapping' : 'none';
		}

		case 'semaphore':
			return toldIn(reports, group) ?? (group.waiters.length > 0 ? 'waiting' : 'none');
		case 'registry':
			return (presences.get(group.path)?.gone.length ?? 0) > 0 ? 'missing' : 'none';
		case 'barrier':
		case 'queue':
		case 'counter':
		case 'lease':
			return 'none';
	}
};

/** What its line is in trouble for, as a lock may be. */
const toldIn = (reports: Reports, {kind, path}: Group): GroupTrouble | undefined => {
	const report = reports.get(path);
	switch (report?.lock.kind === kind ? report.trouble : undefined) {
		case 'circle':
			return 'circle';
		case 'lost holder':
			return 'lost holder';
		case 'lost wake-up':
			return 'lost wake-up';
		case 'still':
		case 'waiting':
		case 'none':
		case undefined:
			return undefined;
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
