// source/analyze/tree-rows.ts
import type {Wanted} from '../../source/analyze/filtering.ts';
import {describe, expect, it} from 'vitest';
import {inRowOrder} from '../../source/analyze/row-order.ts';
import {
	layOutTree,
	unreadZnode,
	type TreeRows,
	type Znode,
	type Znodes,
} from '../../source/analyze/tree-rows.ts';
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
