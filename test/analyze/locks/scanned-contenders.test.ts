// Contenders as a scan has found them, and what was read since: source/analyze/locks/scanned-contenders.ts
import {expect, it} from 'vitest';
import {sceneryOf} from '../../../source/analyze/locks/scanned-contenders.ts';
import {unreadZnode, type Znode} from '../../../source/analyze/znode.ts';

const contender = (number: number): string => `/a/lock-${String(number).padStart(10, '0')}`;

const found = {
	lines: [
		{
			parent: '/a',
			cversion: 0,
			members: [1, 2, 3].map(number => ({path: contender(number), session: '0x1'})),
		},
	],
	ephemerals: [],
	passedOver: 0,
};

const inLine = (listing: Partial<Znode>): readonly string[] | undefined =>
	sceneryOf([], {found, earlier: undefined}, new Map([['/a', {...unreadZnode, ...listing}]])).lines[0]?.map(
		({path}) => path,
	);

it.each(['first', 'last'] as const)(
	'a line stands as it was scanned where only its %s names are listed',
	part => {
		const names = [contender(2), contender(3)].map(path => path.slice('/a/'.length));
		expect(inLine({names, part})).toEqual([1, 2, 3].map(contender));
		expect(inLine({names, part: 'all'})).toEqual([2, 3].map(contender));
		expect(inLine({names})).toEqual([2, 3].map(contender));
	},
);
