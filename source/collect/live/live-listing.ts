// The names of a long listing, kept true by what a watch tells of them: a million names are not read again for one that is new.
import {sequenceOf} from '../../zookeeper/layouts.ts';
import {byName, byNumber} from '../../zookeeper/row-order.ts';
import {Slices} from '../listing/slices.ts';
import type {Changes} from '../sample.ts';

/** So many are looked at before it is asked whether others should have their turn. */
const atOnce = 2048;

type Known = {
	readonly names: readonly string[];
	readonly bytes: number;
	/** All have a sequence number, and that is their order. */
	readonly numbered: boolean;
};
export type Applied = Pick<Known, 'names' | 'bytes'> & {readonly changes: Changes};

export class LiveListing {
	/** Since it was applied last: whether a name is there now. */
	#noted = new Map<string, boolean>();
	#known: Known | undefined;
	#count = 0;

	/** How many changes were noted so far. */
	get count(): number {
		return this.#count;
	}

	/** A child was made or deleted. Told again, or told of what the listing has already, it changes nothing. */
	note(name: string, exists: boolean): void {
		this.#count += 1;
		this.#noted.set(name, exists);
	}

	/** These are all names in row order, as listed after the first change was noted. */
	async listed(names: readonly string[], bytes: number): Promise<void> {
		this.#known = {names, bytes, numbered: await areNumbered(names)};
	}

	/** All names as they are now; undefined where they have to be listed again: not listed yet, or their order is another one. */
	apply(): Applied | undefined {
		const known = this.#known;
		const noted = [...this.#noted].map(([name, exists]) => ({name, exists, sequence: sequenceOf(name)}));
		if (known === undefined || (known.numbered && noted.some(({sequence}) => sequence === undefined))) {
			return undefined;
		}

		const edits = noted
			.map(edit => ({...edit, at: placeIn(known, edit.name, edit.sequence)}))
			.filter(({name, exists, at}) => (known.names[at] === name) !== exists)
			.sort((a, b) => a.at - b.at || compare(known, a, b));
		const added = edits.filter(({exists}) => exists).map(({name}) => name);
		const removed = edits.filter(({exists}) => !exists).map(({name}) => name);
		const names = edits.length === 0 ? known.names : edited(known.names, edits);
		const bytes = known.bytes + bytesOf(added) - bytesOf(removed);
		this.#known = {...known, names, bytes};
		this.#noted = new Map();
		return {names, bytes, changes: {added, removed}};
	}
}

type Named = {readonly name: string; readonly sequence: number | undefined};

const compare = ({numbered}: Pick<Known, 'numbered'>, a: Named, b: Named): number =>
	numbered
		? byNumber({name: a.name, sequence: a.sequence ?? 0}, {name: b.name, sequence: b.sequence ?? 0})
		: byName(a.name, b.name);

/** Where a name is, or would be put: the first place that is not before it. */
const placeIn = (known: Known, name: string, sequence: number | undefined): number => {
	let [low, high] = [0, known.names.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const other = known.names[middle] ?? '';
		const otherSequence = known.numbered ? sequenceOf(other) : undefined;
		if (compare(known, {name: other, sequence: otherSequence}, {name, sequence}) < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
};

type Edit = {readonly name: string; readonly exists: boolean; readonly at: number};

/** Whole runs are taken over at once. */
const edited = (names: readonly string[], edits: readonly Edit[]): readonly string[] => {
	const runs: Array<readonly string[]> = [];
	let from = 0;
	for (const {name, exists, at} of edits) {
		runs.push(names.slice(from, at), exists ? [name] : []);
		from = exists ? at : at + 1;
	}

	return runs.concat([names.slice(from)]).flat();
};

const areNumbered = async (names: readonly string[]): Promise<boolean> => {
	const slices = new Slices();
	for (const [index, name] of names.entries()) {
		if (sequenceOf(name) === undefined) {
			return false;
		}

		if (index % atOnce === 0 && slices.isOver) {
			await slices.pause();
		}
	}

	return true;
};

const bytesOf = (names: readonly string[]): number =>
	names.reduce((sum, name) => sum + Buffer.byteLength(name), 0);
