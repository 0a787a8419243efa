// Rows that change their order under the reader's eyes cannot be read: a new order is taken every few seconds only.

export type Order = {
	/** When this order was taken, epoch ms. */
	readonly at: number;
	readonly places: ReadonlyMap<string, number>;
};

export const noOrder: Order = {at: 0, places: new Map()};

const keptMs = 3000;

/** The rows in the order before while that is younger than three seconds, new ones last; else in order anew. */
export const inSteadyOrder = <T>(
	rows: readonly T[],
	order: Order,
	now: number,
	{keyOf, compare}: {readonly keyOf: (row: T) => string; readonly compare: (a: T, b: T) => number},
): {readonly rows: readonly T[]; readonly order: Order} => {
	const isKept = now - order.at < keptMs && now >= order.at;
	const placeOf = (row: T): number => order.places.get(keyOf(row)) ?? Number.MAX_SAFE_INTEGER;
	const sorted = isKept
		? rows.toSorted((a, b) => placeOf(a) - placeOf(b) || compare(a, b))
		: rows.toSorted(compare);
	return {
		rows: sorted,
		order: {at: isKept ? order.at : now, places: new Map(sorted.map((row, place) => [keyOf(row), place]))},
	};
};
