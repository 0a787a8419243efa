// Where the children of an open znode are cut into runs: below what is open among them, and where one has just gone.
import {placeFor} from './row-order.ts';
import type {List} from './tree-lists.ts';

/** A place between rows where something else comes: what is below the open child before it, or a child that is gone. */
type Cut = {readonly at: number; readonly gone: string | undefined};

/** In the order of the rows. */
export const cutsOf = (
	{names, positionOf}: List,
	openNames: readonly string[],
	goneNames: readonly string[],
): readonly Cut[] => {
	const opened = openNames
		.map(positionOf)
		.filter(at => at !== -1)
		.map(at => ({at: at + 1, gone: undefined}));
	const left = goneNames
		.filter(name => positionOf(name) === -1) // it is back
		.map(name => ({at: placeFor(names, name), gone: name}));
	// Where both come, what is open belongs to the row above.
	return [...opened, ...left].sort((a, b) => a.at - b.at);
};
