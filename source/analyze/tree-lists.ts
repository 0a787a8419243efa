// The children of an open znode as they are shown: in which order, and where each of them stands.
import {containing, positionIn} from './row-order.ts';

export type List = {
	readonly names: readonly string[];
	/** −1 where it is none of them. */
	readonly positionOf: (name: string) => number;
};

/** The children in row order, and in another one: where the child of each place in row order stands there. */
export type SortedNames = {
	readonly names: readonly string[];
	readonly sorted: readonly string[];
	readonly ranks: Uint32Array;
};

/**
 * The names in their order, those alone that contain the filter or are open. What is in another order stays in it, although other
 * names have come meanwhile, until it is put in order again.
 */
export const listOf = (
	names: readonly string[],
	sorted: SortedNames | undefined,
	filter: string,
	openNames: readonly string[],
): List => {
	if (sorted === undefined) {
		const shown = filter === '' ? names : matching(names, filter, openNames);
		return {names: shown, positionOf: name => positionIn(shown, name)};
	}

	if (filter === '') {
		return {names: sorted.sorted, positionOf: name => sorted.ranks[positionIn(sorted.names, name)] ?? -1};
	}

	const open = new Set(openNames);
	const shown = sorted.sorted.filter(name => open.has(name) || name.toLowerCase().includes(filter));
	return {names: shown, positionOf: name => shown.indexOf(name)};
};

/** The names that contain the filter, and the open ones. */
const matching = (
	names: readonly string[],
	filter: string,
	openNames: readonly string[],
): readonly string[] => {
	const found = containing(names, filter);
	const others = positionsAmong(
		openNames.filter(name => !name.toLowerCase().includes(filter)),
		names,
	);
	return others.length === 0
		? found
		: [...positionsAmong(found, names), ...others]
				.sort((a, b) => a - b)
				.map(position => names[position] ?? '');
};

const positionsAmong = (some: readonly string[], names: readonly string[]): readonly number[] =>
	some.map(name => positionIn(names, name)).filter(position => position !== -1);
