// source/analyze/tree-rows.ts on any tree: some of it listed, open, sorted, just gone
import fc from 'fast-check';
import {expect, it} from 'vitest';
import type {Wanted} from '../../source/analyze/filtering.ts';
import {inRowOrder} from '../../source/analyze/row-order.ts';
import type {SortedNames} from '../../source/analyze/tree-lists.ts';
import {layOutTree, unreadZnode, type Znode, type Znodes} from '../../source/analyze/tree-rows.ts';

const listed = (...names: readonly string[]): Znode => ({...unreadZnode, names: inRowOrder(names)});
const wanted = (text: string): Wanted => ({text, isFuzzy: false});

type Grown = {
	readonly znodes: Znodes;
	readonly open: ReadonlySet<string>;
	readonly gone: ReadonlyMap<string, readonly string[]>;
	readonly sorted: ReadonlyMap<string, SortedNames>;
};

const names = fc.uniqueArray(
	fc.constantFrom('x0', 'y1', 'z2', 'x', 'n-0000000003', 'n-0000000004', 'm-0000000009', 'a-0000000001'),
	{maxLength: 7},
);

const bare: {readonly names: readonly string[]; readonly old: readonly string[]; readonly is: number} = {
	names: [],
	old: [],
	is: 0,
};

/** A tree, some of it listed, some of it open, some sorted the other way round, with names that have just gone. */
const trees = fc.infiniteStream(fc.record({names, old: names, is: fc.nat(99)})).map((stream): Grown => {
	const [all, open] = [new Map<string, Znode>(), new Set<string>()];
	const [gone, sorted] = [new Map<string, readonly string[]>(), new Map<string, SortedNames>()];
	const grow = (path: string, depth: number): void => {
		const {value: one = bare} = stream.next() as IteratorResult<typeof bare, undefined>;
		const below = (name: string): string => (path === '/' ? `/${name}` : `${path}/${name}`);
		if (one.is < 90) {
			all.set(path, listed(...one.names));
			gone.set(path, one.old.map(below));
		}

		if (path === '/' || one.is % 3 > 0) {
			open.add(path);
		}

		const rows = inRowOrder(one.names);
		if (one.is % 4 === 0) {
			const ranks = Uint32Array.from(rows, (_, place) => rows.length - 1 - place);
			sorted.set(path, {names: rows, sorted: rows.toReversed(), ranks});
		}

		for (const name of depth < 3 ? one.names : []) {
			grow(below(name), depth + 1);
		}
	};
	grow('/', 0);
	return {znodes: all, open, gone, sorted};
});

/** The rows by simply walking the tree; of those that are gone it is only known where they are not. */
const walked = ({znodes: all, open, sorted}: Grown, filter: string, path = '/'): readonly string[] => {
	if (!open.has(path)) {
		return [path];
	}

	const names = all.get(path)?.names;
	if (names === undefined) {
		return [path, `note ${path}`];
	}

	const below = (sorted.has(path) ? names.toReversed() : names)
		.map(name => ({name, child: path === '/' ? `/${name}` : `${path}/${name}`}))
		.filter(({name, child}) => name.includes(filter) || open.has(child));
	return [
		path,
		...below.flatMap(({child}) => walked({znodes: all, open, sorted, gone: new Map()}, filter, child)),
	];
};

it('every row of any tree is where a walk finds it, and indexOf undoes rowAt', () => {
	fc.assert(
		fc.property(trees, fc.constantFrom('', 'x', '-0'), (tree, filter) => {
			const rows = layOutTree(tree.znodes, tree.open, wanted(filter), tree.gone, tree.sorted);
			const shown = Array.from({length: rows.count}, (_, index) => rows.rowAt(index));
			const there = shown.filter(row => row?.kind !== 'gone');
			expect(there.map(row => (row?.kind === 'note' ? `note ${row.path}` : row?.path))).toEqual(
				walked(tree, filter),
			);
			for (const [index, row] of shown.entries()) {
				if (row?.kind === 'znode') {
					expect(rows.indexOf(row.path)).toBe(index);
				}
			}
		}),
	);
});

it('what is gone has a row below its parent while it is open, once, unless it is back', () => {
	fc.assert(
		fc.property(trees, tree => {
			const rows = layOutTree(tree.znodes, tree.open, wanted(''), tree.gone, tree.sorted);
			const shown = Array.from({length: rows.count}, (_, index) => rows.rowAt(index));
			const gone = shown.flatMap(row => (row?.kind === 'gone' ? [row.path] : []));
			const visible = new Set(shown.flatMap(row => (row?.kind === 'znode' && row.open ? [row.path] : [])));
			const isThere = new Set(shown.flatMap(row => (row?.kind === 'znode' ? [row.path] : [])));
			const expected = [...tree.gone].flatMap(([parent, paths]) =>
				visible.has(parent) ? paths.filter(path => !isThere.has(path)) : [],
			);
			expect(gone.toSorted()).toEqual(expected.toSorted());
		}),
	);
});
