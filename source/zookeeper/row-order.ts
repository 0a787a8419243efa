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
