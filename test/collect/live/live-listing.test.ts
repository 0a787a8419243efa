// source/collect/live/live-listing.ts
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {LiveListing} from '../../../source/collect/live/live-listing.ts';
import {inRowOrder} from '../../../source/zookeeper/row-order.ts';

const bytesOf = (names: readonly string[]): number =>
	names.reduce((sum, name) => sum + Buffer.byteLength(name), 0);

const less = (names: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> =>
	new Set([...names].filter(name => !others.has(name)));

const numbered = fc
	.integer({min: -5, max: 40})
	.map(number =>
		number < 0
			? `n-${number - 2_147_483_600}`
			: `${'ab'[number % 2] ?? ''}-${String(number).padStart(10, '0')}`,
	);
const plain = fc.constantFrom('a', 'b', 'ä', 'c1', 'c10', 'zz', '😀');
const told = (name: fc.Arbitrary<string>) => fc.array(fc.tuple(name, fc.boolean()), {maxLength: 12});

describe('a listing that is told of changes', () => {
	it.each([
		['numbered', numbered],
		['named', plain],
	])('of %s children is what it would be if it were listed again', async (_, name) => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(name, {minLength: 1}), fc.array(told(name)), async (first, rounds) => {
				const listing = new LiveListing();
				const names = new Set(first);
				await listing.listed(inRowOrder([...names]), bytesOf([...names]));
				for (const round of rounds) {
					const before = new Set(names);
					for (const [name, exists] of round) {
						listing.note(name, exists);
						names[exists ? 'add' : 'delete'](name);
					}

					const applied = listing.apply();
					expect([...(applied?.names ?? [])]).toEqual([...inRowOrder([...names])]);
					expect(applied?.bytes).toBe(bytesOf([...names]));
					expect(new Set(applied?.changes.added)).toEqual(less(names, before));
					expect(new Set(applied?.changes.removed)).toEqual(less(before, names));
				}
			}),
		);
	});

	it('takes what it was told while it was listed, be it in the listing or not', async () => {
		const listing = new LiveListing();
		listing.note('b', true);
		listing.note('c', false);
		await listing.listed(['a', 'b', 'c'], 3);
		expect(listing.apply()).toEqual({names: ['a', 'b'], bytes: 2, changes: {added: [], removed: ['c']}});
	});

	it('has to be listed again when a child without a number comes among numbered ones: the order is another one', async () => {
		const listing = new LiveListing();
		await listing.listed(['b-0000000001', 'a-0000000002'], 24);
		listing.note('leader', true);
		expect(listing.apply()).toBeUndefined();
	});

	it('keeps its names, by identity, while nothing changes', async () => {
		const names = ['a', 'b'];
		const listing = new LiveListing();
		await listing.listed(names, 2);
		listing.note('a', true);
		expect(listing.apply()?.names).toBe(names);
	});
});
