// Which sessions began, ended and moved. Who is connected, `cons` tells; who lives, the leader's `dump`: a session that is connected
// again, on another server or after an election, was never born anew (facts.md M11).
import type {Id} from '../../zookeeper/ids.ts';
import {detached} from '../detached.ts';
import {changesBetween} from '../session-changes.ts';
import type {SessionRow} from '../sessions.ts';
import type {Happening} from './happening.ts';
import type {ExplainedMoment} from './moment.ts';

/** A session that is in no list of connections. */
type Missing = {readonly row: SessionRow; readonly since: number; readonly listedAt: number};

export type SessionsSeen = {
	readonly bySession: ReadonlyMap<Id, SessionRow>;
	/** When those were listed. */
	readonly listedAt: number;
	readonly missing: ReadonlyMap<Id, Missing>;
	/** Those that only the last list of a silent server has, though they were seen elsewhere after it: as they were seen there. */
	readonly strayed: ReadonlyMap<Id, SessionRow>;
	/** The leader's list of all sessions; undefined until it told. */
	readonly living: ReadonlyMap<Id, unknown> | undefined;
	/** When it told. */
	readonly livingAt: number;
	/** Servers that have told their connections. */
	readonly tellers: ReadonlySet<string>;
};

export const nobodySeen: SessionsSeen = {
	bySession: new Map(),
	listedAt: 0,
	missing: new Map(),
	strayed: new Map(),
	living: undefined,
	livingAt: 0,
	tellers: new Set(),
};

type Step = {readonly seen: SessionsSeen; readonly happenings: readonly Happening[]};
type Scene = Pick<ExplainedMoment, 'ensemble' | 'servers' | 'session' | 'inspection' | 'clock'>;

/** The sessions after a sample, and what happened to them. */
export const sessionsAfter = (before: SessionsSeen, scene: Scene): Step => {
	const listed = scene.inspection.bySession === before.bySession ? still(before) : afterLists(before, scene);
	const counted = afterDump(listed.seen, scene);
	return {seen: counted.seen, happenings: [...listed.happenings, ...counted.happenings]};
};

const still = (seen: SessionsSeen): Step => ({seen, happenings: []});

/** A new list of connections: who moved, and who is missing. */
const afterLists = (before: SessionsSeen, {inspection, servers, clock: {at}}: Scene): Step => {
	const {bySession} = inspection;
	const {came, left, moved} = changesBetween(before.bySession, bySession);
	const missing = new Map([...before.missing].filter(([id]) => !bySession.has(id)));
	for (const row of left) {
		missing.set(row.session, {row, since: at, listedAt: before.listedAt});
	}

	const strayed = new Map<Id, SessionRow>();
	const happenings: Happening[] = [];
	const astray = [...before.strayed.keys()].flatMap(id => bySession.get(id) ?? []);
	for (const row of new Set([...moved, ...came, ...astray])) {
		const id = row.session;
		const earlier = before.strayed.get(id) ?? before.bySession.get(id) ?? before.missing.get(id)?.row;
		const isElsewhere = earlier !== undefined && earlier.server !== row.server;
		if (isElsewhere && row.fresh) {
			happenings.push({kind: 'moved', at, ...whoOf(id, row), server: row.server, from: earlier.server});
		} else if (isElsewhere) {
			strayed.set(id, earlier);
		}

		// Without the leader's list it can only be said that nobody has seen it before.
		if (earlier === undefined && before.living === undefined && before.tellers.has(row.server)) {
			happenings.push({kind: 'began', at, sure: false, ...whoOf(id, row)});
		}
	}

	const telling = servers.filter(({cons}) => cons.kind === 'fresh').map(({name}) => name);
	const tellers = telling.every(name => before.tellers.has(name))
		? before.tellers
		: new Set([...before.tellers, ...telling]);
	return {seen: {...before, bySession, listedAt: at, missing, strayed, tellers}, happenings};
};

/** A new list of all sessions: who began and who ended. Without one, who is missing for longer than its timeout has ended. */
const afterDump = (
	seen: SessionsSeen,
	{ensemble, servers, session, inspection, clock: {at}}: Scene,
): Step => {
	const dump = servers.find(({name}) => name === ensemble.leader)?.dump;
	if (dump?.kind !== 'fresh' || dump.value.kind !== 'leader') {
		return seen.living === undefined && inspection.unseen === undefined
			? afterTimeouts(seen, at)
			: still(seen);
	}

	const {sessions: living} = dump.value;
	if (living === seen.living) {
		return still(seen);
	}

	const next = {...seen, living, livingAt: dump.at};
	if (seen.living === undefined) {
		return still(next);
	}

	const began = [...living.keys()].filter(id => seen.living?.has(id) === false && !session.ids.has(id));
	const ended = [...seen.living.keys()].filter(id => !living.has(id) && !session.ids.has(id));
	return {
		seen: {...next, missing: without(seen.missing, ended)},
		happenings: [
			...began.map((id): Happening => ({
				kind: 'began',
				at: dump.at,
				sure: true,
				...whoOf(id, seen.bySession.get(id)),
			})),
			...ended.map((id): Happening => endOf(id, seen, dump.at)),
		],
	};
};

const without = (missing: SessionsSeen['missing'], ids: readonly Id[]): SessionsSeen['missing'] => {
	const gone = new Set(ids);
	return ids.some(id => missing.has(id)) ? new Map([...missing].filter(([id]) => !gone.has(id))) : missing;
};

const endOf = (id: Id, {bySession, listedAt, missing, livingAt}: SessionsSeen, at: number): Happening => {
	const lost = missing.get(id);
	const row = lost?.row ?? bySession.get(id);
	const seenAt = lost?.listedAt ?? listedAt;
	const isOver = row !== undefined && at - row.heardAt >= row.timeoutMs;
	// Who closes a session is heard, and it ends then: it does not live on without a connection, nor in silence.
	const livedOn = lost !== undefined && livingAt >= lost.since;
	const wasSilent = row !== undefined && seenAt - row.heardAt >= row.timeoutMs / 2;
	const how = isOver && (livedOn || wasSilent) ? 'expired' : 'closed or expired';
	return {kind: 'ended', at, ...whoOf(id, row), how, ephemerals: row?.ephemerals ?? 0};
};

const afterTimeouts = (seen: SessionsSeen, at: number): Step => {
	const over = [...seen.missing.values()].filter(({row, since}) => at - since > row.timeoutMs);
	return over.length === 0
		? still(seen)
		: {
				seen: {
					...seen,
					missing: without(
						seen.missing,
						over.map(({row}) => row.session),
					),
				},
				happenings: over.map(({row}): Happening => ({
					kind: 'ended',
					at,
					...whoOf(row.session, row),
					how: 'closed or expired',
					ephemerals: row.ephemerals ?? 0,
				})),
			};
};

const whoOf = (
	session: Id,
	row: SessionRow | undefined,
): {readonly session: Id; readonly client: string | undefined; readonly server: string | undefined} => ({
	session: detached(session),
	client: row && detached(row.client),
	server: row?.server,
});
