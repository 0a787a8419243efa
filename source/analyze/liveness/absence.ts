// Sessions that are connected nowhere: only where every server of the ensemble has told of all its client ports, for the clients of
// a frozen server look the same (facts.md M8).
import type {Attempt} from '../../collect/attempt.ts';
import type {Conf} from '../../zookeeper/words/conf.ts';
import type {Id} from '../../zookeeper/ids.ts';
import type {Ensemble} from '../ensemble.ts';
import {failureIn, hasNoConnections, lastValue, type Reading} from '../reading.ts';
import type {SessionRow} from '../sessions.ts';
import type {Tried} from '../sources.ts';
import type {ConsMark} from './cons-mark.ts';

/** What one server tells of its clients. */
export type Teller = {
	readonly name: string;
	readonly many: boolean;
	readonly twinOf: string | undefined;
	readonly cons: Reading<unknown>;
	readonly conf: Reading<Conf>;
	readonly consNow: ConsMark | undefined;
	/** The doors that each fact was sought behind last. */
	readonly tried: Tried;
};

/** Why nobody can tell that a session is connected nowhere; undefined: somebody can. */
export const whyUnseen = (
	tellers: readonly Teller[],
	{leader, isAllAsked}: Pick<Ensemble, 'leader' | 'isAllAsked'>,
): string | undefined => {
	if (leader === undefined) {
		return 'without a leader no session ends, and each has its whole timeout again when there is one';
	}

	return isAllAsked
		? tellers.map(whyItHides).find(why => why !== undefined)
		: 'not every server of the ensemble is asked';
};

const whyItHides = ({name, many, twinOf, cons, conf, tried}: Teller): string | undefined => {
	if (twinOf !== undefined || hasNoConnections(cons)) {
		return undefined;
	}

	if (many) {
		return `${name} stands for several servers`;
	}

	switch (cons.kind) {
		case 'unasked':
			return `${name} has not told its clients yet`;
		case 'unsupported':
			return `${name} does not tell its clients: ${cons.why}`;
		case 'failed':
		case 'stale':
			return `${name} does not answer: ${failureIn(cons)?.message ?? ''}`;
		case 'fresh':
			return whyPortHides(name, conf, tried.cons ?? []);
	}
};

/** `cons` tells of one port only; the AdminServer of all. */
const whyPortHides = (name: string, conf: Reading<Conf>, doors: readonly Attempt[]): string | undefined => {
	if (doors.some(({source, result}) => source === 'admin' && result === 'works')) {
		return undefined;
	}

	const other = doors.find(({source}) => source === 'other-port');
	if (other !== undefined && other.result !== 'works') {
		return `${name} does not tell the clients of its other port`;
	}

	const ports = lastValue(conf);
	const hasTwo = ports?.clientPort !== undefined && ports.secureClientPort !== undefined;
	return ports === undefined || (hasTwo && other === undefined)
		? `whether ${name} has another client port is not known`
		: undefined;
};

/** A session that is in no list: when it was missed first, our clock, and how it was seen last. */
export type Missed = {readonly since: number; readonly last: SessionRow | undefined};
export type Absent = ReadonlyMap<Id, Missed>;

export const nobodyAbsent: Absent = new Map();

type Rows = ReadonlyMap<Id, SessionRow>;

/** Who of the owners is in no list now; the same value while these are the same. */
export const absentAfter = (
	before: {readonly absent: Absent; readonly bySession: Rows},
	{bySession, owners}: {readonly bySession: Rows; readonly owners: ReadonlySet<Id>},
	now: number,
): Absent => {
	const absent = [...owners].filter(session => !bySession.has(session));
	return absent.length === before.absent.size && absent.every(session => before.absent.has(session))
		? before.absent
		: new Map(
				absent.map(session => [
					session,
					before.absent.get(session) ?? {since: now, last: before.bySession.get(session)},
				]),
			);
};

/** When the list of that server was asked which was asked first; our clock. */
export const listedSinceOf = (tellers: readonly Teller[]): number =>
	tellers.reduce(
		(first, {twinOf, cons, consNow}) =>
			twinOf !== undefined || hasNoConnections(cons) || consNow === undefined
				? first
				: Math.min(first, consNow.askedAt),
		Infinity,
	);
