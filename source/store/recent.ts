// What has just happened to znodes that were known: new ones, changed ones and those that are gone are marked for some seconds.
import {childPath, parentPath, type Znode, type Znodes} from '../analyze/tree-rows.ts';
import type {Changes, Listing, Sample} from '../collect/sample.ts';
import type {Stat} from '../zookeeper/stat.ts';

export type Happened = {readonly what: 'new' | 'changed' | 'gone'; readonly at: number};
/** By path, the oldest first. */
export type Recent = ReadonlyMap<string, Happened>;

export const nothingRecent: Recent = new Map();

const keptMs = 5000;
/** Of what comes and goes in a storm the newest are marked. */
const most = 1000;
const mostOfOne = 100;
/** What is gone takes rows: a busy queue would fill the screen with them. */
const mostGone = 10;
/** Longer lists are not compared here: where they are followed by watches, what changed comes with them. */
const compared = 10_000;

/** What happened lately, after a sample; `znodes` as they were before it. The same value while nothing comes or goes. */
export const reduceRecent = (before: Recent, znodes: Znodes, {arrivals, at}: Sample): Recent => {
	const happened = arrivals.flatMap((arrival): ReadonlyArray<readonly [string, Happened['what']]> => {
		if (arrival.of !== 'children' && arrival.of !== 'stat' && arrival.of !== 'data') {
			return [];
		}

		const known = znodes.get(arrival.path);
		if (known === undefined || arrival.answer.kind !== 'fresh') {
			return [];
		}

		return arrival.of === 'children'
			? inListing(arrival.path, known, arrival.answer.value)
			: inStat(
					arrival.path,
					known.stat,
					arrival.of === 'stat' ? arrival.answer.value : arrival.answer.value.stat,
				);
	});
	const isOld = ({at: since}: Happened): boolean => at - since > keptMs;
	if (happened.length === 0 && ![...before.values()].some(isOld)) {
		return before;
	}

	const next = new Map([...before].filter(([, one]) => !isOld(one)));
	for (const [path, what] of happened) {
		const is = next.get(path)?.what === 'new' && what === 'changed' ? 'new' : what;
		next.delete(path); // the newest are the last
		next.set(path, {what: is, at});
	}

	return new Map([...next].slice(-most));
};

const inListing = (
	path: string,
	{names: before, part: partBefore = 'all'}: Znode,
	{names, part = 'all', changes}: Listing,
): ReadonlyArray<readonly [string, Happened['what']]> => {
	if (before === undefined || partBefore !== 'all' || part !== 'all' || before === names) {
		return [];
	}

	const {added, removed} = changes ?? changesBetween(before, names);
	return [
		...removed.slice(-mostOfOne).map(name => [childPath(path, name), 'gone'] as const),
		...added.slice(-mostOfOne).map(name => [childPath(path, name), 'new'] as const),
	];
};

const changesBetween = (before: readonly string[], names: readonly string[]): Changes => {
	if (before.length > compared || names.length > compared) {
		return {added: [], removed: []};
	}

	const [old, now] = [new Set(before), new Set(names)];
	return {added: names.filter(name => !old.has(name)), removed: before.filter(name => !now.has(name))};
};

const inStat = (
	path: string,
	before: Stat | undefined,
	stat: Stat | undefined,
): ReadonlyArray<readonly [string, Happened['what']]> => {
	if (before === undefined || stat === undefined) {
		return [];
	}

	// Made anew under its old name, or written.
	return before.czxid !== stat.czxid
		? [[path, 'new']]
		: before.mzxid === stat.mzxid
			? []
			: [[path, 'changed']];
};

/** The children that are gone, by their parents: the last ones of each. */
export const goneBelow = (recent: Recent): ReadonlyMap<string, readonly string[]> => {
	const gone = [...recent].flatMap(([path, {what}]) => (what === 'gone' ? [path] : []));
	return new Map(
		[...Map.groupBy(gone, parentPath)].map(([parent, paths]) => [parent, paths.slice(-mostGone)]),
	);
};
