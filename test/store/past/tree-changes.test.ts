// source/store/past/tree-changes.ts: the tree of a moment as what changed in it
import {describe, expect, it} from 'vitest';
import type {Znode} from '../../../source/analyze/tree-rows.ts';
import {
	changesBetween,
	merged,
	mostNames,
	noChanges,
	treeAfter,
} from '../../../source/store/past/tree-changes.ts';
import {SharedMap} from '../../../source/store/shared-map.ts';
import {statOf} from '../scripted.ts';

const tree = (entries: Iterable<readonly [string, Znode]>): SharedMap<Znode> =>
	SharedMap.empty<Znode>().with(new Map(entries));

const znode = (names?: readonly string[], version = 0, statAt = 1): Znode => ({
	stat: statOf({version}),
	statAt,
	names,
	failure: undefined,
});

const first = tree([
	['/', znode(['a', 'b'])],
	['/a', znode()],
	['/b', znode()],
]);
const second = tree([
	['/', znode(['a', 'c'])],
	['/a', znode(undefined, 1)],
	['/c', znode()],
]);
const third = tree([...second, ['/b', znode(undefined, 7)]]);

describe('the tree of a moment', () => {
	it('is the tree before it with what was added, changed and removed', () => {
		expect(treeAfter(first, [changesBetween(first, second)])).toEqual(second);
		expect(treeAfter(first, [changesBetween(first, second), changesBetween(second, third)])).toEqual(third);
	});

	it('is found as well when the moment before is forgotten', () => {
		const both = merged(changesBetween(first, second), changesBetween(second, third));
		expect(treeAfter(first, [both])).toEqual(third);
	});

	it('did not change by being read again', () => {
		const again = tree([...first].map(([path, {names}]) => [path, znode(names && [...names], 0, 2)]));
		expect(changesBetween(first, again)).toBe(noChanges);
		expect(changesBetween(first, first)).toBe(noChanges);
		expect(merged(noChanges, noChanges)).toBe(noChanges);
	});

	it('tells of a parent with too many children that their names were not recorded', () => {
		const names = Array.from({length: mostNames + 1}, (_, index) => `job-${index}`);
		const changes = changesBetween(first, tree([...first, ['/jobs', znode(names)]]));
		expect(changes.get('/jobs')).toMatchObject({
			names: undefined,
			failure: 'the names of its 20001 children were not recorded: too many',
		});
	});
});
