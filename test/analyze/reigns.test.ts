// source/analyze/reigns.ts
import {describe, expect, it} from 'vitest';
import {noReigns, reignsAfter, type Reigns} from '../../source/analyze/reigns.ts';

type Told = Parameters<typeof reignsAfter>[1];

const led = (leader: string | undefined, zxid: string | undefined, leaderAt?: number): Told => ({
	leader,
	zxid,
	epoch: zxid === undefined ? undefined : Number(BigInt(zxid) >> 32n),
	standalone: false,
	leaderAt,
});
/** What was told at each second. */
const after = (...told: readonly Told[]): Reigns =>
	told.reduce((reigns, one, second) => reignsAfter(reigns, one, second * 1000), noReigns);

describe('reigns', () => {
	it('are one while the leader and its epoch stay, whatever is written', () => {
		const {list, seenAt} = after(led('a', '0x100000001', 0), led('a', '0x100000002', 1000));
		expect(list).toEqual([{leader: 'a', epoch: 1, since: 0, zxid: '0x100000001', gapMs: undefined}]);
		expect(seenAt).toBe(1000);
	});

	it('are two after an election, with nobody leading between the last sight of one and the first of the other', () => {
		const old = '0x100000035';
		const {list} = after(
			led('a', old, 0),
			led(undefined, old),
			led(undefined, old),
			led('b', '0x200000000', 3000),
		);
		expect(list).toMatchObject([
			{leader: 'b', epoch: 2, since: 3000, gapMs: 3000},
			{leader: 'a', epoch: 1},
		]);
	});

	it('count the same leader again in a new epoch', () => {
		expect(after(led('a', '0x100000001', 0), led('a', '0x200000000', 1000)).list).toHaveLength(2);
	});

	it('do not change while the leader is out of sight for a while', () => {
		const zxid = '0x100000001';
		const {list} = after(
			led('a', zxid, 0),
			led(undefined, zxid),
			led(undefined, undefined),
			led('a', zxid, 3000),
		);
		expect(list).toHaveLength(1);
	});

	it('begin with the first leader that is seen: followers may tell the epoch before', () => {
		expect(after(led(undefined, '0x100000035'), led('b', '0x200000000', 1000)).list).toMatchObject([
			{leader: 'b', epoch: 2, gapMs: undefined},
		]);
	});

	it('pay no heed to an old leader that wakes up and calls itself so still', () => {
		const before = after(led('a', '0x100000001', 0), led('b', '0x200000000', 1000));
		expect(reignsAfter(before, led('a', '0x100000035', 2000), 2000)).toBe(before);
	});

	it('take one leader under two names for one', () => {
		expect(after(led('a', '0x100000001', 0), led('alias', '0x100000002', 1000)).list).toHaveLength(1);
	});

	it('tell leaders apart by their names where no zxid is told', () => {
		expect(after(led('a', undefined, 0), led('b', undefined, 2000)).list).toMatchObject([
			{leader: 'b', gapMs: 2000},
			{leader: 'a'},
		]);
	});

	it('learn who leads after its epoch was seen in its followers', () => {
		const {list} = after(
			led('a', '0x100000001', 0),
			led(undefined, '0x200000001'),
			led('b', '0x200000002', 2000),
		);
		expect(list).toMatchObject([{leader: 'b', epoch: 2, since: 1000, gapMs: 2000}, {leader: 'a'}]);
	});

	it('are none of a standalone server, and bounded', () => {
		expect(reignsAfter(noReigns, {...led('a', '0x1', 0), standalone: true}, 0)).toBe(noReigns);
		const many = Array.from({length: 100}, (_, epoch) =>
			led('a', `0x${((BigInt(epoch) + 1n) << 32n).toString(16)}`, epoch * 1000),
		);
		expect(after(...many).list).toHaveLength(64);
	});
});
