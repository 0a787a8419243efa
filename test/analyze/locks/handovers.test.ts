// source/analyze/locks/handovers.ts
import {describe, expect, it} from 'vitest';
import {afterLook, noHandovers, type Handovers} from '../../../source/analyze/locks/handovers.ts';
import {queuesIn} from '../../../source/analyze/locks/lock-queues.ts';

const lock = '/app/lock';
const nodeOf = (number: number): string =>
	`${lock}/a3ef881b62f24199ab6f338332c840f6__lock__000000000${number}`;

/** The record after looks at one kazoo lock with these contenders: `[seconds, numbers, saw all]`. */
const after = (...looks: ReadonlyArray<readonly [number, readonly number[], boolean?]>): Handovers =>
	looks.reduce((before, [seconds, numbers, seesAll = true]) => {
		const locks = queuesIn(numbers.map(number => ({path: nodeOf(number), session: `0x${number}`})));
		return afterLook(before, locks, seconds * 1000, seesAll);
	}, noHandovers);

describe('since when a contender holds', () => {
	it('is not known of one that held already: it may have been for long (M5)', () => {
		expect(after([0, [1, 2]], [60, [1, 2]]).holdings.get(nodeOf(1))).toEqual({at: 0, seen: false});
	});

	it('is when it was seen to take over, however long it had waited', () => {
		const record = after([0, [1, 2]], [9, [2]], [13, [2]]);
		expect([...record.holdings]).toEqual([[nodeOf(2), {at: 9000, seen: true}]]);
	});

	it('is known of one that came to a free lock under our eyes', () => {
		expect(after([0, []], [5, [3]]).holdings.get(nodeOf(3))).toEqual({at: 5000, seen: true});
	});

	it('is not known of a holder that was only now found, while contenders are still being loaded', () => {
		const record = after([0, [2], false], [1, [1, 2], false]);
		expect(record.holdings.get(nodeOf(1))).toEqual({at: 1000, seen: false});
	});

	it('is known of one that was seen waiting, though not all are loaded', () => {
		expect(after([0, [1, 2], false], [4, [2], false]).holdings.get(nodeOf(2))).toEqual({
			at: 4000,
			seen: true,
		});
	});

	it('is not known of a holder in the first look that sees all', () => {
		expect(after([0, [], false], [1, [1, 2], true]).holdings.get(nodeOf(1))?.seen).toBe(false);
	});
});

it('forgets locks and contenders that are gone', () => {
	const record = after([0, [1, 2]], [1, [2]], [2, []]);
	expect([record.holdings.size, record.waiting.size]).toEqual([0, 0]);
});
