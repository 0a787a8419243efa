// source/analyze/tree-rows.ts
import type {Wanted} from '../../source/analyze/filtering.ts';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {inRowOrder} from '../../source/analyze/row-order.ts';
import {
	layOutTree,
	unreadZnode,
	type TreeRows,
	type Znode,
	type Znodes,
} from '../../source/analyze/tree-rows.ts';
import type {SortedNames} from '../../source/analyze/tree-lists.ts';
import {cpuMs} from './cpu-time.ts';

const listed = (...names: readonly string[]): Znode => ({...unreadZnode, names: inRowOrder(names)});
const znodes = (entries: Readonly<Record<string, Znode>>): Znodes => new Map(Object.entries(entries));

/** Rows as text: name indented by its depth, `▾` when open, notes in brackets. */
const drawn = (rows: TreeRows): readonly string[] =>
	Array.from({length: rows.count}, (_, index) => {
		const row = rows.rowAt(index);
		const indent = ' '.repeat(row?.depth ?? 0);
		switch (row?.kind) {
			case 'note':
				return `${indent}(${row.text})`;
			case 'gone':
				return `${indent}${row.name} is gone`;
			case 'znode':
				return `${indent}${row.name}${row.open ? '▾' : ''}`;
			case undefined:
				return '?';
		}
	});

const small = znodes({
	'/': listed('app', 'locks', 'zookeeper'),
	'/app': listed('config', 'members'),
	'/app/members': listed('m-0000000010', 'm-0000000009'),
	'/locks': {...unreadZnode, failure: 'not authorised'},
});

describe('the open tree', () => {
	it('shows the children of what is open, in row order', () => {
		expect(drawn(layOutTree(small, new Set(['/', '/app', '/app/members'])))).toEqual([
			'/▾',
			' app▾',
			'  config',
			'  members▾',
			'   m-0000000009',
			'   m-0000000010',
			' locks',
			' zookeeper',
		]);
	});

	it('is one row while the root is closed, whatever is open below', () => {
		expect(drawn(layOutTree(small, new Set(['/app'])))).toEqual(['/']);
	});

	it('shows nothing of what is open below a closed znode', () => {
		expect(drawn(layOutTree(small, new Set(['/', '/app/members'])))).toEqual([
			'/▾',
			' app',
			' locks',
			' zookeeper',
		]);
	});

	it('says below an open znode that it is not listed yet, or why it cannot be', () => {
		expect(drawn(layOutTree(small, new Set(['/', '/locks', '/zookeeper'])))).toEqual([
			'/▾',
			' app',
			' locks▾',
			'  (not authorised)',
			' zookeeper▾',
			'  (…)',
		]);
	});

	it('has no row for an open znode that its parent does not list any more', () => {
		expect(drawn(layOutTree(small, new Set(['/', '/gone'])))).toEqual(['/▾', ' app', ' locks', ' zookeeper']);
	});

	it('has no rows beyond its ends, and no place for what is not visible', () => {
		const rows = layOutTree(small, new Set(['/', '/app']));
		expect([rows.rowAt(-1), rows.rowAt(rows.count), rows.rowAt(9999)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect(['/app/members/m-0000000009', '/nothing', '/app/config/x'].map(rows.indexOf)).toEqual([
			-1, -1, -1,
		]);
	});
});

const wanted = (text: string, isFuzzy = false): Wanted => ({text, isFuzzy});

describe('a filtered tree', () => {
	it('keeps names that contain the text, and what is open on the way', () => {
		expect(drawn(layOutTree(small, new Set(['/', '/app']), wanted('mem')))).toEqual([
			'/▾',
			' app▾',
			'  members',
		]);
	});

	it('keeps names that have the letters in that order where that is wanted', () => {
		const rows = layOutTree(small, new Set(['/', '/app']), wanted('mbr', true));
		expect(drawn(rows)).toEqual(['/▾', ' app▾', '  members']);
		expect(rows).toMatchObject({found: 1, isScanning: false});
	});

	it('is the whole tree without a filter', () => {
		const open = new Set(['/', '/app']);
		expect(drawn(layOutTree(small, open, wanted('')))).toEqual(drawn(layOutTree(small, open)));
	});
});

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

describe('a parent of a million children', () => {
	const names = inRowOrder(
		Array.from({length: 1_000_000}, (_, index) => `job-${String(index * 7).padStart(10, '0')}`),
	);
	const open = new Set(['/', ...[3, 500_000, 999_999].map(index => `/${names[index] ?? ''}`)]);
	const huge = new Map([
		['/', {...unreadZnode, names}],
		...[...open].slice(1).map(path => [path, listed('a', 'b')] as const),
	]);

	it('is laid out and searched within 50 ms, open children among it', () => {
		const last = `/${names[999_998] ?? ''}`;
		let rows = layOutTree(huge, new Set());
		let found: readonly unknown[] = [];
		const took = cpuMs(() => {
			rows = layOutTree(huge, open);
			found = [rows.indexOf(last), rows.rowAt(999_999 + 4)?.path];
		});
		expect(took).toBeLessThan(50);
		expect(rows.count).toBe(1 + 1_000_000 + 6);
		expect(found).toEqual([999_999 + 4, last]);
	});

	it('is searched in slices for a filter, and once, however often it is laid out', () => {
		const filter = wanted('-00000000');
		let slices = 1;
		while (layOutTree(huge, open, filter).isScanning) {
			slices += 1;
		}

		expect(slices).toBeGreaterThan(5);
		expect(layOutTree(huge, open, filter).count).toBe(1 + 15 + 2);
		const took = cpuMs(() => {
			for (let time = 0; time < 20; time++) {
				layOutTree(huge, open, filter);
			}
		});
		expect(took).toBeLessThan(50);
	});
});
