// In which order the children of open znodes are wanted, in which they have come, and what was counted below them.
import {parentPath} from '../analyze/tree-rows.ts';
import type {Sample} from '../collect/sample.ts';
import type {SortWish} from '../collect/sorting/sorting.ts';
import type {Event} from './events.ts';
import {remember} from './remember.ts';
import {nothingSorted, type AllCounted, type Sort, type Sorted} from './sort-state.ts';
import type {State, View} from './state.ts';

/** The last ones are kept. */
const mostCounted = 10_000;

/** The orders after a sample, of what is wanted in that order. */
export const reduceSorted = (before: Sorted, sort: Sort | undefined, {arrivals}: Sample): Sorted => {
	if (sort === undefined) {
		return nothingSorted;
	}

	const came = arrivals.filter(arrival => arrival.of === 'sorted').filter(({by}) => by === sort.by);
	return came.length === 0 ? before : new Map([...before, ...came.map(one => [one.path, one] as const)]);
};

/** What was counted, after a sample: of work that is done, or it would be too little. */
export const reduceCounted = (before: AllCounted, {arrivals, at}: Sample): AllCounted => {
	const counted = arrivals.flatMap(arrival => {
		if (arrival.of !== 'job' || arrival.state !== 'done' || arrival.brought.kind !== 'usage') {
			return [];
		}

		const {usage} = arrival.brought;
		return usage === undefined ? [] : [usage, ...usage.below];
	});
	return counted.length === 0
		? before
		: new Map(
				[...before, ...counted.map(({path, znodes, bytes}) => [path, {znodes, bytes, at}] as const)].slice(
					-mostCounted,
				),
			);
};

/** The view when another order is wanted: the same one again turns round. */
export const sortedView = (view: View, {by, reversed}: Extract<Event, {type: 'sorted-by'}>): View => {
	const sort =
		by === 'name'
			? undefined
			: {by, reversed: reversed ?? (view.sort?.by === by ? !view.sort.reversed : false)};
	const mode = view.mode.kind === 'sort' ? view.mode.back : view.mode;
	return {...view, mode, sort};
};

/** By name, of the children of each parent. */
const countedBelow = remember((counted: AllCounted, by: 'subtree' | 'bytes') => {
	const below = new Map<string, Map<string, number>>();
	for (const [path, {znodes, bytes}] of counted) {
		const parent = parentPath(path);
		const names = below.get(parent) ?? new Map<string, number>();
		below.set(parent, names.set(path.slice(path.lastIndexOf('/') + 1), by === 'bytes' ? bytes : znodes));
	}

	return below;
});
const noneCounted: ReadonlyMap<string, number> = new Map();

/** What is asked for, so that the children of these come in the order of the view. */
export const sortWishes = ({live, view: {sort}}: State, open: readonly string[]): readonly SortWish[] =>
	sort === undefined
		? []
		: open.flatMap((path): readonly SortWish[] => {
				const names = live.znodes.get(path)?.names;
				if (names === undefined || names.length < 2) {
					return [];
				}

				const {by, reversed} = sort;
				return by === 'subtree' || by === 'bytes'
					? [
							{
								...{path, names, by, reversed},
								counted: countedBelow(live.counted, by).get(path) ?? noneCounted,
							},
						]
					: [{path, names, by, reversed}];
			});

/** The orders that are going, and how far they have come; undefined while none is. */
export const sortProgress = ({live}: State): {readonly read: number; readonly of: number} | undefined => {
	const going = [...live.sorted.values()].filter(one => one.going);
	return going.length === 0
		? undefined
		: {
				read: going.reduce((sum, {read}) => sum + read, 0),
				of: going.reduce((sum, {names}) => sum + names.length, 0),
			};
};
