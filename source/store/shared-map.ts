// A map by path that shares what did not change with the one that it was made from: a tree of a million znodes is not copied for one
// of them. Its entries lie in so many maps, of which those alone are copied in which something changes.

const parts = 1024;

type Part<V> = ReadonlyMap<string, V>;

export class SharedMap<V> implements ReadonlyMap<string, V> {
	readonly size: number;
	readonly #parts: ReadonlyArray<Part<V>>;

	private constructor(all: ReadonlyArray<Part<V>>, size: number) {
		this.#parts = all;
		this.size = size;
	}

	static readonly empty = <V>(): SharedMap<V> => {
		const none: Part<V> = new Map();
		return new SharedMap(new Array<Part<V>>(parts).fill(none), 0);
	};

	get(path: string): V | undefined {
		return this.#parts[partOf(path)]?.get(path);
	}

	has(path: string): boolean {
		return this.#parts[partOf(path)]?.has(path) === true;
	}

	/** With other values in place of these; undefined: without. The same map when there are none. */
	with(changes: ReadonlyMap<string, V | undefined>): SharedMap<V> {
		if (changes.size === 0) {
			return this;
		}

		const all = [...this.#parts];
		const own = new Map<number, Map<string, V>>();
		let {size} = this;
		for (const [path, value] of changes) {
			const index = partOf(path);
			const part = own.get(index) ?? new Map(all[index]);
			own.set(index, part);
			all[index] = part;
			size -= part.size;
			if (value === undefined) {
				part.delete(path);
			} else {
				part.set(path, value);
			}

			size += part.size;
		}

		return new SharedMap(all, size);
	}

	/** What is other than before, by path; undefined: it is gone. Looks at no more than what may be. */
	changesSince(before: SharedMap<V>): ReadonlyMap<string, V | undefined> {
		const changes = new Map<string, V | undefined>();
		for (const [index, part] of this.#parts.entries()) {
			const earlier = before.#parts[index];
			if (earlier === undefined || earlier === part) {
				continue;
			}

			for (const [path, value] of part) {
				if (earlier.get(path) !== value) {
					changes.set(path, value);
				}
			}

			for (const path of earlier.keys()) {
				if (!part.has(path)) {
					changes.set(path, undefined);
				}
			}
		}

		return changes;
	}

	*entries(): MapIterator<[string, V]> {
		for (const part of this.#parts) {
			yield* part;
		}
	}

	*keys(): MapIterator<string> {
		for (const part of this.#parts) {
			yield* part.keys();
		}
	}

	*values(): MapIterator<V> {
		for (const part of this.#parts) {
			yield* part.values();
		}
	}

	forEach(callback: (value: V, path: string, map: ReadonlyMap<string, V>) => void): void {
		for (const [path, value] of this.entries()) {
			callback(value, path, this);
		}
	}

	[Symbol.iterator](): MapIterator<[string, V]> {
		return this.entries();
	}
}

/** What tells the paths of a tree apart stands at their ends. */
const hashed = 24;

const partOf = (path: string): number => {
	let hash = path.length;
	for (let at = Math.max(0, path.length - hashed); at < path.length; at++) {
		hash = (Math.imul(hash, 31) + path.charCodeAt(at)) | 0;
	}

	return (hash ^ (hash >>> 15)) & (parts - 1);
};

/** A map that is being changed: what was set and deleted is seen at once, and copied once at the end. */
export class Draft<V> {
	readonly #map: SharedMap<V>;
	readonly #changes = new Map<string, V | undefined>();

	constructor(map: SharedMap<V>) {
		this.#map = map;
	}

	get(path: string): V | undefined {
		return this.#changes.has(path) ? this.#changes.get(path) : this.#map.get(path);
	}

	set(path: string, value: V): void {
		this.#changes.set(path, value);
	}

	delete(path: string): void {
		this.#changes.set(path, undefined);
	}

	/** How many there are, or a few more. */
	get size(): number {
		return this.#map.size + this.#changes.size;
	}

	/** Those that were there before, and those that came. */
	*keys(): Generator<string, undefined> {
		for (const path of this.#map.keys()) {
			if (!this.#changes.has(path)) {
				yield path;
			}
		}

		for (const [path, value] of this.#changes) {
			if (value !== undefined) {
				yield path;
			}
		}
	}

	done(): SharedMap<V> {
		return this.#map.with(this.#changes);
	}
}
