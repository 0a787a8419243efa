// What tells a recipe by the znodes that it leaves: one small file a recipe says how its members are called, who of them holds, in which
// order they stand, what each waiter watches, where one says who it is, and how sure that makes us. table.ts lists them.
import type {Identify} from './identity.ts';

/** `shared` contenders wait for exclusive ones only. */
export type Mode = 'exclusive' | 'shared';

/**
 * What a shared contender watches: kazoo the last exclusive one before it, Curator the first of all
 * (`InterProcessReadWriteLock`). An exclusive contender watches its predecessor in every library.
 */
export type SharedRule = 'last-exclusive' | 'first-exclusive';

/**
 * Who came first, once the parent's int32 counter has wrapped: by its digits as text (kazoo, Curator), by its value, or who is less
 * than half the way round behind. Before that all agree.
 */
export type OrderRule = 'text' | 'value' | 'ring';

export type Confidence = 'certain' | 'likely' | 'guess';

/** How we know: its znodes were recorded (test/fixtures/recipes), only read about in its sources (zookeeper.md E), or are our own. */
export type Evidence = 'captured' | 'documented' | 'own';

/** What every signature says. */
export type Known = {
	/** What the tables call it, library or system first. */
	readonly recipe: string;
	readonly evidence: Evidence;
	/** Who a member is by the data of its znode. */
	readonly identity: Identify;
};

/** Ephemerals with numbers below one parent: somebody holds, the others stand in line. */
export type LineSignature = Known & {
	/** Anchored; matches the whole name of a contender. */
	readonly name: RegExp;
	readonly modeOf: (name: string) => Mode;
	readonly sharedRule: SharedRule;
	readonly order: OrderRule;
	/**
	 * `queue`: the lowest holds, with the readers before the first writer. `leases`: all hold in parallel, up to a number that is
	 * stored nowhere. `claims`: each is its owner's work, none waits for another; no lock.
	 */
	readonly kind: 'queue' | 'leases' | 'claims';
	/** Whether it elects a leader; absent: names do not tell, the path's words have to. */
	readonly elects?: boolean;
	/** How sure the name alone makes us. */
	readonly confidence: Confidence;
};

/** What is known of a group beside its members' names; undefined: not read. */
export type GroupFacts = {
	readonly path: string;
	/** The data of the znode above the members. */
	readonly parentData: Uint8Array | undefined;
	/** The data of one of them. */
	readonly memberData: Uint8Array | undefined;
	/** All that is below that znode, members or not. */
	readonly siblings: readonly string[] | undefined;
};

/** Ephemerals without numbers: who is there is the whole message. */
export type GroupSignature = Known & {
	/** `semaphore`: each is a lease. `barrier`: they wait for each other. */
	readonly kind: 'registry' | 'semaphore' | 'barrier';
	/** Anchored; matches the whole name of a member. */
	readonly name: RegExp;
	/** How sure names and facts make us; undefined: it is something else. */
	readonly judge: (facts: GroupFacts) => Confidence | undefined;
};

/** One ephemeral whose owner leads; all others watch it, and stand in no line. */
export type PostSignature = Known & {
	/** Anchored; matches the whole path. */
	readonly path: RegExp;
	/** How sure its data makes us, undefined where it is not read; gives undefined where it is something else. */
	readonly judge: (data: Uint8Array | undefined) => Confidence | undefined;
};

/** Persistent znodes with numbers: work that waits for somebody. */
export type StoreSignature = Known & {
	/** Anchored; matches the whole name of an item. */
	readonly name: RegExp;
	/** Anchored; matches the path of their parent. Absent: anywhere. */
	readonly at?: RegExp;
	/** Items with a priority are not taken in the order of their numbers. */
	readonly order: 'number' | 'priority';
	readonly confidence: Confidence;
};

/** One znode that nobody owns and nothing is below. Alone it says little: something has to support it. */
export type SingleSignature = Known & {
	/** `barrier`: all wait until it is gone. `counter`: it holds a number. `lease`: it holds who has the znode above. */
	readonly kind: 'barrier' | 'counter' | 'lease';
	/** Found in its name, or in that of the znode above it, this supports it. */
	readonly called: RegExp;
	/** What its data says; undefined: it is something else. */
	readonly read: (data: Uint8Array) => string | undefined;
	/** Bytes that its data may have; absent: `longestSingle`. */
	readonly longest?: number;
	/** Of a lease when it ends, epoch ms; absent: that is not stored. */
	readonly until?: (data: Uint8Array) => number;
};

/** `counter`, `/counts/x`, `SharedCount`; not `account`. */
export const counterWords =
	/(?:^|[^A-Za-z])(?:[Cc]ount(?:er)?s?|COUNT(?:ER)?S?)(?:$|[^A-Za-z])|[a-z\d]Count(?:er)?s?(?:$|[^a-z])/;

type LineHabits = 'recipe' | 'evidence' | 'name' | 'confidence' | 'order';

const exclusive = (): Mode => 'exclusive';
const nobody: Identify = () => undefined;

/** A line with the habits of most recipes: an exclusive queue whose members do not say who they are. */
export const line = (own: Pick<LineSignature, LineHabits> & Partial<LineSignature>): LineSignature => ({
	modeOf: exclusive,
	sharedRule: 'last-exclusive',
	kind: 'queue',
	identity: nobody,
	...own,
});
