// Contenders that no session owns: a client that makes its place in line persistent leaves it there when it ends, and nothing cleans it
// up. `dump` tells of ephemerals only, so they are seen where a lock's parent was listed and what is surplus there was read.
import {sequenceOf} from '../../zookeeper/layouts.ts';
import {baseName, childOf, parentOf} from '../../zookeeper/paths.ts';
import {signatureOf} from '../signatures/table.ts';
import type {Znodes} from '../tree-rows.ts';
import {noOwner, type Ephemeral} from './contender.ts';

/** Longer lists are not looked through. */
const mostNames = 2000;

/** The places in the lines of these ephemerals that nobody owns. Only names that are all like the others' count. */
export const leftoversAmong = (znodes: Znodes, ephemerals: readonly Ephemeral[]): readonly Ephemeral[] => {
	const candidates = Map.groupBy(persistentsIn(znodes), parentOf);
	if (candidates.size === 0) {
		return [];
	}

	const others = Map.groupBy(
		ephemerals.filter(({path}) => candidates.has(parentOf(path))),
		({path}) => parentOf(path),
	);
	return [...candidates].flatMap(([parent, paths]) => leftAmong(paths, others.get(parent) ?? []));
};

/** The same of one line alone. */
export const leftoversIn = (
	znodes: Znodes,
	parent: string,
	line: readonly Ephemeral[],
): readonly Ephemeral[] => {
	const paths = persistentsBelow(znodes, parent, znodes.get(parent)?.names);
	return paths.length === 0 ? [] : leftAmong(paths, line);
};

const leftAmong = (paths: readonly string[], line: readonly Ephemeral[]): readonly Ephemeral[] => {
	const names = line.map(({path}) => baseName(path));
	const contenders = names.filter(name => sequenceOf(name) !== undefined);
	const rule = signatureOf(contenders);
	return contenders.length === 0 || rule.kind !== 'queue' || rule.confidence === 'guess'
		? []
		: paths.filter(path => rule.name.test(baseName(path))).map(path => ({path, session: noOwner}));
};

const persistentsIn = (znodes: Znodes): readonly string[] =>
	[...znodes].flatMap(([parent, {names}]) => persistentsBelow(znodes, parent, names));

const persistentsBelow = (
	znodes: Znodes,
	parent: string,
	names: readonly string[] | undefined,
): readonly string[] =>
	names === undefined || names.length > mostNames
		? []
		: names
				.filter(name => sequenceOf(name) !== undefined)
				.map(name => childOf(parent, name))
				.filter(path => {
					const stat = znodes.get(path)?.stat;
					return stat !== undefined && stat.ephemeralOwner === undefined;
				});
