// What two subtrees have in common, told while both are read in any order: a znode is kept until the other side has it, too.
import type {Stat} from '../../zookeeper/stat.ts';

export type Side = 'here' | 'there';
export type Stats = {readonly here: Stat; readonly there: Stat};

/** `below`: the path below both roots, which are empty themselves. */
export type Difference =
	| {readonly what: 'differs'; readonly below: string; readonly here: Stat; readonly there: Stat}
	/** `more`: znodes below it, which only this side has, too; undefined where not all of them could be read. */
	| {
			readonly what: 'only-here' | 'only-there';
			readonly below: string;
			readonly stat: Stat;
			readonly more: number | undefined;
	  };

export type Found = {
	/** By path; of what is below a znode that only one side has there is no row. */
	readonly list: readonly Difference[];
	readonly same: number;
	readonly differing: number;
	/** Undefined: not known before both are read whole, nor where what could not be read may be among them. */
	readonly onlyHere: number | undefined;
	readonly onlyThere: number | undefined;
};

/** Data of the same size. */
export type Pair = {readonly below: string};

const kept = 10_000;

export class AcrossCount {
	readonly #alone = {here: new Map<string, Stat>(), there: new Map<string, Stat>()};
	readonly #undecided: Pair[] = [];
	readonly #differing: Difference[] = [];
	#same = 0;
	#differs = 0;

	/** A znode was read; gives its path below the root. */
	met(side: Side, below: string, stat: Stat): string {
		const others = this.#alone[side === 'here' ? 'there' : 'here'];
		const other = others.get(below);
		if (other === undefined) {
			this.#alone[side].set(below, stat);
			return below;
		}

		others.delete(below);
		if (stat.dataBytes !== other.dataBytes) {
			this.judged({below}, side === 'here' ? {here: stat, there: other} : {here: other, there: stat}, false);
		} else if (stat.dataBytes === 0) {
			this.#same += 1;
		} else {
			this.#undecided.push({below});
		}

		return below;
	}

	/** How many are not decided. */
	get open(): number {
		return this.#undecided.length;
	}

	/** What only reading the data decides, each once. */
	*undecided(): Generator<Pair> {
		for (let pair = this.#undecided.pop(); pair !== undefined; pair = this.#undecided.pop()) {
			yield pair;
		}
	}

	judged({below}: Pair, stats: Stats, isSame: boolean): void {
		if (isSame) {
			this.#same += 1;
			return;
		}

		this.#differs += 1;
		if (this.#differing.length < kept) {
			this.#differing.push({what: 'differs', below, ...stats});
		}
	}

	/**
	 * @param isRead Both sides, whole.
	 * @param unread Paths that could not be read on a side, though they are there: nothing is said of them and what is below.
	 */
	told(isRead: boolean, unread: Unread): Found {
		const counts = {same: this.#same, differing: this.#differs};
		if (!isRead) {
			return {list: this.#differing, ...counts, onlyHere: undefined, onlyThere: undefined};
		}

		const here = lonely(this.#alone.here, unread.here, unread.there);
		const there = lonely(this.#alone.there, unread.there, unread.here);
		const only = [
			...rowsOf('only-here', this.#alone.here, here.tops),
			...rowsOf('only-there', this.#alone.there, there.tops),
		];
		return {
			list: [...this.#differing, ...only.slice(0, kept)].sort((a, b) => (a.below < b.below ? -1 : 1)),
			...counts,
			...{onlyHere: here.count, onlyThere: there.count},
		};
	}
}

export type Unread = Readonly<Record<Side, ReadonlySet<string>>>;

type Lonely = {
	readonly count: number | undefined;
	/** The topmost ones, and how many are below each. */
	readonly tops: ReadonlyMap<string, number | undefined>;
};

/**
 * @param own What this side has and could not read: there may be any number below it.
 * @param others The other side may have these, and anything below them.
 */
const lonely = (
	alone: ReadonlyMap<string, Stat>,
	own: ReadonlySet<string>,
	others: ReadonlySet<string>,
): Lonely => {
	const tops = new Map<string, number | undefined>();
	let count = 0;
	let isKnown = own.size === 0;
	for (const below of alone.keys()) {
		if (isUnread(below, others)) {
			isKnown = false;
		} else {
			const top = topOf(below, alone);
			count += 1;
			tops.set(top, (tops.get(top) ?? -1) + 1);
		}
	}

	for (const below of own) {
		const top = topOf(parentOf(below), alone);
		if (tops.has(top)) {
			tops.set(top, undefined);
		}
	}

	return {count: isKnown ? count : undefined, tops};
};

/** Below the root; of the root itself it is the root. */
const parentOf = (below: string): string => below.slice(0, Math.max(0, below.lastIndexOf('/')));

/** The path, its parent and so on, up to the root, which is empty. */
const upFrom = function* (below: string): Generator<string> {
	yield below;
	for (let at = below; at !== '';) {
		at = parentOf(at);
		yield at;
	}
};

/** The highest znode above a lonely one that is lonely, too. */
const topOf = (below: string, alone: ReadonlyMap<string, Stat>): string => {
	let top = below;
	for (const at of upFrom(below)) {
		if (!alone.has(at)) {
			break;
		}

		top = at;
	}

	return top;
};

const isUnread = (below: string, unread: ReadonlySet<string>): boolean =>
	unread.size > 0 && [...upFrom(below)].some(at => unread.has(at));

const rowsOf = (
	what: 'only-here' | 'only-there',
	alone: ReadonlyMap<string, Stat>,
	tops: Lonely['tops'],
): readonly Difference[] =>
	[...tops].flatMap(([below, more]): readonly Difference[] => {
		const stat = alone.get(below);
		return stat === undefined ? [] : [{what, below, stat, more}];
	});
