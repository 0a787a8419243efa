// The names of a listing decoded and put in row order, in slices: a million of them take a second, and no key waits for that.
import {sequenceOf} from '../../zookeeper/layouts.ts';
import type {PackedNames} from '../../zookeeper/records/listing.ts';
import {byName, inRowOrder} from '../../zookeeper/row-order.ts';
import {Slices} from './slices.ts';

/** So many are decoded and sorted at once: it takes a few ms. */
const atOnce = 2048;

/** The names in row order. */
export const orderedNames = async (packed: PackedNames, signal?: AbortSignal): Promise<readonly string[]> => {
	if (packed.count <= atOnce) {
		return inRowOrder([...packed]);
	}

	const slices = new Slices(signal);
	const names = await unpacked(packed, slices);
	const order = await sortedPlaces(names.length, await comparing(names, slices), slices);
	return picked(names, order, slices);
};

const unpacked = async (packed: PackedNames, slices: Slices): Promise<readonly string[]> => {
	const names: string[] = [];
	for (const name of packed) {
		names.push(name);
		if (names.length % atOnce === 0 && slices.isOver) {
			await slices.pause();
		}
	}

	return names;
};

/** Of two names by their places. */
type Compare = (a: number, b: number) => number;

const comparing = async (names: readonly string[], slices: Slices): Promise<Compare> => {
	const compareNames: Compare = (a, b) => byName(names[a] ?? '', names[b] ?? '');
	const sequences = new Int32Array(names.length);
	for (const [place, name] of names.entries()) {
		const sequence = sequenceOf(name);
		if (sequence === undefined) {
			return compareNames;
		}

		sequences[place] = sequence;
		if (place % atOnce === 0 && slices.isOver) {
			await slices.pause();
		}
	}

	return (a, b) => (sequences[a] ?? 0) - (sequences[b] ?? 0) || compareNames(a, b);
};

/** So many places in order: short runs are sorted, then merged two by two. */
export const sortedPlaces = async (count: number, compare: Compare, slices: Slices): Promise<Uint32Array> => {
	let from = new Uint32Array(count);
	for (let place = 0; place < count; place++) {
		from[place] = place;
	}

	let to = new Uint32Array(count);
	for (let start = 0; start < from.length; start += atOnce) {
		from.subarray(start, start + atOnce).sort(compare);
		if (slices.isOver) {
			await slices.pause();
		}
	}

	for (let width = atOnce; width < from.length; width *= 2) {
		for (let start = 0; start < from.length; start += width * 2) {
			await merge({from, to, start, middle: start + width, end: start + width * 2}, compare, slices);
		}

		[from, to] = [to, from];
	}

	return from;
};

type Runs = {
	readonly from: Uint32Array;
	readonly to: Uint32Array;
	readonly start: number;
	readonly middle: number;
	readonly end: number;
};

const merge = async (runs: Runs, compare: Compare, slices: Slices): Promise<void> => {
	const {from, to, start} = runs;
	const [middle, end] = [Math.min(runs.middle, from.length), Math.min(runs.end, from.length)];
	let [left, right] = [start, middle];
	for (let place = start; place < end; place++) {
		const [a = 0, b = 0] = [from[left], from[right]];
		const isLeft = right >= end || (left < middle && compare(a, b) <= 0);
		to[place] = isLeft ? a : b;
		left += Number(isLeft);
		right += Number(!isLeft);
		if (place % atOnce === 0 && slices.isOver) {
			await slices.pause();
		}
	}
};

const picked = async (
	names: readonly string[],
	order: Uint32Array,
	slices: Slices,
): Promise<readonly string[]> => {
	// A list that grows leaves behind twice what it takes at last.
	const ordered = new Array<string>(order.length);
	for (const [rank, place] of order.entries()) {
		ordered[rank] = names[place] ?? '';
		if (rank % atOnce === 0 && slices.isOver) {
			await slices.pause();
		}
	}

	return ordered;
};
