// Numbers of 64 bits, read without bigints: as those read them.
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {formatId} from '../../../source/zookeeper/ids.ts';
import {Reader} from '../../../source/zookeeper/records/reader.ts';

const long = (value: bigint): Buffer => {
	const bytes = Buffer.alloc(8);
	bytes.writeBigInt64BE(value);
	return bytes;
};

const edges = [0n, 1n, -1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 63n - 1n, -(2n ** 63n)];
const longs = fc.oneof(fc.constantFrom(...edges), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n));

it('reads an id in canonical form', () => {
	fc.assert(
		fc.property(longs, value => {
			expect(new Reader(long(value)).id()).toBe(formatId(value));
		}),
	);
});

it('reads a moment as near as a number can be', () => {
	fc.assert(
		fc.property(longs, value => {
			expect(new Reader(long(value)).time()).toBe(Number(value));
		}),
	);
});
