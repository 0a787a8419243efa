// Who is in one list of all sessions and not in the next one, or on another server there: several ask that of the same two lists,
// so it is looked for once.
import type {SessionList, SessionRow} from './sessions.ts';

export type SessionChanges = {
	/** In the list now, and not in the one before. */
	readonly came: readonly SessionRow[];
	/** In the one before, as they were there, and not now. */
	readonly left: readonly SessionRow[];
	/** In both, and on another server now. */
	readonly moved: readonly SessionRow[];
};

type Compared = {readonly before: SessionList; readonly now: SessionList; readonly changes: SessionChanges};

/** The last two lists that were compared, and no others: one that is known by the next would keep all those before it. */
let last: Compared | undefined;

/** What has changed between two lists. */
export const changesBetween = (before: SessionList, now: SessionList): SessionChanges => {
	if (last?.before === before && last.now === now) {
		return last.changes;
	}

	const {came, moved} = foundIn(now, before);
	// Nobody is missing when there are as many more as have come.
	const left = before.size + came.length === now.size ? [] : missingIn(now, before);
	const changes = {came, left, moved};
	last = {before, now, changes};
	return changes;
};

const foundIn = (now: SessionList, before: SessionList): Pick<SessionChanges, 'came' | 'moved'> => {
	const came: SessionRow[] = [];
	const moved: SessionRow[] = [];
	for (const [session, row] of now) {
		const earlier = before.get(session);
		if (earlier === undefined) {
			came.push(row);
		} else if (earlier.server !== row.server) {
			moved.push(row);
		}
	}

	return {came, moved};
};

const missingIn = (list: SessionList, others: SessionList): readonly SessionRow[] => {
	const missing: SessionRow[] = [];
	for (const [session, row] of others) {
		if (!list.has(session)) {
			missing.push(row);
		}
	}

	return missing;
};
