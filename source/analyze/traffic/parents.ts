// Znodes with many children: how long their listing is, how fast they grow, and which sequence number comes next.
import type {Arrival} from '../../collect/sample.ts';
import {sequenceOf} from '../../zookeeper/layouts.ts';
import type {Stat} from '../../zookeeper/stat.ts';

export type Parent = {
	readonly path: string;
	readonly children: number;
	/** Children ever created there: the number of the next sequential one. */
	readonly created: number;
	/** When that was told, our clock. */
	readonly at: number;
	/** Over some seconds until then; undefined until told twice. */
	readonly childrenPerSecond: number | undefined;
	readonly createdPerSecond: number | undefined;
	/** Of its children's names when they were listed; undefined: they are not read. */
	readonly names: Names | undefined;
	/** What rates are counted from. */
	readonly base: Base;
};

export type Names = {
	/** UTF-8, mean. */
	readonly meanBytes: number;
	/** Of the last one in the order of sequence numbers; undefined where names have none. */
	readonly sequence: number | undefined;
};

type Base = Pick<Parent, 'children' | 'created' | 'at'>;

export type Parents = ReadonlyMap<string, Parent>;

export const noParents: Parents = new Map();

const shortestMs = 1000;
const longestMs = 10_000;
/** What was looked at so long ago is forgotten. */
const keptMs = 120_000;

/** The parents after what was read of them; the same value while nothing was. */
export const parentsAfter = (before: Parents, arrivals: readonly Arrival[], now: number): Parents => {
	const told = arrivals.flatMap(readingOf);
	const old = [...before.values()].filter(({at}) => now - at > keptMs);
	if (told.length === 0 && old.length === 0) {
		return before;
	}

	const next = new Map(before);
	for (const {path} of old) {
		next.delete(path);
	}

	for (const {path, stat, names, bytes, at} of told) {
		// An empty one may be a queue that is taken from as fast as it is filled.
		if (stat === undefined || isLeaf(stat)) {
			next.delete(path);
		} else {
			next.set(path, parentAfter(next.get(path), {path, stat, names, bytes, at}));
		}
	}

	return next;
};

/** Nothing was ever below it. */
const isLeaf = (stat: Stat): boolean => stat.children === 0 && createdIn(stat) === 0;

/** What is to be told of a znode that is one; undefined where it is none. */
export const leafAt = (path: string, stat: Stat, at: number): Parent | undefined =>
	isLeaf(stat)
		? {
				...{path, children: 0, created: 0, at, names: undefined, base: {children: 0, created: 0, at}},
				...{childrenPerSecond: 0, createdPerSecond: 0},
			}
		: undefined;

type Reading = {
	readonly path: string;
	readonly stat: Stat | undefined;
	readonly names: readonly string[] | undefined;
	/** What all names take in UTF-8, where the listing was weighed. */
	readonly bytes?: number | undefined;
	readonly at: number;
};

const readingOf = (arrival: Arrival): readonly Reading[] => {
	switch (arrival.of) {
		case 'children': {
			const {path, answer} = arrival;
			return answer.kind === 'fresh' ? [{path, ...answer.value, at: answer.at}] : [];
		}

		case 'stat': {
			const {path, answer} = arrival;
			return answer.kind === 'fresh' ? [{path, stat: answer.value, names: undefined, at: answer.at}] : [];
		}

		default:
			return [];
	}
};

const parentAfter = (
	before: Parent | undefined,
	{path, stat, names, bytes, at}: Omit<Reading, 'stat'> & {readonly stat: Stat},
): Parent => {
	const now: Base = {children: stat.children, created: createdIn(stat), at};
	const base = before === undefined ? now : at - before.base.at > longestMs ? before : before.base;
	const elapsedMs = at - base.at;
	const rateOf = (value: number, start: number, known: number | undefined): number | undefined =>
		elapsedMs < shortestMs ? known : ((value - start) * 1000) / elapsedMs;
	return {
		path,
		...now,
		childrenPerSecond: rateOf(now.children, base.children, before?.childrenPerSecond),
		createdPerSecond: rateOf(now.created, base.created, before?.createdPerSecond),
		names:
			names === undefined
				? before?.names
				: namesIn(names, bytes === undefined ? undefined : bytes / Math.max(1, stat.children)),
		base: {children: base.children, created: base.created, at: base.at},
	};
};

const int32 = 2 ** 32;

/** `cversion` is 2 × created − children, in an int that wraps at half of the sequence numbers. */
export const createdIn = ({cversion, children}: Pick<Stat, 'cversion' | 'children'>): number =>
	Math.floor(((((cversion + children) % int32) + int32) % int32) / 2);

/** @param meanBytes Where it is known, names are not looked at one by one: there may be a million. */
const namesIn = (names: readonly string[], meanBytes: number | undefined): Names | undefined => {
	if (names.length === 0) {
		return undefined;
	}

	if (meanBytes !== undefined && names.length > scanned) {
		return {meanBytes, sequence: latestOf(names)};
	}

	let [bytes, largest]: [number, number | undefined] = [0, undefined];
	for (const name of names) {
		bytes += bytesOf(name);
		const sequence = sequenceOf(name);
		if (sequence !== undefined && (largest === undefined || isLater(sequence, largest))) {
			largest = sequence;
		}
	}

	return {meanBytes: bytes / names.length, sequence: largest};
};

const scanned = 10_000;

/** Of names in row order, which is that of their numbers where each has one: the last of those below zero, else the last. */
const latestOf = (names: readonly string[]): number | undefined => {
	const [first, last] = [sequenceOf(names[0] ?? ''), sequenceOf(names.at(-1) ?? '')];
	if (first === undefined || last === undefined || first >= 0) {
		return first === undefined ? undefined : last;
	}

	let [low, high] = [0, names.length];
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		[low, high] = (sequenceOf(names[middle] ?? '') ?? 0) < 0 ? [middle, high] : [low, middle];
	}

	return sequenceOf(names[low] ?? '');
};

/** A negative number comes after all positive ones: the counter has wrapped. */
const isLater = (a: number, b: number): boolean => (a < 0 === b < 0 ? a > b : a < 0);

/** In UTF-8, as a listing has it on the wire. */
const bytesOf = (text: string): number => {
	let bytes = 0;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		// Half of a surrogate pair is two of its four bytes.
		bytes += unit < 0x80 ? 1 : unit < 0x8_00 || (unit >= 0xd8_00 && unit < 0xe0_00) ? 2 : 3;
	}

	return bytes;
};
