// Who led each election, and for how long, as far as this run saw it.
import type {Id} from '../../zookeeper/ids.ts';
import type {Election} from './group.ts';

export type Term = {
	readonly node: string;
	readonly session: Id;
	/** Our clock. `seen`: its beginning was, else it led already. */
	readonly from: number;
	readonly seen: boolean;
	/** Undefined: it leads. */
	readonly until: number | undefined;
};

/** The terms of one election. */
export type Terms = Pick<Election, 'recipe' | 'confidence'> & {
	/** The newest ones, oldest first. */
	readonly terms: readonly Term[];
	/** How many were seen to begin in this run. */
	readonly begun: number;
};

export type AllTerms = ReadonlyMap<string, Terms>;

export const noTerms: AllTerms = new Map();

const keptTerms = 20;
/** Elections that nobody stands in any more are remembered for so long. */
const keptMs = 10 * 60_000;
const keptElections = 2000;

/** A look at all elections. */
export type TermLook = {
	readonly now: number;
	/** It sees all there are, and so did the one before. */
	readonly seesAll: boolean;
	readonly sawAll: boolean;
};

/** The terms after another look; the same value when nobody else leads. */
export const termsAfter = (
	before: AllTerms,
	elections: readonly Election[],
	{now, seesAll, sawAll}: TermLook,
): AllTerms => {
	const next = new Map(before);
	for (const election of elections) {
		const known = before.get(election.path);
		const isSeen = known === undefined ? seesAll && sawAll : true;
		next.set(election.path, termsOf(known, election, isSeen, now));
	}

	const here = new Set(elections.map(({path}) => path));
	for (const [path, known] of before) {
		if (!here.has(path) && seesAll) {
			const ended = ledBy(known, undefined, true, now);
			if (isOld(ended, now)) {
				next.delete(path);
			} else {
				next.set(path, ended);
			}
		}
	}

	const isSame = next.size === before.size && [...next].every(([path, terms]) => before.get(path) === terms);
	return isSame ? before : new Map([...next].slice(-keptElections));
};

const termsOf = (
	known: Terms | undefined,
	{recipe, confidence, leaders}: Election,
	isSeen: boolean,
	now: number,
): Terms => {
	const terms = known ?? {recipe, confidence, terms: [], begun: 0};
	const led = ledBy(terms, leaders[0], isSeen, now);
	return led.recipe === recipe && led.confidence === confidence ? led : {...led, recipe, confidence};
};

const ledBy = (
	known: Terms,
	leader: Election['leaders'][number] | undefined,
	isSeen: boolean,
	now: number,
): Terms => {
	const last = known.terms.at(-1);
	const current = last?.until === undefined ? last : undefined;
	if (current?.node === leader?.node) {
		return known;
	}

	const ended = current === undefined ? known.terms : [...known.terms.slice(0, -1), {...current, until: now}];
	const begun: readonly Term[] =
		leader === undefined
			? []
			: [{node: leader.node, session: leader.session, from: now, seen: isSeen, until: undefined}];
	return {
		...known,
		terms: [...ended, ...begun].slice(-keptTerms),
		begun: known.begun + (begun.length > 0 && isSeen ? 1 : 0),
	};
};

const isOld = ({terms}: Terms, now: number): boolean => {
	const last = terms.at(-1);
	return last === undefined || (last.until !== undefined && last.until < now - keptMs);
};

/** Leaders that do not stay: so many terms that began in so much time. */
export const flapping = {changes: 3, withinMs: 5 * 60_000} as const;

/** How many terms were seen to begin lately. */
export const changesLately = ({terms}: Terms, now: number): number =>
	terms.filter(({seen, from}) => seen && from > now - flapping.withinMs).length;

/** Whether leadership does not stay. */
export const isFlapping = (terms: Terms | undefined, now: number): boolean =>
	terms !== undefined && changesLately(terms, now) >= flapping.changes;
