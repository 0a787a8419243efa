// source/collect/jobs/across-count.ts
import {describe, expect, it} from 'vitest';
import {AcrossCount, type Unread} from '../../source/collect/jobs/across-count.ts';
import type {Stat} from '../../source/zookeeper/stat.ts';
import {createRandom} from '../helpers/random.ts';

const stat = (dataBytes = 0): Stat => ({
	...{czxid: '0x1', mzxid: '0x1', pzxid: '0x1', ctime: 0, mtime: 0},
	...{version: 0, cversion: 0, aversion: 0, ephemeralOwner: undefined, dataBytes, children: 0},
});

type Met = readonly ['here' | 'there', string, number];
const here: readonly Met[] = [
	['here', '', 0],
	['here', '/a', 3],
	['here', '/a/b', 1],
	['here', '/alone', 2],
	['here', '/alone/x', 0],
	['here', '/alone/x/y', 0],
];
const there: readonly Met[] = [
	['there', '', 0],
	['there', '/a', 4],
	['there', '/a/b', 1],
	['there', '/a-alone', 0],
];

const none: Unread = {here: new Set(), there: new Set()};
const counted = (order: readonly Met[]): AcrossCount => {
	const count = new AcrossCount();
	for (const [side, below, bytes] of order) {
		count.met(side, below, stat(bytes));
	}

	return count;
};

describe('two subtrees', () => {
	it('differ in the same places in whatever order they are read', () => {
		const below = createRandom(11);
		for (let run = 0; run < 200; run++) {
			const order = [...here, ...there]
				.map(met => ({met, at: below(1000)}))
				.sort((a, b) => a.at - b.at)
				.map(({met}) => met);
			const count = counted(order);
			expect([...count.undecided()]).toEqual([{below: '/a/b'}]);
			expect(count.told(true, none)).toMatchObject({
				...{same: 1, differing: 1, onlyHere: 3, onlyThere: 1},
				list: [
					{what: 'differs', below: '/a', here: {dataBytes: 3}, there: {dataBytes: 4}},
					{what: 'only-there', below: '/a-alone', more: 0},
					{what: 'only-here', below: '/alone', more: 2},
				],
			});
		}
	});

	it('of which a part is read tell only whose data differ', () => {
		const count = counted([...here.slice(0, 2), ...there]);
		expect(count.told(false, none)).toEqual({
			...{same: 1, differing: 1, onlyHere: undefined, onlyThere: undefined},
			list: [{what: 'differs', below: '/a', here: stat(3), there: stat(4)}],
		});
	});

	it('of which one is empty are there alone', () => {
		expect(counted(here).told(true, none)).toEqual({
			...{same: 0, differing: 0, onlyHere: here.length, onlyThere: 0},
			list: [{what: 'only-here', below: '', stat: stat(), more: here.length - 1}],
		});
	});

	it('say nothing of what is at and below a znode that the other side cannot read', () => {
		const unread = {...none, there: new Set(['/alone'])};
		const {list, ...counts} = counted([...here, ...there]).told(true, unread);
		expect(counts).toMatchObject({onlyHere: undefined, onlyThere: undefined});
		expect(list.map(({what, below}) => [what, below])).toEqual([
			['differs', '/a'],
			['only-there', '/a-alone'],
		]);
	});

	it('know how many only the one has that was read whole, where the other one has none of them unread', () => {
		const unread = {...none, here: new Set(['/alone/z'])};
		const {list, ...counts} = counted([...here, ...there]).told(true, unread);
		expect(counts).toMatchObject({onlyHere: undefined, onlyThere: 1});
		expect(list).toContainEqual({what: 'only-here', below: '/alone', stat: stat(2), more: undefined});
	});
});
