// The watch over fuzz tests itself: what it does not see, they do not show.
import {expect, it} from 'vitest';
import {fuzzSeed, watched} from './fuzzing.ts';

const thrownBy = (parse: () => unknown): Error => {
	try {
		watched('a test', Buffer.from('input'), parse);
	} catch (error) {
		return error as Error;
	}

	throw new Error('did not fail');
};

it('lets small work pass', () => {
	watched('a test', 'input', () => Buffer.alloc(1024));
});

it.each<readonly [string, () => unknown]>([
	['memory outside of the heap, written to or not', () => Buffer.alloc(64 * 1024 * 1024)],
	// Far more than a collection may set free meanwhile.
	['memory of the heap', () => new Array<number>(32_000_000).fill(0.5)],
	[
		'time',
		() => {
			const end = performance.now() + 300;
			while (performance.now() < end);
		},
	],
])('sees what takes %s, and names seed and input', (_, parse) => {
	const {message, cause} = thrownBy(parse);
	expect(message).toBe(`a test, FUZZ_SEED=${fuzzSeed}, input 696e707574`);
	expect(String(cause)).toContain('costs');
});

it('names seed and input of what throws', () => {
	const reason = new TypeError('of a parser');
	const {message, cause} = thrownBy(() => {
		throw reason;
	});
	expect([message, cause]).toEqual([`a test, FUZZ_SEED=${fuzzSeed}, input 696e707574`, reason]);
});
