// Ephemerals among the znodes that are loaded, where no dump tells of all: only those of which nothing wrong would be said.
import {sequenceOf} from '../../zookeeper/layouts.ts';
import {baseName, childOf, parentOf} from '../../zookeeper/paths.ts';
import type {Ephemeral} from './contender.ts';
import {signatureOf} from '../signatures/table.ts';
import type {Znodes} from '../tree-rows.ts';

/** Those without a number, and the contenders. */
export const loadedEphemerals = (znodes: Znodes): readonly Ephemeral[] => [
	...[...znodes].flatMap(([path, {stat}]) =>
		stat?.ephemeralOwner === undefined || sequenceOf(baseName(path)) !== undefined
			? []
			: [{path, session: stat.ephemeralOwner}],
	),
	...loadedContenders(znodes),
];

/**
 * Of each listed parent the ephemerals with numbers, up to the first child that was not read yet: whoever stands behind
 * that one may wait for it.
 */
const loadedContenders = (znodes: Znodes): readonly Ephemeral[] => {
	const loaded = [...znodes].flatMap(([path, {stat}]) => {
		const sequence = stat?.ephemeralOwner === undefined ? undefined : sequenceOf(baseName(path));
		return sequence === undefined ? [] : [{path, session: stat?.ephemeralOwner ?? '', sequence}];
	});
	return [...Map.groupBy(loaded, ({path}) => parentOf(path))].flatMap(([parent, members]) => {
		const first = isHalfOfSemaphore(znodes, parent, members) ? -Infinity : firstUnread(znodes, parent);
		return members.filter(({sequence}) => sequence < first).map(({path, session}) => ({path, session}));
	});
};

/** The lowest number among the children that were not read; the lowest there is for a parent that was not listed. */
const firstUnread = (znodes: Znodes, parent: string): number => {
	const names = znodes.get(parent)?.names;
	let first = names === undefined ? -Infinity : Infinity;
	for (const name of names ?? []) {
		const sequence = sequenceOf(name) ?? Infinity;
		if (sequence < first && znodes.get(childOf(parent, name))?.stat === undefined) {
			first = sequence;
		}
	}

	return first;
};

/** Which of Curator's leases is held only the queue beside them tells (facts.md M19). */
const isHalfOfSemaphore = (znodes: Znodes, parent: string, members: readonly Ephemeral[]): boolean =>
	signatureOf(members.map(({path}) => baseName(path))).kind === 'leases' &&
	firstUnread(znodes, childOf(parentOf(parent), 'locks')) !== Infinity;
