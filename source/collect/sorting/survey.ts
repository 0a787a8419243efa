// The Stats of many children, in columns: a million of them take 30 MB, as objects they would take ten times that.
import {byName, positionIn} from '../../zookeeper/row-order.ts';
import type {Stat} from '../../zookeeper/stat.ts';
import type {SortColumn, SortWish} from './sorting.ts';

/** So far is looked for the next name that two lists have in common, before it is searched for. */
const lookedAhead = 16;

type Numbers = Exclude<SortColumn, 'owner' | 'subtree' | 'bytes'>;
type Column = Int32Array | Float64Array;

const valuesOf = (stat: Stat): Readonly<Record<Numbers, number>> => ({
	children: stat.children,
	size: stat.dataBytes,
	version: stat.version,
	age: stat.ctime,
	written: stat.mtime,
});

const numbers = ['children', 'size', 'version', 'age', 'written'] as const;

/** What is known of a child: that it was asked for and there is no such znode, or its Stat. */
const [gone, known] = [1, 2];

/** What stands at a place; not a number: not known. */
type Value = (place: number) => number;

const countIn = (names: readonly string[], counted: ReadonlyMap<string, number>): Value => {
	const counts = Float64Array.from(names, name => counted.get(name) ?? NaN);
	return place => counts[place] ?? NaN;
};

export class Survey {
	readonly names: readonly string[];
	readonly #columns: Readonly<Record<Numbers, Column>>;
	/** Of each child a place among the owners; 0: none. Made for the first that has one. */
	#owners: Int32Array | undefined;
	readonly #sessions: string[] = [''];
	readonly #places = new Map<string, number>();
	/** `gone` or `known` once it was, 0 before. What is to be read again keeps its place until it is. */
	readonly #told: Uint8Array;
	/** 1: need not be asked for. */
	readonly #read: Uint8Array;
	#count = 0;

	constructor(names: readonly string[]) {
		const {length} = names;
		this.names = names;
		this.#columns = {
			children: new Int32Array(length),
			size: new Int32Array(length),
			version: new Int32Array(length),
			age: new Float64Array(length),
			written: new Float64Array(length),
		};
		this.#told = new Uint8Array(length);
		this.#read = new Uint8Array(length);
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
		const told = stat === undefined ? gone : known;
		let isNews = !wasRead || this.#told[place] !== told;
		this.#told[place] = told;
		if (stat !== undefined) {
			const values = valuesOf(stat);
			for (const name of numbers) {
				isNews ||= this.#columns[name][place] !== values[name];
				this.#columns[name][place] = values[name];
			}
		}

		this.#setOwner(place, stat?.ephemeralOwner);
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
		if (wish.by === 'owner') {
			return (a, b) => {
				const [first, second] = [this.#ownerOf(a), this.#ownerOf(b)];
				return first === '' || second === ''
					? Number(first === '') - Number(second === '') || a - b
					: sign * byName(first, second) || a - b;
			};
		}

		const valueOf =
			wish.by === 'subtree' || wish.by === 'bytes'
				? countIn(this.names, wish.counted)
				: this.#valueIn(this.#columns[wish.by]);
		return (a, b) => {
			const [first, second] = [valueOf(a), valueOf(b)];
			return Number.isNaN(first) || Number.isNaN(second)
				? Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || a - b
				: sign * (second - first) || a - b;
		};
	}

	#valueIn(column: Column): Value {
		const told = this.#told;
		return place => (told[place] === known ? (column[place] ?? NaN) : NaN);
	}

	#take(place: number, other: Survey, at: number): void {
		if (other.isRead(at)) {
			for (const name of numbers) {
				this.#columns[name][place] = other.#columns[name][at] ?? 0;
			}

			this.#setOwner(place, other.#ownerOf(at));
			this.#told[place] = other.#told[at] ?? 0;
			this.#read[place] = 1;
			this.#count += 1;
		}
	}

	#ownerOf(place: number): string {
		return this.#sessions[this.#owners?.[place] ?? 0] ?? '';
	}

	#setOwner(place: number, session: string | undefined): void {
		const at = this.#ownerAt(session);
		if (at !== 0) {
			this.#owners ??= new Int32Array(this.names.length);
		}

		if (this.#owners !== undefined) {
			this.#owners[place] = at;
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
