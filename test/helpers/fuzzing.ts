// What fuzz tests share: one seed for all of a run, bytes that lie, and a watch over what each input costs.
import process from 'node:process';
import {inspect} from 'node:util';
import {getHeapStatistics} from 'node:v8';

/** `FUZZ_SEED=1234 npx vitest run …` fuzzes with other inputs than each usual run. */
export const fuzzSeed = Number(process.env['FUZZ_SEED'] ?? 2181);

/** mulberry32: numbers from 0 to 1, the same for the same seed; `stream` tells the tests of a run apart. */
export const createRolls = (stream: number): (() => number) => {
	let state = Math.imul(fuzzSeed, 0x9e_37_79_b1) ^ stream;
	return () => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};

/** Lengths and counts that a parser must not believe. */
const lies = [
	0x7f_ff_ff_ff,
	-0x80_00_00_00,
	-1,
	-2,
	0x7f_ff_ff_f0,
	0x00_ff_ff_ff,
	0x01_00_00_00,
	1 << 16,
	0,
	1,
];

/** One to five changes: a lie where an int may stand, another byte, a part cut out or repeated, an end cut off. */
export const mutateBytes = (whole: Buffer, random: () => number): Buffer => {
	let bytes = Buffer.from(whole);
	for (let changes = 1 + Math.floor(random() * 5); changes > 0 && bytes.length > 4; changes--) {
		const at = Math.floor(random() * bytes.length);
		switch (Math.floor(random() * 6)) {
			case 0: {
				bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.floor(random() * bytes.length))]);
				break;
			}

			case 1: {
				bytes = Buffer.from(bytes.subarray(0, at));
				break;
			}

			case 2:
			case 3: {
				const place = Math.min(bytes.length - 4, random() < 0.7 ? at - (at % 4) : at);
				bytes.writeInt32BE(lies[Math.floor(random() * lies.length)] ?? 0, place);
				break;
			}

			default: {
				bytes[at] = Math.floor(random() * 256);
			}
		}
	}

	return bytes;
};

/** No input is parsed for longer, ms; a busy machine gets a second and a third try. */
const longestMs = 250;
/** Nor does any take more memory: inputs of some KiB lie about lengths of gigabytes. */
const mostBytes = 16 * 1024 * 1024;

/** Of the heap and outside of it, whether written to or not. */
const allocatedBytes = (): number => {
	const {used_heap_size: heap, external_memory: external} = getHeapStatistics();
	return heap + external;
};

type Cost = {readonly ms: number; readonly bytes: number};

const costOf = (parse: () => unknown): Cost => {
	const [start, before] = [performance.now(), allocatedBytes()];
	const kept = [parse()]; // or it may be gone before it is counted
	const cost = {bytes: allocatedBytes() - before, ms: performance.now() - start};
	return kept.length === 1 ? cost : {ms: 0, bytes: 0};
};

const isDear = ({ms, bytes}: Cost): boolean => ms > longestMs || bytes > mostBytes;

/** Parses one input, and watches what that costs. What is thrown names the seed and the input, so that it can be had again. */
export const watched = (what: string, input: string | Buffer, parse: () => unknown): void => {
	try {
		const costs = [costOf(parse)];
		while (costs.every(isDear) && costs.length < 3) {
			costs.push(costOf(parse));
		}

		if (costs.every(isDear)) {
			throw new Error(`costs ${inspect(costs)}`);
		}
	} catch (error) {
		const shown = typeof input === 'string' ? JSON.stringify(input) : input.toString('hex');
		throw new Error(`${what}, FUZZ_SEED=${fuzzSeed}, input ${shown.slice(0, 4000)}`, {cause: error});
	}
};
