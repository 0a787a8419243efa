// Where the children of an open znode are cut into runs: below what is open among them, and where one has just gone.
import {placeFor, positionIn} from './row-order.ts';

/** A place between rows where something else comes: what is below the open child before it, or a child that is gone. */
type Cut = {readonly at: number; readonly gone: string | undefined};

/** In the order of the rows. */
export const cutsOf = (
	names: readonly string[],
	openNames: readonly string[],
	goneNames: readonly string[],
): readonly Cut[] => {
	const opened = positionsOf(openNames, names).map(at => ({at: at + 1, gone: undefined}));
	const left = goneNames
		.filter(name => positionIn(names, name) === -1) // it is back
		.map(name => ({at: placeFor(names, name), gone: name}))
		.sort((a, b) => a.at - b.at);
	// Where both come, what is open belongs to the row above.
	return left.length === 0 ? opened : [...opened, ...left].sort((a, b) => a.at - b.at);
};

/** Where the open children stand among the names, ascending. */
export const positionsOf = (openNames: readonly string[], names: readonly string[]): readonly number[] =>
	openNames
		.map(name => positionIn(names, name))
		.filter(position => position !== -1)
		.sort((a, b) => a - b);
