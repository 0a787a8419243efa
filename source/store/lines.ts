// The line of contenders at a path, or behind a group: what its card is drawn from.
import {groupId, type Group} from '../analyze/groups/group.ts';
import {worstHolder} from '../analyze/locks/report.ts';
import type {Contender, LockQueue, QueueKind} from '../analyze/locks/contender.ts';
import {parentPath} from '../analyze/tree-rows.ts';
export {worstHolder} from '../analyze/locks/report.ts';
import type {Data} from './state.ts';

/** The line at a path, if any. */
export const lockAt = (data: Data, path: string): LockQueue | undefined =>
	data.inspection.reports.get(path)?.lock;

/** The line of an election or a semaphore; where nobody stands in one, those who lead or have a lease are all of it. */
export const lineOf = (data: Data, group: Group): LockQueue | undefined => {
	if (group.kind !== 'election' && group.kind !== 'semaphore') {
		return undefined;
	}

	const {kind, path, recipe, confidence} = group;
	const line = lockAt(data, path);
	return line?.kind === kind
		? line
		: {
				kind,
				path,
				recipe,
				confidence,
				parent: kind === 'election' && group.candidates === undefined ? parentPath(path) : path,
				holders: kind === 'election' ? group.leaders : group.leases,
				waiters: [],
				wrapped: false,
			};
};

/** Of those that hold the one that is worst off. */
export const holderIn = (data: Data, line: LockQueue): Contender | undefined =>
	data.inspection.reports.get(line.path)?.holder ?? worstHolder(line, data.inspection)?.holder;

/** Where the line at a path is shown, among the groups. */
export const groupIdAt = (data: Data, path: string): string | undefined => {
	const kind: QueueKind = lockAt(data, path)?.kind ?? 'lock';
	return kind === 'lock' ? undefined : groupId({kind, path});
};
