// The groups among ephemerals: elections and semaphores by their lines, all else by their members' names and what little was read of them.
import {baseName, childOf, parentOf} from '../../zookeeper/paths.ts';
import type {Contender, Ephemeral, LockQueue} from '../locks/contender.ts';
import {mostLeasesIn} from '../signatures/libraries/kazoo-semaphore.ts';
import {groupSignatureOf, isClaim, postSignatureOf, signatureOf} from '../signatures/table.ts';
import type {GroupFacts} from '../signatures/signature.ts';
import {byMemberName, familiesIn} from './families.ts';
import type {Group, Member} from './group.ts';

/** What was read of a few znodes. */
export type Contents = ReadonlyMap<string, Uint8Array>;

export type Scenery = {
	/** All queues among the ephemerals. */
	readonly locks: readonly LockQueue[];
	readonly contents: Contents;
	/** What is below a znode; undefined: not listed. */
	readonly namesBelow: (path: string) => readonly string[] | undefined;
};

/** One member tells as much as all: no more are looked through for one that was read. */
const lookedThrough = 20;

/** Members of one parent as a look has found them, and what follows from that. */
type Family = {
	readonly members: readonly Member[];
	/** What is known of its first members, of the znode above them, and what else is below that. */
	readonly read: ReadonlyArray<Uint8Array | undefined>;
	readonly siblings: readonly string[] | undefined;
	readonly groups: readonly Group[];
};

/** By the path of the parent: what stays as it was in the next look need not be thought about again. */
export type Families = ReadonlyMap<string, Family>;

export type Found = {readonly groups: readonly Group[]; readonly families: Families};

/** @param before The families of the look before. */
export const groupsIn = (
	ephemerals: Iterable<Ephemeral>,
	scenery: Scenery,
	before: Families = new Map(),
): Found => {
	const {locks} = scenery;
	const lines = new Map(locks.map(lock => [lock.path, lock]));
	const families = new Map<string, Family>();
	for (const [path, members] of familiesIn(ephemerals)) {
		// The leases of a semaphore for which somebody waits are told by its line.
		if (lines.get(path)?.kind !== 'semaphore') {
			families.set(path, familyOf(path, members, scenery, before.get(path)));
		}
	}

	const groups = [
		...locks.flatMap(lock => lineGroup(lock, scenery) ?? []),
		...claimsIn(ephemerals, lines),
		...[...families.values()].flatMap(family => family.groups),
	];
	return {groups, families};
};

const familyOf = (
	path: string,
	members: readonly Member[],
	scenery: Scenery,
	before: Family | undefined,
): Family => {
	const {contents, namesBelow} = scenery;
	const siblings = namesBelow(path);
	const read =
		contents.size === 0
			? []
			: [path, ...members.slice(0, lookedThrough).map(({node}) => node)].map(node => contents.get(node));
	return before !== undefined && before.siblings === siblings && isSameFamily(before, {members, read})
		? before
		: {members, read, siblings, groups: groupsAt(path, members, scenery)};
};

type Seen = Pick<Family, 'members' | 'read'>;

const isSameFamily = (a: Seen, b: Seen): boolean =>
	a.members.length === b.members.length &&
	a.read.length === b.read.length &&
	a.read.every((bytes, index) => bytes === b.read[index]) &&
	a.members.every(
		({node, session}, index) => node === b.members[index]?.node && session === b.members[index].session,
	);

const lineGroup = (
	{path, kind, recipe, confidence, holders, waiters}: LockQueue,
	{contents}: Scenery,
): Group | undefined => {
	const known = {path, recipe, confidence};
	switch (kind) {
		case 'election':
			return {...known, kind, leaders: holders, candidates: waiters};
		case 'semaphore':
			return {...known, kind, leases: holders, waiters, most: mostLeasesIn(contents.get(path))};
		case 'lock':
			return undefined;
	}
};

/** Each ephemeral that decides an election by itself is one, the others are members of one group. */
const groupsAt = (path: string, members: readonly Member[], scenery: Scenery): readonly Group[] => {
	const posts = members.flatMap(member => postOf(member, scenery.contents) ?? []);
	const taken = new Set(posts.map(post => post.path));
	const others = taken.size === 0 ? members : members.filter(({node}) => !taken.has(node));
	return others.length === 0 ? posts : [...posts, groupOf(path, others.toSorted(byMemberName), scenery)];
};

const postOf = (member: Member, contents: Contents): Group | undefined => {
	const judged = postSignatureOf(member.node, contents.get(member.node));
	return (
		judged && {
			kind: 'election',
			path: member.node,
			recipe: judged.signature.recipe,
			confidence: judged.confidence,
			leaders: [asContender(member)],
			candidates: undefined,
		}
	);
};

const asContender = ({node, session}: Member): Contender => ({
	node,
	session,
	sequence: 0,
	waitsFor: [],
	mode: 'exclusive',
});

const groupOf = (path: string, members: readonly Member[], {contents, namesBelow}: Scenery): Group => {
	const read = members.slice(0, lookedThrough).find(({node}) => contents.has(node));
	const facts: GroupFacts = {
		path,
		parentData: contents.get(path),
		memberData: read && contents.get(read.node),
		siblings: namesBelow(path),
	};
	const {signature, confidence} = groupSignatureOf(
		members.map(({name}) => name),
		facts,
	);
	const known = {path, recipe: signature.recipe, confidence};
	switch (signature.kind) {
		case 'registry':
			return {...known, kind: 'registry', members};
		case 'semaphore':
			return {
				...known,
				kind: 'semaphore',
				leases: members.map(asContender),
				waiters: [],
				most: mostLeasesIn(facts.parentData),
			};
		case 'barrier':
			return {...known, kind: 'barrier', members, isOpen: facts.siblings?.includes('ready')};
	}
};

const takenBelow = 'taken';

/** Items of queues that are in work: numbered like a line, but no lock. */
const claimsIn = (
	ephemerals: Iterable<Ephemeral>,
	lines: ReadonlyMap<string, LockQueue>,
): readonly Group[] => {
	const parents = new Map<string, Member[]>();
	for (const {path, session} of ephemerals) {
		const parent = parentOf(path);
		if (!lines.has(parent) && isClaim(baseName(path))) {
			const members = parents.get(parent) ?? [];
			members.push({name: baseName(path), node: path, session});
			parents.set(parent, members);
		}
	}

	return [...parents].map(([parent, members]): Group => {
		const isLocking = baseName(parent) === takenBelow;
		const path = isLocking ? parentOf(parent) : parent;
		const {recipe, confidence} = signatureOf(members.map(({name}) => name));
		return {
			kind: 'queue',
			path,
			recipe,
			confidence,
			items: isLocking ? childOf(path, 'entries') : undefined,
			taken: members.toSorted(byMemberName),
		};
	});
};
