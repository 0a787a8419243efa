// Who is in one list of all sessions and not in the next one: several ask that of the same two lists, so it is looked for once.
import type {SessionRow} from './sessions.ts';

export type SessionList = ReadonlyMap<string, SessionRow>;

export type SessionChanges = {
	/** In the list now, and not in the one before. */
	readonly came: readonly SessionRow[];
	/** In the one before, as they were there, and not now. */
	readonly left: readonly SessionRow[];
};

type Compared = {readonly before: SessionList; readonly now: SessionList; readonly changes: SessionChanges};

/** The last two lists that were compared, and no others: one that is known by the next would keep all those before it. */
let last: Compared | undefined;

/** What has changed between two lists. */
export const changesBetween = (before: SessionList, now: SessionList): SessionChanges => {
	if (last?.before === before && last.now === now) {
		return last.changes;
	}

	const changes = {came: missingIn(before, now), left: missingIn(now, before)};
	last = {before, now, changes};
	return changes;
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
