// Contenders as a scan has found them, and what was read since: source/analyze/locks/scanned-contenders.ts
import {describe, expect, it} from 'vitest';
import {sceneryOf} from '../../../source/analyze/locks/scanned-contenders.ts';
import {unreadZnode, type Znode} from '../../../source/analyze/znode.ts';
import type {Stat} from '../../../source/zookeeper/stat.ts';

const contender = (number: number): string => `/a/lock-${String(number).padStart(10, '0')}`;

const found = {
	lines: [
		{
			parent: '/a',
			cversion: 5,
			members: [1, 2, 3].map(number => ({path: contender(number), session: '0x1'})),
		},
	],
	ephemerals: [],
	passedOver: 0,
	unseen: 0,
};

const inLine = (listing: Partial<Znode>): readonly string[] | undefined =>
	sceneryOf([], {found, earlier: undefined}, new Map([['/a', {...unreadZnode, ...listing}]])).lines[0]?.map(
		({path}) => path,
	);

it.each(['first', 'last'] as const)(
	'a line stands as it was scanned where only its %s names are listed',
	part => {
		const names = [contender(2), contender(3)].map(path => path.slice('/a/'.length));
		const listed = {names, namesCversion: 5};
		expect(inLine({...listed, part})).toEqual([1, 2, 3].map(contender));
		expect(inLine({...listed, part: 'all'})).toEqual([2, 3].map(contender));
		expect(inLine(listed)).toEqual([2, 3].map(contender));
	},
);

it.each([
	['before the scan came by', 4, [1, 2, 3]],
	['as the scan found it', 5, [2, 3]],
	['later', 6, [2, 3]],
] as const)(
	'names that were listed %s count or do not, whatever stat was read since',
	(_, namesCversion, kept) => {
		const names = [2, 3].map(number => contender(number).slice('/a/'.length));
		const stat = {cversion: 9} as Stat;
		expect(inLine({names, namesCversion, stat})).toEqual(kept.map(contender));
	},
);

it('names that were listed after the counter has wrapped are newer', () => {
	const wrapped = {...found, lines: found.lines.map(line => ({...line, cversion: 2_147_483_647}))};
	const names = [contender(3).slice('/a/'.length)];
	const znodes = new Map([['/a', {...unreadZnode, names, namesCversion: -2_147_483_648}]]);
	expect(sceneryOf([], {found: wrapped, earlier: undefined}, znodes).lines[0]).toHaveLength(1);
});

describe('a member without a number', () => {
	const members = ['a', 'b'].map(name => ({path: `/web/${name}`, session: '0x1', cversion: 5}));
	const scanned = {found: {lines: [], ephemerals: members, passedOver: 0, unseen: 0}, earlier: undefined};
	const there = (listing: Partial<Znode>): readonly string[] =>
		sceneryOf([], scanned, new Map([['/web', {...unreadZnode, ...listing}]])).others.map(({path}) => path);

	it('is gone where a later listing has it no more', () => {
		expect(there({names: ['b'], namesCversion: 6})).toEqual(['/web/b']);
	});

	it.each([
		['an earlier listing', {names: ['b'], namesCversion: 4, stat: {cversion: 9} as Stat}],
		['a part of a listing', {names: ['b'], namesCversion: 6, part: 'first'}],
		['a stat alone', {stat: {cversion: 9} as Stat}],
	] as const)('is there as it was scanned, whatever %s says', (_, listing) => {
		expect(there(listing)).toEqual(['/web/a', '/web/b']);
	});
});
