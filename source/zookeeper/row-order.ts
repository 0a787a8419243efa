// The order of the children of one znode: by sequence number where every child has one, else by code units.
import {sequenceOf} from './layouts.ts';

/** Names in row order. */
export const inRowOrder = (names: readonly string[]): readonly string[] => {
	const numbered: Numbered[] = [];
	for (const name of names) {
		const sequence = sequenceOf(name);
		if (sequence === undefined) {
			return names.toSorted(byName);
		}

		numbered.push({name, sequence});
	}

	return numbered.sort(byNumber).map(({name}) => name);
};

export type Numbered = {readonly name: string; readonly sequence: number};

/** By code units. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Below zero too: a counter that has wrapped. */
export const byNumber = (a: Numbered, b: Numbered): number =>
	a.sequence - b.sequence || byName(a.name, b.name);

/** Where a name stands among names in row order; −1 when it is none of them. */
export const positionIn = (names: readonly string[], name: string): number => {
	const alphabetic = lowest(names, other => byName(other, name) >= 0);
	if (names[alphabetic] === name) {
		return alphabetic;
	}

	const sequence = sequenceOf(name);
	if (sequence === undefined) {
		return -1;
	}

	const numeric = lowest(
		names,
		other => byNumber({name: other, sequence: sequenceOf(other) ?? -Infinity}, {name, sequence}) >= 0,
	);
	return names[numeric] === name ? numeric : -1;
};

/** Binary search: the first position from which on `holds` does; the length where it never does. */
export const lowest = (names: readonly string[], holds: (name: string) => boolean): number => {
	let low = 0;
	let high = names.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(names[middle] ?? '')) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}

	return low;
};
