// source/analyze/values/{unpack,lz4,snappy,output}.ts, on what other implementations have packed
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {decode} from '../../../source/analyze/values/decode.ts';
import {unpack} from '../../../source/analyze/values/unpack.ts';
import {createRandom} from '../../helpers/random.ts';

const packed = (name: string): Buffer =>
	readFileSync(join(import.meta.dirname, '../../fixtures/packed', name));
const plain = packed('plain.txt');
const linked = Buffer.concat(Array.from({length: 24}, () => plain));

/** Bytes that nothing can be said of. */
const noise = (length: number, seed: number): Buffer => {
	const below = createRandom(seed);
	return Buffer.from(Array.from({length}, () => below(256)));
};

describe('what another program has packed', () => {
	it.each([
		['lz4', 'plain.json.lz4', plain],
		['lz4', 'linked.lz4', linked],
		['snappy', 'plain.json.sz', plain],
		['snappy block', 'plain.json.snappy', plain],
	] as const)('as %s (%s) is unpacked to the byte', (packing, name, expected) => {
		const {chain, data} = unpack(packed(name));
		expect(chain).toEqual([packing]);
		expect(Buffer.compare(data, expected)).toBe(0);
	});

	it('and another one again is unpacked twice, and shown as what it is', () => {
		expect(decode(gzipSync(packed('plain.json.lz4')))).toMatchObject({form: 'json', chain: ['gzip', 'lz4']});
	});

	it.each(['plain.json.lz4', 'linked.lz4', 'plain.json.sz', 'plain.json.snappy'])(
		'and was cut off or damaged is left as it is, or is as long as before: %s',
		name => {
			const whole = packed(name);
			const below = createRandom(5);
			expect(unpack(whole.subarray(0, whole.length - 9))).toEqual({chain: [], data: whole.subarray(0, -9)});
			for (let run = 0; run < 100; run++) {
				const damaged = Buffer.from(whole);
				damaged[below(damaged.length)] = below(256);
				const {chain, data} = unpack(damaged);
				expect(chain.length === 0 ? data : Buffer.alloc(0)).toHaveLength(
					chain.length === 0 ? damaged.length : 0,
				);
			}
		},
	);
});

describe('what is packed in nothing', () => {
	it('is not taken for a block of Snappy, which says by nothing what it is', () => {
		for (let run = 0; run < 1000; run++) {
			const bytes = noise(1 + (run % 200), run);
			expect(unpack(bytes)).toEqual({chain: [], data: bytes});
		}
	});

	it.each(['', 'x', 'host:2181', '{"a": 1}', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'key=value\nother=one\n'])(
		'stays text: %j',
		text => {
			const data = Buffer.from(text);
			expect(unpack(data)).toEqual({chain: [], data});
		},
	);

	it('to more than 16 MB stays packed: a frame of LZ4 that repeats one byte', () => {
		// One block: a literal, then a match of 17 MiB one byte back.
		const more = Buffer.alloc(70_000, 255);
		const block = Buffer.concat([Buffer.from([0x1f, 0x61, 1, 0]), more, Buffer.from([0])]);
		const size = Buffer.alloc(4);
		size.writeUInt32LE(block.length);
		const frame = Buffer.concat([Buffer.from('04224d18604000', 'hex'), size, block, Buffer.alloc(4)]);
		expect(unpack(frame).chain).toEqual([]);
	});
});
