// Who is in one list of all sessions and not in the next one: several ask that of the same two lists, so it is looked for once.
import type {SessionRow} from './sessions.ts';

export type SessionList = ReadonlyMap<string, SessionRow>;

export type SessionChanges = {
	/** In the list now, and not in the one before. */
	readonly came: readonly SessionRow[];
	/** In the one before, as they were there, and not now. */
	readonly left: readonly SessionRow[];
};

/** Of the last list before that was asked for, by the list now. */
const known = new WeakMap<SessionList, {readonly before: SessionList; readonly changes: SessionChanges}>();

/** What has changed between two lists. */
export const changesBetween = (before: SessionList, now: SessionList): SessionChanges => {
	const last = known.get(now);
	if (last?.before === before) {
		return last.changes;
	}

	const changes = {came: missingIn(before, now), left: missingIn(now, before)};
	known.set(now, {before, changes});
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
