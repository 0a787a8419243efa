// Of a giant's children the first or the last ones are shown, as the user chose: all were listed, and all are followed.
import type {Listing, Part, ZnodeArrival} from '../sample.ts';

/** So many. */
const shown = 1000;

export class ShownParts {
	/** As they were shown last. */
	readonly #names = new Map<string, readonly string[]>();

	/** Forgets those of which all are shown. */
	keep(parts: ReadonlyMap<string, Part>): void {
		for (const path of this.#names.keys()) {
			if ((parts.get(path) ?? 'all') === 'all') {
				this.#names.delete(path);
			}
		}
	}

	/** What is shown of a listing; the same names while nothing of them has changed. */
	of(arrival: ZnodeArrival): ZnodeArrival {
		if (arrival.of !== 'children' || arrival.answer.kind !== 'fresh') {
			return arrival;
		}

		const {path, answer} = arrival;
		const {part = 'all', names: all, stat, bytes} = answer.value;
		if (part === 'all') {
			return arrival;
		}

		const names = this.#asBefore(path, part === 'first' ? all.slice(0, shown) : all.slice(-shown));
		const value: Listing = {names, stat, part, ...(bytes !== undefined && {bytes})};
		return {of: 'children', path, answer: {...answer, value}};
	}

	#asBefore(path: string, names: readonly string[]): readonly string[] {
		const before = this.#names.get(path);
		if (before?.length === names.length && before.every((name, index) => name === names[index])) {
			return before;
		}

		this.#names.set(path, names);
		return names;
	}
}
