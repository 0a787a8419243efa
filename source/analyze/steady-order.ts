// Rows that change their order under the reader's eyes cannot be read: a new order is taken every few seconds only.

export type Order = {
	/** When this order was taken, epoch ms. */
	readonly at: number;
	readonly keys: readonly string[];
};

export const noOrder: Order = {at: 0, keys: []};

const keptMs = 3000;

/** The rows in the order before while that is younger than three seconds, new ones last; else in order anew. */
export const inSteadyOrder = <T>(
	rows: readonly T[],
	order: Order,
	now: number,
	{keyOf, compare}: {readonly keyOf: (row: T) => string; readonly compare: (a: T, b: T) => number},
): {readonly rows: readonly T[]; readonly order: Order} => {
	const isKept = now - order.at < keptMs && now >= order.at;
	const sorted = isKept ? inOrderOf(order, rows, keyOf, compare) : rows.toSorted(compare);
	return {rows: sorted, order: {at: isKept ? order.at : now, keys: sorted.map(keyOf)}};
};

const inOrderOf = <T>(
	{keys}: Order,
	rows: readonly T[],
	keyOf: (row: T) => string,
	compare: (a: T, b: T) => number,
): readonly T[] => {
	const places = new Map(keys.map((key, place) => [key, place]));
	const standing = keys.map((): T | undefined => undefined);
	const added: T[] = [];
	for (const row of rows) {
		const place = places.get(keyOf(row));
		if (place === undefined || standing[place] !== undefined) {
			added.push(row);
		} else {
			standing[place] = row;
		}
	}

	return [...standing.filter(row => row !== undefined), ...added.sort(compare)];
};
