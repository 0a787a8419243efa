// What another look at the locks brought: who stands in line now, who took over, what became of those that left.
import type {Inspection} from '../../analyze/inspection.ts';
import {noOwner, unreadOwner, type LockQueue} from '../../analyze/locks/contender.ts';
import {disagreementsAfter} from '../../analyze/locks/disagreement.ts';
import {afterLook} from '../../analyze/locks/handovers.ts';
import {historiesAfter} from '../../analyze/locks/history.ts';
import {lockSourceOf, locksNow, twoDumps, type Arrived, type DumpSource, type Scene} from './looking.ts';
import {wakeUpsAfter} from './wake-ups.ts';

type Look = {readonly source: DumpSource | undefined; readonly lockPaths: readonly string[]};

type Looked = Pick<
	Inspection,
	'locks' | 'lockSource' | 'handovers' | 'histories' | 'lookedAt' | 'wakeUps' | 'owners' | 'disagreements'
>;

/** Looks where something was told; else all is as it was. */
export const lookedAfter = (
	before: Inspection,
	data: Scene,
	{source, lockPaths}: Look,
	now: number,
	arrived: Arrived,
): Looked => {
	const {servers, ensemble} = data;
	const {locks: known, handovers: last, owners, disagreements} = before;
	const needsLook =
		arrived.has('dump') ||
		(source === undefined && ['children', 'stat', 'srvr', 'scan'].some(kind => arrived.has(kind)));
	if (!needsLook) {
		const {lockSource, histories, lookedAt, wakeUps} = before;
		return {locks: known, lockSource, handovers: last, histories, lookedAt, wakeUps, owners, disagreements};
	}

	const found = locksNow(known, data, source, lockPaths);
	const isSame = found.length === known.length && isAmong(known, found);
	const locks = isSame ? known : found;
	const lockSource = lockSourceOf(servers, ensemble, source);
	const seesAll = lockSource.kind === 'dump';
	const isStill = lockSource.kind === 'none' || (isSame && last.sawAll === seesAll);
	const handovers = isStill ? last : afterLook(last, locks, now, seesAll);
	const two = twoDumps(servers, ensemble.leader);
	return {
		locks,
		lockSource,
		owners: isSame ? owners : ownersOf(locks),
		handovers,
		...historyAfter(before, {locks, handovers, now}, source?.fresh === true),
		wakeUps: wakeUpsAfter(before, {...data, locks, handovers}, source),
		disagreements: two === undefined ? disagreements : disagreementsAfter(disagreements, two, now),
	};
};

const isAmong = (known: readonly LockQueue[], found: readonly LockQueue[]): boolean => {
	const all = new Set(known);
	return found.every(lock => all.has(lock));
};

const ownersOf = (locks: readonly LockQueue[]): Inspection['owners'] => {
	const owners = new Set(
		locks.flatMap(({holders, waiters}) => [...holders, ...waiters].map(({session}) => session)),
	);
	owners.delete(noOwner);
	owners.delete(unreadOwner);
	return owners;
};

/** Only of two looks that both saw all locks it is known who left. */
const historyAfter = (
	before: Inspection,
	look: Parameters<typeof historiesAfter>[2],
	isFresh: boolean,
): Pick<Inspection, 'histories' | 'lookedAt'> =>
	!isFresh || !before.handovers.sawAll || !look.handovers.sawAll
		? {histories: before.histories, lookedAt: isFresh ? look.now : before.lookedAt}
		: {
				histories: historiesAfter(before.histories, before, look, look.now - before.lookedAt),
				lookedAt: look.now,
			};
