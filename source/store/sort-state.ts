// In which order the tree is wanted and stands, and what was counted of it.
import type {SortColumn, SortedArrival} from '../collect/sorting/sorting.ts';

/** The order of the tree's rows; `reversed`: smallest, oldest, last first. */
export type Sort = {readonly by: SortColumn; readonly reversed: boolean};
export type Sorted = ReadonlyMap<string, SortedArrival>;

/** A znode with all below it, as counted at that moment, our clock. */
export type Counted = {readonly znodes: number; readonly bytes: number; readonly at: number};
export type AllCounted = ReadonlyMap<string, Counted>;

export const nothingSorted: Sorted = new Map();
export const nothingCounted: AllCounted = new Map();
