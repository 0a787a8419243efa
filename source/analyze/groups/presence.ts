// Who of a group without a line came, went and came back, as far as this run saw it.
import type {Id} from '../../zookeeper/ids.ts';
import {baseName} from '../../zookeeper/paths.ts';
import type {Group, GroupKind, Member, Registry} from './group.ts';

/** Since when somebody is there, our clock. `again`: it had been there before in this run. */
export type Arrived = {readonly at: number; readonly again: boolean};

/** Somebody who was there; `address`: where its session was connected from last, if that is known. */
export type Gone = {
	readonly name: string;
	readonly session: Id;
	readonly address: string | undefined;
	readonly at: number;
};

/** Where a session is connected from, or was last. */
export type AddressOf = (session: Id) => string | undefined;

export type Presence = Pick<Registry, 'recipe' | 'confidence'> & {
	readonly kind: GroupKind;
	/** Those that were seen to come, by name; the others were there before zktop looked. */
	readonly arrived: ReadonlyMap<string, Arrived>;
	/** The last one to go first. */
	readonly gone: readonly Gone[];
};

/** Of the groups in which something happened, by path. */
export type Presences = ReadonlyMap<string, Presence>;

export const noPresences: Presences = new Map();

const keptMs = 10 * 60_000;
const keptGone = 50;
const keptArrived = 500;
const keptRegistries = 1000;

/** Who is there. What a group is may turn out later: it is about the same members then. */
type Roster = Pick<Presence, 'kind' | 'recipe' | 'confidence'> & {readonly members: readonly Member[]};

const rostersOf = (groups: readonly Group[]): ReadonlyMap<string, Group> =>
	new Map(groups.flatMap(group => (hasRoster(group) ? [[group.path, group] as const] : [])));

const hasRoster = ({kind}: Group): boolean => ['registry', 'semaphore', 'barrier'].includes(kind);

const rosterOf = (group: Group | undefined): Roster | undefined => {
	switch (group?.kind) {
		case 'registry':
			return group;
		case 'barrier':
			return {...group, members: group.members ?? []};
		case 'semaphore':
			return {
				...group,
				members: group.leases.map(({node, session}) => ({name: baseName(node), node, session})),
			};
		case 'election':
		case 'queue':
		case 'counter':
		case 'lease':
		case undefined:
			return undefined;
	}
};

/** The presences after another look that saw all there is, as the one before did; the same value when nobody came or went. */
export const presencesAfter = (
	before: Presences,
	groupsBefore: readonly Group[],
	groups: readonly Group[],
	now: number,
	addressOf: AddressOf,
): Presences => {
	const next = new Map(before);
	const [earlier, here] = [rostersOf(groupsBefore), rostersOf(groups)];
	for (const path of new Set([...earlier.keys(), ...here.keys()])) {
		if (here.get(path) !== earlier.get(path)) {
			const [were, are] = [rosterOf(earlier.get(path)), rosterOf(here.get(path))];
			const known = are ?? (were && {...were, members: []});
			const presence = known && presenceOf(before.get(path), were?.members ?? [], known, {now, addressOf});
			if (presence !== undefined) {
				next.set(path, presence);
			}
		}
	}

	for (const [path, presence] of next) {
		const kept = withoutOld(presence, now);
		if (kept.gone.length === 0 && (kept.arrived.size === 0 || !here.has(path))) {
			next.delete(path);
		} else {
			next.set(path, kept);
		}
	}

	const isSame = next.size === before.size && [...next].every(([path, one]) => before.get(path) === one);
	return isSame ? before : new Map([...next].slice(-keptRegistries));
};

const presenceOf = (
	known: Presence | undefined,
	earlier: readonly Member[],
	{kind, members, recipe, confidence}: Roster,
	{now, addressOf}: {readonly now: number; readonly addressOf: AddressOf},
): Presence | undefined => {
	const were = new Map(earlier.map(member => [member.name, member]));
	const are = new Map(members.map(member => [member.name, member]));
	const isNew = ({name, session}: Member): boolean => were.get(name)?.session !== session;
	const came = members.filter(isNew);
	const went = [...were.values()].filter(({name}) => !are.has(name));
	if (came.length === 0 && went.length === 0) {
		return known && {...known, kind, recipe, confidence};
	}

	const {arrived, gone} = known ?? {arrived: new Map<string, Arrived>(), gone: []};
	const wasHere = new Set([...gone.map(({name}) => name), ...were.keys()]);
	const stay = [...arrived].filter(([name]) => are.has(name) && !came.some(member => member.name === name));
	const news = came.map(({name}) => [name, {at: now, again: wasHere.has(name)}] as const);
	return {
		kind,
		recipe,
		confidence,
		arrived: new Map([...stay, ...news].slice(-keptArrived)),
		gone: [
			...went.map(({name, session}) => ({name, session, address: addressOf(session), at: now})),
			...gone.filter(({name}) => !are.has(name)),
		].slice(0, keptGone),
	};
};

const withoutOld = (presence: Presence, now: number): Presence =>
	presence.gone.every(({at}) => at > now - keptMs)
		? presence
		: {...presence, gone: presence.gone.filter(({at}) => at > now - keptMs)};
