// What a znode is in the recipe that it belongs to: it leads, holds, waits, or is a member.
import {membersOf, type Group} from '../analyze/groups/group.ts';
import type {LockQueue} from '../analyze/locks/lock-queues.ts';
import {withinPath} from '../analyze/tree-rows.ts';
import type {Data} from './state.ts';

export type Role = {
	/** `leads`, `2nd in line for`, `member of` … */
	readonly does: string;
	/** The lock or group. */
	readonly path: string;
	readonly recipe: string;
	readonly confidence: string;
};

/** The role of the znode at this path; undefined: it has none that we know. */
export const roleAt = ({inspection, grouping}: Data, node: string): Role | undefined => {
	const lock = inspection.locks.find(({path, kind}) => kind === 'lock' && withinPath(node, path));
	const does = lock && placeIn(lock, node);
	if (lock !== undefined && does !== undefined) {
		return {...lock, does};
	}

	const group = grouping.all.find(
		one => withinPath(node, one.path) && membersOf(one).some(member => member.node === node),
	);
	return group && {...group, does: partIn(group, node)};
};

const inLine = (place: number): string => `number ${place} in line for`;

const placeIn = ({holders, waiters}: LockQueue, node: string): string | undefined => {
	if (holders.some(holder => holder.node === node)) {
		return 'holds';
	}

	const at = waiters.findIndex(waiter => waiter.node === node);
	return at === -1 ? undefined : inLine(holders.length + at + 1);
};

const partIn = (group: Group, node: string): string => {
	switch (group.kind) {
		case 'election':
			return group.leaders.some(leader => leader.node === node)
				? 'leads'
				: inLine(
						group.leaders.length +
							(group.candidates ?? []).findIndex(candidate => candidate.node === node) +
							1,
					);
		case 'semaphore':
			return group.leases.some(lease => lease.node === node) ? 'has a lease of' : 'waits for a lease of';
		case 'registry':
			return 'member of';
		case 'barrier':
			return 'has entered';
		case 'queue':
			return 'an item in work of';
		case 'counter':
		case 'lease':
			return 'is';
	}
};
