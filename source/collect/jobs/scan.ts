// Looks for locks and members of groups where no server tells of them: names first, and owners only where they say what is there.
//
// Of the numbered children of a znode the lowest and the highest are read. Where one of them is an ephemeral they stand in line: the names
// say in which order, and of the first ones the owners are read in the end. Where none is, and they have no children, a few more are read,
// and the rest is taken for the same: items of a queue may be millions. All that has no number is read, and gone into.
import type {Id} from '../../zookeeper/ids.ts';
import {sequenceOf} from '../../zookeeper/layouts.ts';
import {baseName, childOf} from '../../zookeeper/paths.ts';
import type {PackedNames} from '../../zookeeper/records/listing.ts';
import type {Stat} from '../../zookeeper/stat.ts';
import {orderedNames} from '../listing/ordering.ts';
import {Slices} from '../listing/slices.ts';
import type {WalkOptions} from './walk.ts';

/** An ephemeral; `session` is undefined where nobody has read who owns it. */
export type ScannedMember = {readonly path: string; readonly session: Id | undefined};

/** Those with numbers below one parent, as its listing had them. */
export type ScannedLine = {
	readonly parent: string;
	/** Of the parent when it was listed. */
	readonly cversion: number;
	readonly members: readonly ScannedMember[];
};

export type Scanned = {
	readonly lines: readonly ScannedLine[];
	/** Ephemerals without a number, and the cversion of the znode above when it was listed; undefined: it was not. */
	readonly ephemerals: ReadonlyArray<{
		readonly path: string;
		readonly session: Id;
		readonly cversion?: number | undefined;
	}>;
	/** Numbered znodes that were taken for what a few of them are: no ephemerals, nothing below them. */
	readonly passedOver: number;
	/** Znodes that are there and that we may not look at: below those that may not be listed, or among many of which none may be read. */
	readonly unseen: number;
};

/** So many numbered children are read one by one, whatever the first ones are. */
const few = 64;
/** Of a line the owners of the first ones are read. */
const ownersRead = 32;
/** Of many that seem to be no ephemerals so many more are read, from all over. */
const spread = 8;
/** What was found is told again after this time at the earliest, and the later the more it is. */
const toldEveryMs = 1000;
const msPerMember = 0.05;

/** Numbered children of one znode. */
type Numbered = {
	/** By their numbers; emptied once they are passed over. */
	names: readonly string[];
	/** Undefined: no ephemeral. */
	readonly owners: Map<string, Id | undefined>;
	readonly asked: Set<string>;
	kind: 'open' | 'line' | 'single';
	isWidened: boolean;
	members: readonly ScannedMember[] | undefined;
};

type Spot = {readonly path: string; readonly cversion: number; numbered: Numbered | undefined};

export class Scan {
	readonly #now: () => number;
	readonly #spots: Spot[] = [];
	readonly #ephemerals: Array<Scanned['ephemerals'][number]> = [];
	#passedOver = 0;
	#unseen = 0;
	#told: {readonly at: number; readonly count: number} | undefined;

	/** @param now Milliseconds that only go on. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** What a walk does on the way. */
	readonly steps: Pick<WalkOptions<Spot>, 'visit' | 'among' | 'gone' | 'more' | 'fail'> = {
		visit: (path, stat, parent) => this.#visit(path, stat, parent),
		among: async (spot, names) => this.#among(spot, names),
		gone: (path, {numbered}) => {
			settle(numbered, baseName(path), undefined);
		},
		more: () => this.#more(),
		fail: (_path, _failure, stat) => {
			this.#unseen += stat?.children ?? 0;
		},
	};

	/** What was found so far; undefined while it is not worth telling again. */
	told(isGoing: boolean): Scanned | undefined {
		const {at = -Infinity, count = 0} = this.#told ?? {};
		if (isGoing && this.#now() - at < toldEveryMs + count * msPerMember) {
			return undefined;
		}

		const lines = this.#spots.flatMap(({path, cversion, numbered}) => {
			const members = numbered === undefined ? [] : membersOf(path, numbered);
			return members.length === 0 ? [] : [{parent: path, cversion, members}];
		});
		const members = lines.reduce((sum, line) => sum + line.members.length, this.#ephemerals.length);
		this.#told = {at: this.#now(), count: members};
		return {lines, ephemerals: [...this.#ephemerals], passedOver: this.#passedOver, unseen: this.#unseen};
	}

	#visit(path: string, stat: Stat, parent: Spot | undefined): Spot {
		const name = baseName(path);
		const isNumbered = parent?.numbered?.asked.has(name) === true;
		if (isNumbered) {
			settle(parent.numbered, name, stat.ephemeralOwner);
			if (stat.children > 0 && parent.numbered?.kind === 'open') {
				parent.numbered.kind = 'single';
			}
		} else if (stat.ephemeralOwner !== undefined) {
			this.#ephemerals.push({path, session: stat.ephemeralOwner, cversion: parent?.cversion});
		}

		return {path, cversion: stat.cversion, numbered: undefined};
	}

	/** All without a number, and of those with one the lowest and the highest. */
	async #among(spot: Spot, names: PackedNames): Promise<readonly string[]> {
		const {others, counted} = await apart(names);
		if (counted.length === 0) {
			return others;
		}

		const numbered: Numbered = {
			names: await orderedNames(Object.assign(counted, {count: counted.length, bytes: 0})),
			owners: new Map(),
			asked: new Set(),
			kind: 'open',
			isWidened: false,
			members: undefined,
		};
		spot.numbered = numbered;
		this.#spots.push(spot);
		return [...others, ...ask(numbered, [numbered.names[0], numbered.names.at(-1)])];
	}

	#more(): ReturnType<NonNullable<WalkOptions<Spot>['more']>> {
		return this.#spots.flatMap(spot => {
			const names = spot.numbered === undefined ? [] : this.#nextOf(spot.path, spot.numbered);
			return names.length === 0 ? [] : [{path: spot.path, node: spot, names}];
		});
	}

	/** Which of the numbered children of a znode are read now, after what is known of them. */
	#nextOf(path: string, numbered: Numbered): readonly string[] {
		const {names, kind} = numbered;
		switch (kind) {
			case 'line':
				// Who holds one of Curator's leases only all owners tell.
				return ask(numbered, names.slice(0, baseName(path) === 'leases' ? names.length : ownersRead));
			case 'single':
				return ask(numbered, names);
			case 'open':
				if (names.length <= few) {
					return ask(numbered, names);
				}

				if (!numbered.isWidened) {
					numbered.isWidened = true;
					const step = names.length / (spread + 1);
					return ask(
						numbered,
						Array.from({length: spread}, (_, index) => names[Math.floor((index + 1) * step)]),
					);
				}

				this.#passOver(names.length - numbered.asked.size, numbered);
				return [];
		}
	}

	/** Where none of the few could be read, nothing is known of the rest. */
	#passOver(count: number, numbered: Numbered): void {
		if (numbered.owners.size === 0) {
			this.#unseen += count;
		} else {
			this.#passedOver += count;
		}

		numbered.names = [];
	}
}

/** So many names between two looks at the clock. */
const atOnce = 2048;

/** Names without a number, and those with one: there may be millions, and keys have their turn between. */
const apart = async (
	names: PackedNames,
): Promise<{readonly others: readonly string[]; readonly counted: string[]}> => {
	const slices = new Slices();
	const others: string[] = [];
	const counted: string[] = [];
	for (const name of names) {
		(sequenceOf(name) === undefined ? others : counted).push(name);
		if ((others.length + counted.length) % atOnce === 0 && slices.isOver) {
			await slices.pause();
		}
	}

	return {others, counted};
};

/** Those of them that were not asked for yet. */
const ask = ({asked}: Numbered, names: ReadonlyArray<string | undefined>): readonly string[] =>
	names.flatMap(name => {
		if (name === undefined || asked.has(name)) {
			return [];
		}

		asked.add(name);
		return [name];
	});

/** Who owns a numbered child is known. */
const settle = (numbered: Numbered | undefined, name: string, owner: Id | undefined): void => {
	if (numbered !== undefined) {
		numbered.owners.set(name, owner);
		numbered.members = undefined;
		if (owner !== undefined && numbered.kind === 'open') {
			numbered.kind = 'line';
		}
	}
};

/** In a line those that nobody has read stand in it, too; elsewhere only what was read is known. */
const membersOf = (parent: string, numbered: Numbered): readonly ScannedMember[] => {
	const {names, owners, kind} = numbered;
	numbered.members ??=
		kind === 'open'
			? []
			: names.flatMap(name => {
					const session = owners.get(name);
					const isMember = session !== undefined || (kind === 'line' && !owners.has(name));
					return isMember ? [{path: childOf(parent, name), session}] : [];
				});
	return numbered.members;
};
