// The children of a znode in the order of one of their figures: what is wished for, and what it has come to.

/** What a Stat tells of a child. `age`: since it was made; `written`: since its data was written. */
export type StatColumn = 'children' | 'size' | 'version' | 'age' | 'written' | 'owner';
/** What a usage has counted of it, if one has. */
export type CountedColumn = 'subtree' | 'bytes';
export type SortColumn = StatColumn | CountedColumn;

export type SortWish = {
	readonly path: string;
	/** Of the children, in row order. */
	readonly names: readonly string[];
	/** The other way round: smallest, oldest, last first. */
	readonly reversed: boolean;
} & (
	| {readonly by: StatColumn}
	/** What is counted is known already, by name. */
	| {readonly by: CountedColumn; readonly counted: ReadonlyMap<string, number>}
);

/** Newest, biggest, most first; what is not known last. */
export type SortedArrival = {
	readonly of: 'sorted';
	readonly path: string;
	readonly by: SortColumn;
	readonly reversed: boolean;
	/** The children in row order, and in this one. */
	readonly names: readonly string[];
	readonly sorted: readonly string[];
	/** Where the child of that place in row order stands in this one. */
	readonly ranks: Uint32Array;
	/** How many have been read; the others come last, in row order. */
	readonly read: number;
	readonly going: boolean;
};
