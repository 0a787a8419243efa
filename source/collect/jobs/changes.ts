// What has changed in a subtree since a transaction, by stats alone: what was created, what was set, whose children went.
//
// The pzxid of a parent is the transaction that changed its children last: of a child that is still there it is the czxid, so that
// another one says that a child was deleted. Which one, and whether others were, nothing tells.
import type {Id} from '../../zookeeper/ids.ts';
import type {Stat} from '../../zookeeper/stat.ts';

export type Change = {
	readonly what: 'created' | 'changed' | 'lost-child';
	readonly path: string;
	readonly stat: Stat;
};

export type Changes = {
	/** As they were met; of more than are kept the first ones. */
	readonly list: readonly Change[];
	readonly created: number;
	readonly changed: number;
	/** Znodes of which at least one child is gone. */
	readonly lostChild: number;
};

type Parent = {readonly path: string; readonly stat: Stat; newest: Id; seen: number};

const kept = 10_000;

/** Canonical ids have no leading zeros: the longer one is higher. */
export const isAfter = (id: Id, other: Id): boolean =>
	id.length === other.length ? id > other : id.length > other.length;

export class ChangeCount {
	readonly #since: Id;
	readonly #list: Change[] = [];
	/** Whose children have changed. */
	readonly #parents: Parent[] = [];
	#created = 0;
	#changed = 0;

	constructor(since: Id) {
		this.#since = since;
	}

	/** Looks at one znode; gives what its children are told to. */
	add(path: string, stat: Stat, parent: Parent | undefined): Parent {
		if (parent !== undefined) {
			parent.seen += 1;
			parent.newest = isAfter(stat.czxid, parent.newest) ? stat.czxid : parent.newest;
		}

		if (isAfter(stat.czxid, this.#since)) {
			this.#created += 1;
			this.#keep({what: 'created', path, stat});
		} else if (isAfter(stat.mzxid, this.#since)) {
			this.#changed += 1;
			this.#keep({what: 'changed', path, stat});
		}

		const own: Parent = {path, stat, newest: '0x0', seen: 0};
		// One that was created since may have lost children that were, too: that is no difference to before.
		if (isAfter(stat.pzxid, this.#since) && !isAfter(stat.czxid, this.#since)) {
			this.#parents.push(own);
		}

		return own;
	}

	/** So far; of a parent whose children are not all read yet nothing is said. */
	told(): Changes {
		const losers = this.#parents.filter(
			({stat, newest, seen}) => seen >= stat.children && isAfter(stat.pzxid, newest),
		);
		const lost = losers.map(({path, stat}): Change => ({what: 'lost-child', path, stat}));
		return {
			list: [...this.#list, ...lost.slice(0, kept)],
			created: this.#created,
			changed: this.#changed,
			lostChild: losers.length,
		};
	}

	#keep(change: Change): void {
		if (this.#list.length < kept) {
			this.#list.push(change);
		}
	}
}
