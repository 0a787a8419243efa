// The judge of chaos: it sees what must not have been.
import {expect, it} from 'vitest';
import {disagreements, faultsIn, olderThanBefore, type Held} from './history.ts';

const held = (who: string, fence: bigint, from: bigint, to: bigint, frozen = false): Held => ({
	...{who, fence, from, to},
	frozen,
});

it('finds no fault with holders that come one after the other', () => {
	expect(faultsIn([held('b', 2n, 10n, 20n), held('a', 1n, 0n, 10n), held('c', 5n, 30n, 31n)])).toEqual([]);
});

it('finds two who held at once, unless one was frozen', () => {
	const history = [held('a', 1n, 0n, 10n), held('b', 2n, 9n, 20n)];
	expect(faultsIn(history)).toEqual([
		'a with fence 1 from 0 to 10 and b with fence 2 from 9 to 20 held at once',
	]);
	expect(faultsIn([held('a', 1n, 0n, 10n, true), held('b', 2n, 9n, 20n)])).toEqual([]);
});

it('finds fences that go backwards, or come twice', () => {
	expect(faultsIn([held('a', 2n, 0n, 1n), held('b', 1n, 2n, 3n)])).toHaveLength(1);
	expect(faultsIn([held('a', 1n, 0n, 1n, true), held('b', 1n, 2n, 3n)])).toEqual(['fence 1 was given twice']);
});

it('finds editions that are older than the one before, or the same', () => {
	expect(olderThanBefore([1n, 2n, 7n])).toEqual([]);
	expect(olderThanBefore([1n, 7n, 2n, 2n])).toEqual(['2 came after 7', '2 came after 2']);
});

it('finds a transaction that one committed and another aborted', () => {
	const ends = new Map([
		['good', ['commit', 'commit']],
		['bad', ['commit', 'abort']],
	] as const);
	expect(disagreements(ends)).toEqual(['bad ended with commit, abort']);
});
