// source/ui/panes/tree.ts
import {describe, expect, it} from 'vitest';
import type {Group} from '../../source/analyze/groups/group.ts';
import type {SortedArrival} from '../../source/collect/sorting/sorting.ts';
import type {Sort} from '../../source/store/sort-state.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {columnsFor, titledFrom} from '../../source/ui/panes/tree-columns.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {treePane} from '../../source/ui/panes/tree.ts';
import {treeRemark} from '../../source/ui/panes/tree-remark.ts';
import {says} from './group-scenes.ts';
import {connects, lists, scripted, startedAt, stats, statOf, type Scripted} from '../store/scripted.ts';

const drawn = ({state}: Scripted, width = 60, height = 20): readonly string[] =>
	treePane(state(), width, height).map(line =>
		line
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);

const open = (): Scripted => {
	const run = scripted();
	run.sample(0, connects('zk1', '0x1'), lists('/', 'a', 'b', 'jobs'), stats('/a', statOf()));
	return run;
};

describe('the rows of the tree', () => {
	it('say for some seconds by a sign what is new, changed and gone', () => {
		const run = open();
		run.sample(1, lists('/', 'a', 'c', 'jobs'), stats('/a', statOf({mzxid: '0x9'})));
		const signs = drawn(run).map(row => /^.\s*[▸▾]?\s*(?<name>\S+(?: [+~-])?)/.exec(row)?.groups?.['name']);
		expect(signs).toEqual(['NAME', '/', 'a ~', 'b -', 'c +', 'jobs']);
		run.sample(7);
		expect(drawn(run).join('\n')).not.toMatch(/ [+~-](?: |$)/m);
	});
});

it('a row says which recipe its znode is of, with a question mark where that is a guess', () => {
	const run = open();
	const {live, ...rest} = run.state();
	const registry = (path: string, confidence: Group['confidence']): Group => ({
		...{kind: 'registry', path, recipe: 'curator discovery', confidence, members: []},
	});
	const all = [registry('/a', 'certain'), registry('/b', 'guess')];
	const state = {...rest, live: {...live, grouping: {...live.grouping, all}}};
	const rows = treePane(state, 60, 20).map(line => line.map(({text}) => text).join(''));
	expect(rows.find(row => row.includes(' a '))).toMatch(/ a registry +/);
	expect(rows.find(row => row.includes(' b '))).toMatch(/ b registry\? +/);
});

it('a row says what is used of its quota, which is read only where there are quotas, and of that row', () => {
	const run = open();
	const asked = () => interestsOf(run.state(), layoutFor(run.state()));
	const ofA = ['/zookeeper/quota/a/zookeeper_limits', '/zookeeper/quota/a/zookeeper_stats'] as const;
	expect(asked().stats).toContain('/zookeeper/quota');
	expect(asked().once).toEqual([]);
	run.sample(1, stats('/zookeeper/quota', statOf({children: 1})));
	expect(asked().once).toEqual(expect.arrayContaining([ofA[0], '/zookeeper/quota/b/zookeeper_limits']));
	expect(asked().contents).toEqual([]);
	run.sample(2, stats(ofA[0], statOf({dataBytes: 53})));
	expect(asked().contents).toEqual(ofA);
	run.sample(3, says(ofA[0], 'count=5,bytes=100=;byteHardLimit=-1;countHardLimit=-1'));
	run.sample(4, says(ofA[1], 'count=2,bytes=80'));
	expect(drawn(run).join('\n')).toMatch(/ a quota 80 B\/100 B +/);
	run.sample(5, says(ofA[1], 'count=6,bytes=80'));
	expect(drawn(run).join('\n')).toMatch(/ a quota 6\/5! +/);
});

it('a name goes on into the room that the first figure leaves, and what is said of its znode gives way to it', () => {
	const run = open();
	run.sample(3, lists('/', 'invoices-of-europe'));
	run.sample(20, stats('/invoices-of-europe', statOf({children: 12_345})));
	const {live, ...rest} = run.state();
	const all: readonly Group[] = [
		{
			kind: 'registry',
			path: '/invoices-of-europe',
			recipe: 'curator discovery',
			confidence: 'certain',
			members: [],
		},
	];
	const state = {...rest, live: {...live, grouping: {...live.grouping, all}}};
	const rowAt = (width: number): string =>
		treePane(state, width, 20)
			.map(line => line.map(({text}) => text).join(''))
			.find(row => row.includes('invoi')) ?? '';
	expect(rowAt(40)).toMatch(/ invoices-of-e… {2}12,345 /);
	expect(rowAt(39)).toMatch(/▸ invoices-of-europe {10}12,345$/);
	expect(rowAt(31)).toMatch(/▸ invoices-of-europe {2}12,345$/);
	expect(rowAt(45)).toMatch(/▸ invoices-of-europe {3}12,345 /);
	expect(rowAt(60)).toMatch(/▸ invoices-of-europe registry +12,345 /);
});

describe('the columns of the tree', () => {
	const titles = (width: number, sort?: Sort, hasCounted = false): string =>
		columnsFor(width, sort, hasCounted)
			.shown.map(({title}) => title)
			.join(' ');

	it.each([
		[39, 'CHILDREN'],
		[40, 'CHILDREN SIZE AGE'],
		[64, 'CHILDREN SIZE AGE'],
		[65, 'CHILDREN SIZE AGE OWNER'],
		[74, 'CHILDREN SIZE AGE OWNER WRITTEN'],
		[80, 'CHILDREN SIZE AGE OWNER WRITTEN VER'],
	])('of %i columns of the terminal are %s: they go from the last one on', (width, shown) => {
		expect(titles(width)).toBe(shown);
	});

	it('always have the one that rows are sorted by, and those of a usage where one has counted', () => {
		const by = (by: Sort['by']): Sort => ({by, reversed: false});
		expect(titles(30, by('version'))).toBe('VER');
		expect(titles(120, undefined, true)).toBe('CHILDREN SIZE AGE OWNER SUBTREE BYTES WRITTEN VER');
	});

	it.each([
		[44, 'written', 'CHILDREN SIZE WRITTEN'],
		[44, 'owner', 'CHILDREN OWNER'],
		[49, 'written', 'CHILDREN SIZE AGE WRITTEN'],
		[76, 'written', 'CHILDREN SIZE AGE OWNER WRITTEN'],
		[76, 'version', 'CHILDREN SIZE AGE OWNER VER'],
	] as const)(
		'of %i columns, sorted by %s, stay beside it as many as there is room for: %s',
		(width, by, shown) => {
			expect(titles(width, {by, reversed: false})).toBe(shown);
		},
	);

	it.each(['children', 'size', 'age'] as const)('are the same when rows are sorted by %s', by => {
		for (let width = titledFrom; width <= 120; width++) {
			expect(titles(width, {by, reversed: true}), String(width)).toBe(titles(width));
		}
	});

	it('say whose an ephemeral is, what was counted below a znode, and nothing of what is not known', () => {
		const run = scripted();
		run.sample(0, connects('zk1', '0x1'), lists('/', 'a', 'b-0000000001', 'c'));
		run.sample(
			1,
			stats('/a', statOf({children: 3, version: 2, mtime: startedAt - 60_000})),
			stats('/b-0000000001', statOf({ephemeralOwner: '0x200a3f00010004f1', dataBytes: 2048})),
			{
				of: 'job',
				id: 'usage /',
				state: 'done',
				progress: {read: 9, vanished: 0, left: 0, failed: 0, failure: undefined, tookMs: 1},
				brought: {
					kind: 'usage',
					at: '/',
					usage: {
						...{path: '/', name: '/', znodes: 9, bytes: 5000, leaves: {znodes: 5, bytes: 4000}},
						below: [{path: '/a', name: 'a', znodes: 4, bytes: 1000}],
					},
				},
			},
		);
		const rows = drawn(run, 120).map(row => row.replaceAll(/ +/g, ' ').trim());
		expect(rows.find(row => row.includes(' a '))).toMatch(/▸ a .*3 – 1 s – 4 1000 B 61 s 2$/);
		expect(rows.find(row => row.includes('b-'))).toMatch(
			/b-0000000001 ● es 0 2\.0 KB 1 s …0004f1 1 2\.0 KB – 0$/,
		);
		expect(rows.find(row => row.includes(' c '))).toMatch(/c · · · · · · · ·$/);
	});
});

it('esc closes a giant whose listing is on its way, which gives it up, and no other', () => {
	const press = ({state}: Scripted) =>
		eventFor('escape', {
			...{state: state(), layout: layoutFor(state()), lines: 1, now: 0},
			nearest: () => undefined,
		});
	const run = open();
	run.does({type: 'expanded', path: '/jobs', part: 'all'});
	run.sample(1, {of: 'progress', path: '/jobs', receivedBytes: 1_000_000, expectedBytes: 9_000_000});
	expect(drawn(run).join('\n')).toContain('… 977 KB of 8.6 MB; esc stops');
	expect(press(run)).toEqual({type: 'collapsed', path: '/jobs'});
	run.sample(2, lists('/jobs', 'a', 'b'));
	run.sample(3, {of: 'progress', path: '/jobs', receivedBytes: 1_000_000, expectedBytes: 9_000_000});
	expect(press(run)).toMatchObject({refused: expect.any(String) as string});
});

describe('rows that are sorted', () => {
	const sortedBy = (names: readonly string[], sorted: readonly string[], going: boolean): SortedArrival => ({
		...{of: 'sorted', path: '/', by: 'size', reversed: false, names, sorted, going, read: 2},
		ranks: Uint32Array.from(names, name => sorted.indexOf(name)),
	});

	it('stand as they have come, marked at the column, and by name again when esc stops the reading', () => {
		const run = open();
		run.does({type: 'sorted-by', by: 'size'}, {type: 'moved', table: 'tree', to: '/b', top: 0});
		run.sample(1, sortedBy(['a', 'b', 'jobs'], ['jobs', 'b', 'a'], true));
		const names = (): string =>
			drawn(run)
				.slice(2)
				.map(row => row.replaceAll(/[▌▸]/g, ' ').trim().split(' ')[0])
				.join(' ');
		expect(names()).toBe('jobs b a');
		expect(drawn(run)[0]).toContain('↓SIZE');
		expect(drawn(run).find(row => row.startsWith('▌'))).toContain(' b ');
		expect([100, 34, 28].map(width => treeRemark(run.state(), width))).toEqual([
			'by size: 2 of 3 read; esc stops',
			'by size: 2 of 3; esc stops',
			'by size: 66 %; esc stops',
		]);
		const event = eventFor('escape', {
			...{state: run.state(), layout: layoutFor(run.state()), lines: 1, now: 0},
			nearest: () => undefined,
		});
		expect(event).toEqual({type: 'sorted-by', by: 'name'});
		run.does({type: 'sorted-by', by: 'name'});
		expect(names()).toBe('a b jobs');
	});

	it('turn round when the same column is chosen again', () => {
		const run = open();
		run.does({type: 'sorted-by', by: 'size'});
		expect(run.state().view.sort).toEqual({by: 'size', reversed: false});
		run.does({type: 'sorted-by', by: 'size'});
		expect(drawn(run)[0]).toContain('↑SIZE');
		run.does({type: 'sorted-by', by: 'age'});
		expect(drawn(run)[0]).toContain('↓AGE');
	});
});
