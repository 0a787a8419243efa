// Who led the ensemble, as far as zktop saw it: each change of the leader or its epoch is an election.
import type {Id} from '../zookeeper/ids.ts';
import type {Ensemble} from './ensemble.ts';

/** One leader in one epoch. */
export type Reign = {
	/** Undefined: seen by its epoch alone. */
	readonly leader: string | undefined;
	/** Undefined where `srvr` is shut. */
	readonly epoch: number | undefined;
	/** Our clock when it was seen first, and the ensemble's zxid then. */
	readonly since: number;
	readonly zxid: Id | undefined;
	/** Between the last sight of the leader before and the first of this one: nobody led for so long at most. Undefined: nobody was seen before. */
	readonly gapMs: number | undefined;
};

export type Reigns = {
	/** Newest first; that of the start is the last until there are too many. */
	readonly list: readonly Reign[];
	/** When a leader was seen last, our clock. */
	readonly seenAt: number | undefined;
};

export const noReigns: Reigns = {list: [], seenAt: undefined};

/** More elections than these nobody counts. */
const keptReigns = 64;

/** What the servers tell now: as the ensemble's view has it, with our clock when the leader told. */
type Told = Pick<Ensemble, 'leader' | 'epoch' | 'zxid' | 'standalone'> & {
	readonly leaderAt: number | undefined;
};

/** The reigns after what the servers told by `now`. */
export const reignsAfter = (
	before: Reigns,
	{leader, epoch, zxid, standalone, leaderAt}: Told,
	now: number,
): Reigns => {
	const [last, ...earlier] = before.list;
	// A leader that was frozen calls itself so for a second after it wakes up (facts.md M10).
	const isOld = last?.epoch !== undefined && epoch !== undefined && epoch < last.epoch;
	if (standalone || isOld || (leader === undefined && epoch === undefined)) {
		return before;
	}

	const seenAt = leaderAt ?? before.seenAt;
	const gapMs = before.seenAt === undefined ? undefined : Math.max(0, (leaderAt ?? now) - before.seenAt);
	if (last === undefined) {
		// By followers alone the epoch is not known: they tell the old one until the first write (facts.md M10).
		return leader === undefined
			? before
			: {list: [{leader, epoch, zxid, since: now, gapMs: undefined}], seenAt};
	}

	if (isOther(leader, epoch, last)) {
		return {list: [{leader, epoch, zxid, since: now, gapMs}, ...before.list].slice(0, keptReigns), seenAt};
	}

	if (last.leader === (last.leader ?? leader) && last.epoch === (last.epoch ?? epoch)) {
		return seenAt === before.seenAt ? before : {...before, seenAt};
	}

	// Its epoch was seen before itself was.
	const known = {
		...last,
		leader: last.leader ?? leader,
		epoch: last.epoch ?? epoch,
		gapMs: last.leader === undefined && last.gapMs !== undefined ? gapMs : last.gapMs,
	};
	return {list: [known, ...earlier], seenAt};
};

/** Of one epoch there is one leader, whatever it is called. */
const isOther = (leader: string | undefined, epoch: number | undefined, last: Reign): boolean =>
	epoch !== undefined && last.epoch !== undefined
		? epoch > last.epoch
		: leader !== undefined && last.leader !== undefined && leader !== last.leader;
