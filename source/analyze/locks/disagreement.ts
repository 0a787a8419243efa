// Ephemerals that one server has and another one has not: for a moment while a change travels, for long only where something is wrong.
import type {Id} from '../../zookeeper/ids.ts';
import type {Dump} from '../../zookeeper/words/dump.ts';

export type Disagreement = {
	readonly path: string;
	readonly session: Id;
	readonly has: string;
	readonly lacks: string;
	/** When it was seen first, our clock; it has been so in every look since. */
	readonly since: number;
	/** When it was seen last: the newest look of both. */
	readonly seenAt: number;
};

export type Disagreements = ReadonlyMap<string, Disagreement>;

export const agreed: Disagreements = new Map();

/** No more are remembered: where two servers differ in thousands, a hundred say it. */
const kept = 100;

type Teller = {readonly server: string; readonly dump: Dump};

/** What two servers differ in now, and since when. */
export const disagreementsAfter = (
	before: Disagreements,
	[a, b]: readonly [Teller, Teller],
	now: number,
): Disagreements => {
	const found = [...missing(a, b), ...missing(b, a)].slice(0, kept);
	if (found.length === 0) {
		return before.size === 0 ? before : agreed;
	}

	return new Map(
		found.map(one => {
			const known = before.get(one.path);
			const isSame = known?.has === one.has && known.lacks === one.lacks && known.session === one.session;
			return [one.path, {...one, since: isSame ? known.since : now, seenAt: now}];
		}),
	);
};

const missing = (has: Teller, lacks: Teller): ReadonlyArray<Omit<Disagreement, 'since' | 'seenAt'>> => {
	const found: Omit<Disagreement, 'since' | 'seenAt'>[] = [];
	for (const [session, paths] of has.dump.ephemerals) {
		const others = lacks.dump.ephemerals.get(session) ?? [];
		// Mostly both tell them in the same order.
		if (others.length === paths.length && paths.every((path, index) => path === others[index])) {
			continue;
		}

		const known = new Set(others);
		for (const path of paths.filter(own => !known.has(own))) {
			found.push({path, session, has: has.server, lacks: lacks.server});
		}
	}

	return found;
};
