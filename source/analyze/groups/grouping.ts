// All groups, and what this run has seen of them: one look after the other.
import type {Failure} from '../../zookeeper/errors.ts';
import type {Id} from '../../zookeeper/ids.ts';
import type {Ephemeral} from '../locks/contender.ts';
import type {Reports} from '../locks/report.ts';
import {groupId, type Election, type Group, type Registry} from './group.ts';
import {groupsIn, type Contents, type Families, type Scenery} from './groups-in.ts';
import {noPresences, presencesAfter, type AddressOf, type Presences} from './presence.ts';
import {inSteadyOrder, noOrder, type Order} from '../steady-order.ts';
import type {Vitals} from '../liveness/pulse.ts';
import {sharedGroups} from './sharing.ts';
import {noTerms, termsAfter, type AllTerms} from './terms.ts';
import {byGroupTrouble} from './trouble.ts';

export type Grouping = {
	/** The most troubled first, in a steady order. Elections and registries that all have left are among them for a while. */
	readonly all: readonly Group[];
	readonly terms: AllTerms;
	readonly presences: Presences;
	/** What a few znodes hold, small ones alone: those that somebody looks at. */
	readonly contents: Contents;
	/** Znodes whose data was asked for and is not told, and why: it may not be read, or they are gone. */
	readonly shut: ReadonlyMap<string, Failure>;
	/** How often the number in a znode was seen to become another one. */
	readonly counting: ReadonlyMap<string, number>;
	/** Leaders of elections in which nobody stands in line: no lock tells of them. */
	readonly leaders: readonly Id[];
	/** The last look saw all there are. */
	readonly sawAll: boolean;
	/** What the last look was made of. */
	readonly families: Families;
	/** In which order they stand, so that they do not jump. */
	readonly order: Order;
};

export const nothingGrouped: Grouping = {
	all: [],
	terms: noTerms,
	presences: noPresences,
	contents: new Map(),
	shut: new Map(),
	counting: new Map(),
	leaders: [],
	sawAll: false,
	families: new Map(),
	order: noOrder,
};

export type Look = Omit<Scenery, 'contents'> & {
	readonly ephemerals: readonly Ephemeral[];
	/** Whether these are all there are. */
	readonly seesAll: boolean;
	readonly vitals: Vitals;
	/** What is to be said of each line. */
	readonly reports: Reports;
	readonly addressOf: AddressOf;
	readonly now: number;
};

/** The grouping after a look; `before.contents` are the newest ones. */
export const groupingAfter = (before: Grouping, look: Look): Grouping => {
	const {ephemerals, seesAll, vitals, reports, addressOf, now} = look;
	const {groups: seen, families} = groupsIn(
		ephemerals,
		{...look, contents: before.contents},
		before.families,
	);
	const found = sharedGroups(before.all, seen);
	const elections = found.filter(group => group.kind === 'election');
	const terms = termsAfter(before.terms, elections, {now, seesAll, sawAll: before.sawAll});
	const presences =
		seesAll && before.sawAll
			? presencesAfter(before.presences, before.all, found, now, addressOf)
			: before.presences;
	const groups = sharedGroups(before.all, [...found, ...abandoned(found, terms, presences)]);
	const {rows, order} = inSteadyOrder(groups, before.order, now, {
		keyOf: groupId,
		compare: byGroupTrouble({terms, presences, reports}, vitals, now),
	});
	const isUnmoved =
		rows.length === before.all.length && rows.every((group, index) => group === before.all[index]);
	const all = isUnmoved ? before.all : rows;
	const leaders = isUnmoved ? before.leaders : outOfLine(elections);
	return {...before, all, leaders, terms, presences, sawAll: seesAll, families, order};
};

const outOfLine = (elections: readonly Election[]): readonly Id[] =>
	elections.flatMap(({leaders, candidates}) =>
		candidates === undefined ? leaders.map(({session}) => session) : [],
	);

/** Elections and registries in which nobody is any more. */
const abandoned = (
	found: readonly Group[],
	terms: AllTerms,
	presences: Presences,
): readonly (Election | Registry)[] => {
	const here = new Set(found.map(groupId));
	const elections = [...terms].map(([path, {recipe, confidence}]): Election => ({
		kind: 'election',
		path,
		recipe,
		confidence,
		leaders: [],
		candidates: [],
	}));
	const registries = [...presences].flatMap(([path, {kind, recipe, confidence}]): readonly Registry[] =>
		kind === 'registry' ? [{kind, path, recipe, confidence, members: []}] : [],
	);
	return [...elections, ...registries].filter(group => !here.has(groupId(group)));
};
