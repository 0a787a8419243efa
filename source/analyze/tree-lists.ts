// The children of an open znode as they are shown: in which order, and where each of them stands.
import {isMeant, type Wanted} from './filtering.ts';
import {scanned} from './name-scan.ts';
import {positionIn} from './row-order.ts';

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

export type Filtered = List & {
	/** How many the filter has found, and whether it has looked at all. */
	readonly found: number;
	readonly isDone: boolean;
};

/**
 * The names in their order, those alone that are meant or open. What is in another order stays in it, although other
 * names have come meanwhile, until it is put in order again.
 */
export const listOf = (
	names: readonly string[],
	sorted: SortedNames | undefined,
	filter: Wanted,
	openNames: readonly string[],
): Filtered => {
	if (filter.text !== '') {
		return sorted === undefined
			? foundIn(names, filter, openNames)
			: foundInSorted(sorted.sorted, filter, openNames);
	}

	return sorted === undefined
		? {names, found: 0, isDone: true, positionOf: name => positionIn(names, name)}
		: {
				names: sorted.sorted,
				found: 0,
				isDone: true,
				positionOf: name => sorted.ranks[positionIn(sorted.names, name)] ?? -1,
			};
};

/** The names that are meant, and the open ones. */
const foundIn = (names: readonly string[], filter: Wanted, openNames: readonly string[]): Filtered => {
	const {names: found, isDone} = scanned(names, filter);
	const others = positionsAmong(
		openNames.filter(name => positionIn(found, name) === -1),
		names,
	);
	const shown =
		others.length === 0
			? found
			: [...positionsAmong(found, names), ...others]
					.sort((a, b) => a - b)
					.map(position => names[position] ?? '');
	return {names: shown, found: found.length, isDone, positionOf: name => positionIn(shown, name)};
};

const foundInSorted = (names: readonly string[], filter: Wanted, openNames: readonly string[]): Filtered => {
	const {names: found, isDone} = scanned(names, filter);
	const [open, is] = [new Set(openNames), isMeant(filter)];
	const shown = openNames.every(is) ? found : names.filter(name => open.has(name) || is(name));
	return {names: shown, found: found.length, isDone, positionOf: name => shown.indexOf(name)};
};

const positionsAmong = (some: readonly string[], names: readonly string[]): readonly number[] =>
	some.map(name => positionIn(names, name)).filter(position => position !== -1);
