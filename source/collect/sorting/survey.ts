// The Stats of many children, in columns: a million of them take 52 MB, as objects they would take ten times that.
import {byName, positionIn} from '../../zookeeper/row-order.ts';
import type {Stat} from '../../zookeeper/stat.ts';
import type {SortColumn, SortWish} from './sorting.ts';

/** So far is looked for the next name that two lists have in common, before it is searched for. */
const lookedAhead = 16;

type Numbers = Exclude<SortColumn, 'owner' | 'subtree' | 'bytes'>;

const valuesOf = (stat: Stat): Readonly<Record<Numbers, number>> => ({
	children: stat.children,
	size: stat.dataBytes,
	version: stat.version,
	age: stat.ctime,
	written: stat.mtime,
});

const numbers = ['children', 'size', 'version', 'age', 'written'] as const;

export class Survey {
	readonly names: readonly string[];
	/** Not a number: not known. */
	readonly #columns: Readonly<Record<Numbers, Float64Array>>;
	/** Of each child a place among the owners; 0: none. */
	readonly #owners: Int32Array;
	readonly #sessions: string[] = [''];
	readonly #places = new Map<string, number>();
	/** 1: asked and answered, be it that there is no such znode. */
	readonly #read: Uint8Array;
	#count = 0;

	constructor(names: readonly string[]) {
		const column = (): Float64Array => new Float64Array(names.length).fill(NaN);
		this.names = names;
		this.#columns = {
			children: column(),
			size: column(),
			version: column(),
			age: column(),
			written: column(),
		};
		this.#owners = new Int32Array(names.length);
		this.#read = new Uint8Array(names.length);
	}

	/** How many are read. */
	get read(): number {
		return this.#count;
	}

	isRead(place: number): boolean {
		return this.#read[place] === 1;
	}

	/** Where a name stands; undefined where it is none of them. */
	placeOf(name: string): number | undefined {
		const place = positionIn(this.names, name);
		return place === -1 ? undefined : place;
	}

	/** Whether this is news. */
	set(place: number, stat: Stat | undefined): boolean {
		const wasRead = this.isRead(place);
		this.#count += wasRead ? 0 : 1;
		this.#read[place] = 1;
		const values = stat && valuesOf(stat);
		let isNews = !wasRead;
		for (const name of numbers) {
			const value = values?.[name] ?? NaN;
			isNews ||= !Object.is(this.#columns[name][place], value);
			this.#columns[name][place] = value;
		}

		this.#owners[place] = this.#ownerAt(stat?.ephemeralOwner);
		return isNews;
	}

	/** It is to be read again. */
	forget(place: number): void {
		this.#count -= this.isRead(place) ? 1 : 0;
		this.#read[place] = 0;
	}

	/** Takes over what is known of the names that both have. */
	take(other: Survey): void {
		let from = 0;
		for (const [place, name] of this.names.entries()) {
			const at = nextOf(other.names, from, name) ?? other.placeOf(name);
			if (at !== undefined) {
				this.#take(place, other, at);
				from = at + 1;
			}
		}
	}

	/** Who comes first, of two places: what is known, then the most, the newest; at last the order that they have anyway. */
	comparing(wish: SortWish): (a: number, b: number) => number {
		const sign = wish.reversed ? -1 : 1;
		const values = this.#valuesBy(wish);
		if (typeof values === 'function') {
			return (a, b) => {
				const [first, second] = [values(a), values(b)];
				return first === '' || second === ''
					? Number(first === '') - Number(second === '') || a - b
					: sign * byName(first, second) || a - b;
			};
		}

		return (a, b) => {
			const [first = NaN, second = NaN] = [values[a], values[b]];
			return Number.isNaN(first) || Number.isNaN(second)
				? Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || a - b
				: sign * (second - first) || a - b;
		};
	}

	#valuesBy(wish: SortWish): Float64Array | ((place: number) => string) {
		switch (wish.by) {
			case 'owner':
				return place => this.#sessions[this.#owners[place] ?? 0] ?? '';
			case 'subtree':
			case 'bytes': {
				const {counted} = wish;
				return Float64Array.from(this.names, name => counted.get(name) ?? NaN);
			}

			default:
				return this.#columns[wish.by];
		}
	}

	#take(place: number, other: Survey, at: number): void {
		if (other.isRead(at)) {
			for (const name of numbers) {
				this.#columns[name][place] = other.#columns[name][at] ?? NaN;
			}

			this.#owners[place] = this.#ownerAt(other.#sessions[other.#owners[at] ?? 0]);
			this.#read[place] = 1;
			this.#count += 1;
		}
	}

	#ownerAt(session: string | undefined): number {
		if (session === undefined || session === '') {
			return 0;
		}

		const known = this.#places.get(session);
		if (known !== undefined) {
			return known;
		}

		this.#places.set(session, this.#sessions.length);
		return this.#sessions.push(session) - 1;
	}
}

/** Where a name comes next in a list of the same order. */
const nextOf = (names: readonly string[], from: number, name: string): number | undefined => {
	const end = Math.min(names.length, from + lookedAhead);
	for (let at = from; at < end; at++) {
		if (names[at] === name) {
			return at;
		}
	}

	return undefined;
};
