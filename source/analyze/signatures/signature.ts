// How a recipe is recognised by the names of its contenders, and what the names say of who waits for whom.

/** `shared` contenders wait for exclusive ones only. */
export type Mode = 'exclusive' | 'shared';

/**
 * What a shared contender watches: kazoo the last exclusive one before it, Curator the first of all
 * (`InterProcessReadWriteLock`). An exclusive contender watches its predecessor in every library.
 */
export type SharedRule = 'last-exclusive' | 'first-exclusive';

export type Signature = {
	/** What the table calls it, library first. */
	readonly recipe: string;
	/** Anchored; matches the whole name of a contender. */
	readonly name: RegExp;
	readonly modeOf: (name: string) => Mode;
	readonly sharedRule: SharedRule;
	/**
	 * `leases`: the contenders hold in parallel, up to a number that is stored nowhere.
	 * `claims`: numbered like a queue but none waits for another; no lock.
	 */
	readonly kind: 'queue' | 'leases' | 'claims';
	/** Whether it elects a leader; absent: names do not tell. */
	readonly elects?: boolean;
	/** How sure the name alone makes us. */
	readonly confidence: Confidence;
};

export type Confidence = 'certain' | 'likely' | 'guess';

const exclusive = (): Mode => 'exclusive';

/** A signature with the habits of most recipes: an exclusive queue. */
export const signature = (
	own: Pick<Signature, 'recipe' | 'name' | 'confidence'> & Partial<Signature>,
): Signature => ({modeOf: exclusive, sharedRule: 'last-exclusive', kind: 'queue', ...own});
