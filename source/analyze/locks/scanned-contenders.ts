// Contenders and members of groups as a scan has found them, with what was read of them since.
import type {Scanned, ScannedLine} from '../../collect/jobs/scan.ts';
import {sequenceOf} from '../../zookeeper/layouts.ts';
import {baseName, childOf, parentOf} from '../../zookeeper/paths.ts';
import {positionIn} from '../row-order.ts';
import {unreadZnode, type Znode, type Znodes} from '../tree-rows.ts';
import {unreadOwner, type Ephemeral, type LockQueue} from './contender.ts';
import {queuesIn} from './lock-queues.ts';
import {isPartOfSemaphore} from './semaphores.ts';

export type Scans = {readonly found: Scanned; readonly earlier: Scanned | undefined};

/** What is known by scans, and what is loaded beside it. */
export type Scenery = {
	/** Contenders that stand in a line of their own: it tells all of its queue. */
	readonly lines: readonly (readonly Ephemeral[])[];
	readonly others: readonly Ephemeral[];
};

/** @param loaded The ephemerals among the loaded znodes. */
export const sceneryOf = (loaded: readonly Ephemeral[], {found, earlier}: Scans, znodes: Znodes): Scenery => {
	const seen = new Set(found.lines.map(({parent}) => parent));
	const all = [...found.lines, ...(earlier?.lines ?? []).filter(({parent}) => !seen.has(parent))];
	const inLines = new Set(all.map(({parent}) => parent));
	const readBelow = new Set([...znodes.keys()].map(path => (path === '/' ? path : parentOf(path))));
	const members = all.map(line => ({
		parent: line.parent,
		now: readBelow.has(line.parent) || znodes.has(line.parent) ? membersNow(line, znodes) : membersOf(line),
	}));
	const known = new Set(loaded.map(({path}) => path));
	const singles = [...found.ephemerals, ...(earlier?.ephemerals ?? [])].filter(one => {
		const isNew = !known.has(one.path) && !isGone(znodes.get(one.path)) && !hasLeft(one, znodes);
		known.add(one.path);
		return isNew;
	});
	const isInLine = ({path}: Ephemeral): boolean =>
		inLines.has(parentOf(path)) && sequenceOf(baseName(path)) !== undefined;
	return {
		lines: members.flatMap(({parent, now}) => (isPartOfSemaphore(parent) ? [] : [now])),
		others: [
			...loaded.filter(one => !isInLine(one)),
			...singles,
			...members.flatMap(({parent, now}) => (isPartOfSemaphore(parent) ? now : [])),
		],
	};
};

const members = new WeakMap<ScannedLine['members'], readonly Ephemeral[]>();

/** The same value for the same line: what follows from it need not be thought about again. */
const membersOf = (line: ScannedLine): readonly Ephemeral[] => {
	const known = members.get(line.members);
	const own = known ?? line.members.map(({path, session = unreadOwner}) => ({path, session}));
	members.set(line.members, own);
	return own;
};

/** By its newest listing, if that is of all, with the owners that were read since. */
const membersNow = (line: ScannedLine, znodes: Znodes): readonly Ephemeral[] => {
	if (isGone(znodes.get(line.parent))) {
		return [];
	}

	const names = namesSince(line.cversion, znodes.get(line.parent));
	const sessions = new Map(line.members.map(({path, session}) => [path, session]));
	const paths =
		names === undefined
			? [...sessions.keys()]
			: names.filter(name => sequenceOf(name) !== undefined).map(name => childOf(line.parent, name));
	return paths.flatMap(path => {
		const znode = znodes.get(path);
		const isOther = isGone(znode) || (znode?.stat !== undefined && znode.stat.ephemeralOwner === undefined);
		return isOther ? [] : [{path, session: znode?.stat?.ephemeralOwner ?? sessions.get(path) ?? unreadOwner}];
	});
};

/** All children of a znode, if they were listed when it had this cversion, or later; it is an int32. */
const namesSince = (
	cversion: number,
	{names, namesCversion, part = 'all'}: Pick<Znode, 'names' | 'namesCversion' | 'part'> = unreadZnode,
): readonly string[] | undefined =>
	part === 'all' && namesCversion !== undefined && ((namesCversion - cversion) | 0) >= 0 ? names : undefined;

/** Its siblings were listed later, and it is not among them. */
const hasLeft = ({path, cversion}: Scanned['ephemerals'][number], znodes: Znodes): boolean => {
	const names = cversion === undefined ? undefined : namesSince(cversion, znodes.get(parentOf(path)));
	return names !== undefined && positionIn(names, baseName(path)) === -1;
};

/** It was asked for and is not there. */
const isGone = (znode: Znode | undefined): boolean =>
	znode !== undefined &&
	znode.stat === undefined &&
	znode.names === undefined &&
	znode.failure === 'no such znode';

const queues = new WeakMap<readonly Ephemeral[], readonly LockQueue[]>();

/** The queue of a line; thought about once. */
export const queuesOfLine = (line: readonly Ephemeral[]): readonly LockQueue[] => {
	const known = queues.get(line) ?? queuesIn(line);
	queues.set(line, known);
	return known;
};
