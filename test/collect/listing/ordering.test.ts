// source/collect/listing/ordering.ts
import {describe, expect, it} from 'vitest';
import {orderedNames} from '../../../source/collect/listing/ordering.ts';
import {inRowOrder} from '../../../source/zookeeper/row-order.ts';

const packed = (names: readonly string[]) =>
	Object.assign([...names], {count: names.length, bytes: names.join('').length});

/** The same numbers in every run, in no order. */
const shuffled = (count: number): readonly number[] =>
	Array.from({length: count}, (_, index) => (index * 7919) % count);

describe('a long listing', () => {
	it.each([
		['by number', (number: number) => `item-${String(number).padStart(10, '0')}`],
		[
			'by number below zero',
			(number: number) =>
				`item_${number % 2 === 0 ? '' : '-'}${String(number).padStart(9 + ((number + 1) % 2), '0')}`,
		],
		['by name', (number: number) => `item${number}`],
		[
			'by name where one has no number',
			(number: number) => (number === 5 ? 'config' : `i-${String(number).padStart(10, '0')}`),
		],
		['with the same number many times', (number: number) => `${number}-0000000007`],
	])('is in the order that a short one has, %s', async (_, nameOf) => {
		const names = shuffled(10_007).map(nameOf);
		expect(await orderedNames(packed(names))).toEqual(inRowOrder(names));
	});

	it('lets others have their turn meanwhile', async () => {
		let turns = 0;
		const count = (): void => {
			turns += 1;
			timer = setImmediate(count);
		};

		let timer = setImmediate(count);
		await orderedNames(packed(shuffled(100_003).map(String)));
		clearImmediate(timer);
		expect(turns).toBeGreaterThan(3);
	});

	it('ends when nobody wants it any more', async () => {
		const gone = new AbortController();
		const ordering = orderedNames(packed(shuffled(100_003).map(String)), gone.signal);
		gone.abort(new Error('closed'));
		await expect(ordering).rejects.toThrow('closed');
	});
});
