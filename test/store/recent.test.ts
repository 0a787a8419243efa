// source/store/recent.ts: what has just happened to znodes
import {describe, expect, it} from 'vitest';
import type {Arrival, Changes} from '../../source/collect/sample.ts';
import {treeRowsOf} from '../../source/store/selectors.ts';
import {lists, scripted, stats, statOf, type Scripted} from './scripted.ts';

const marks = ({data}: Scripted): Readonly<Record<string, string>> =>
	Object.fromEntries([...data().recent].map(([path, {what}]) => [path, what]));

/** The tree as rows, `-` before what is gone. */
const rows = ({state}: Scripted): readonly string[] => {
	const shown = treeRowsOf(state());
	return Array.from({length: shown.count}, (_, index) => {
		const row = shown.rowAt(index);
		return row?.kind === 'gone' ? `- ${row.path}` : (row?.path ?? '');
	});
};

describe('what has just happened', () => {
	it('is nothing when a znode is listed and read for the first time', () => {
		const run = scripted();
		run.sample(0, lists('/', 'a', 'b'), stats('/a', statOf()));
		expect(marks(run)).toEqual({});
	});

	it('is told for some seconds of what came, of what was written and of what is gone', () => {
		const run = scripted();
		run.sample(0, lists('/', 'a', 'b'), stats('/a', statOf({mzxid: '0x1'})));
		run.sample(1, lists('/', 'a', 'c'), stats('/a', statOf({mzxid: '0x2'})));
		expect(marks(run)).toEqual({'/a': 'changed', '/b': 'gone', '/c': 'new'});
		run.sample(6);
		expect(Object.keys(marks(run))).toHaveLength(3);
		run.sample(7);
		expect(marks(run)).toEqual({});
	});

	it('is told of a znode that was made anew between two looks', () => {
		const run = scripted();
		run.sample(0, lists('/', 'a'), stats('/a', statOf({czxid: '0x1'})));
		run.sample(1, stats('/a', statOf({czxid: '0x5', mzxid: '0x5'})));
		expect(marks(run)).toEqual({'/a': 'new'});
	});

	it('leaves the row of what is gone where it was, and takes it away when the znode is back', () => {
		const run = scripted();
		run.sample(0, lists('/', 'a', 'b', 'c'));
		run.does({type: 'expanded', path: '/a'});
		run.sample(0, lists('/a', 'x'));
		run.sample(1, lists('/', 'a', 'c'), lists('/a'));
		expect(rows(run)).toEqual(['/', '/a', '- /a/x', '- /b', '/c']);
		run.sample(2, lists('/', 'a', 'b', 'c'));
		expect(rows(run)).toEqual(['/', '/a', '- /a/x', '/b', '/c']);
	});

	it('is not looked for in a list of a hundred thousand, but taken from what comes with it', () => {
		const names = Array.from({length: 100_000}, (_, index) => `n${index}`);
		const listing = (names: readonly string[], changes?: Changes): Arrival => ({
			of: 'children',
			path: '/',
			answer: {kind: 'fresh', at: 0, value: {names, stat: statOf(), ...(changes && {changes})}},
		});
		const run = scripted();
		run.sample(0, listing(names));
		run.sample(1, listing(names.slice(1)));
		expect(marks(run)).toEqual({});
		run.sample(2, listing(names.slice(2), {added: [], removed: ['n1']}));
		expect(marks(run)).toEqual({'/n1': 'gone'});
	});

	it('is a hundred at most of one list: the newest, and the same value while nothing comes or goes', () => {
		const run = scripted();
		run.sample(0, lists('/', 'a'));
		const names = Array.from({length: 500}, (_, index) => `n-${String(index).padStart(10, '0')}`);
		run.sample(1, lists('/', 'a', ...names));
		const {recent} = run.data();
		expect(recent.size).toBe(100);
		run.sample(2);
		expect(run.data().recent).toBe(recent);
	});
});
