// Whether one name stands for one server: a balancer, or a name with several addresses, may lead to another one each time.

/** What the answers under one name said of who gave them, newest first. */
export type Identity = {
	/** `serverId` by conf. */
	readonly ids: readonly number[];
	/** When the server that answered mntr had started (or was elected last), our clock, epoch ms. */
	readonly starts: readonly number[];
};

export const noIdentity: Identity = {ids: [], starts: []};

const kept = 10;
/** A start is known no better than an answer's way takes, and zktop's clock may be set a little. */
export const startToleranceMs = 3000;
/** One step back may be our own clock that was set. */
const stepsBack = 2;

export const withId = (identity: Identity, id: number): Identity => ({
	...identity,
	ids: [id, ...identity.ids].slice(0, kept),
});

/** @param uptimeMs mntr's `uptime`; undefined before 3.6: nothing is learnt. */
export const withStart = (identity: Identity, at: number, uptimeMs: number | undefined): Identity =>
	uptimeMs === undefined
		? identity
		: {...identity, starts: [at - uptimeMs, ...identity.starts].slice(0, kept)};

/**
 * Whether several servers certainly answer: an id came back after another one had come (else the server was replaced), or
 * starts went back in time, which neither a restart nor an election can do.
 */
export const isMany = ({ids, starts}: Identity): boolean => {
	const runs = ids.filter((id, index) => id !== ids[index + 1]);
	const back = starts.filter((start, index) => start < (starts[index + 1] ?? -Infinity) - startToleranceMs);
	return new Set(runs).size < runs.length || back.length >= stepsBack;
};

/** The ids that answered, in order. */
export const idsOf = ({ids}: Identity): readonly number[] => [...new Set(ids)].toSorted((a, b) => a - b);
