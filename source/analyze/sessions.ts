// Who is connected where and how busy: `cons` of every server, joined with the ephemerals of `dump`.
import {bornOn, type Id} from '../zookeeper/ids.ts';
import type {Cons, Connection} from '../zookeeper/words/cons.ts';
import type {Dump} from '../zookeeper/words/dump.ts';
import type {ConsMark} from './liveness/cons-mark.ts';
import {rateOf} from './rates.ts';

export type ConsOf = {
	readonly server: string;
	readonly now: ConsMark;
	/** False while the server does not answer: its sessions are as of `now.at`. */
	readonly fresh: boolean;
};

/**
 * `working`: requests in the last interval. `pings only`: none but pings. `silent`: not even these, for more than half of its timeout:
 * its client is frozen, stopped or cut off. `unknown`: no two answers to compare.
 */
export type Activity = 'working' | 'pings only' | 'silent' | 'unknown';

export type SessionRow = {
	readonly session: Id;
	/** `ip:port`, IPv6 in brackets. */
	readonly client: string;
	/** Without the port. */
	readonly address: string;
	/** The server it is connected to, as in the connect string. */
	readonly server: string;
	readonly fresh: boolean;
	/** Whether it came in through the secureClientPort; absent where only one port is known. */
	readonly secure?: boolean;
	/** Id of the server that created the session. */
	readonly bornOn: number;
	readonly timeoutMs: number;
	/** ZooKeeper's code of its last operation, e.g. `GETD`, `PING`. */
	readonly lastOp: string;
	readonly activity: Activity;
	/** When it was last heard of, our clock: at the latest, and for this run (cons-mark.ts). */
	readonly heardAt: number;
	/** Without pings; undefined without two answers to compare. */
	readonly requestsPerSecond: number | undefined;
	readonly receivedPerSecond: number | undefined;
	readonly sentPerSecond: number | undefined;
	readonly queued: number;
	readonly establishedAt: number;
	/** Znodes that die with it; undefined where `dump` is not allowed. */
	readonly ephemerals: number | undefined;
};

/** All sessions, by their ids. */
export type SessionList = ReadonlyMap<Id, SessionRow>;

/** The last list, and what it was joined of: a `dump` that tells of no other ephemerals changes nobody among 100,000. */
let last: {readonly parts: ReadonlyArray<readonly SessionRow[]>; readonly joined: SessionList} | undefined;

/**
 * All sessions but our own, each once: a client that has just moved may still be in the list of the server it left.
 * The list before is the same one when nothing is new in it.
 * @param own The sessions that were zktop's in this run.
 */
export const joinSessions = (
	servers: readonly ConsOf[],
	dump: Dump | undefined,
	own: ReadonlySet<Id>,
): SessionList => {
	const parts = servers.map(server => rowsOf(server, dump, own));
	if (last?.parts.length === parts.length && last.parts.every((part, index) => part === parts[index])) {
		return last.joined;
	}

	const joined = new Map<Id, SessionRow>();
	for (const row of parts.flat()) {
		const other = joined.get(row.session);
		if (other === undefined || isNewer(row, other)) {
			joined.set(row.session, row);
		}
	}

	last = {parts, joined};
	return joined;
};

const isNewer = (row: SessionRow, other: SessionRow): boolean =>
	row.fresh === other.fresh ? row.establishedAt > other.establishedAt : row.fresh;

/** Busiest first. */
export const byRequests = (a: SessionRow, b: SessionRow): number =>
	(b.requestsPerSecond ?? -1) - (a.requestsPerSecond ?? -1) || (a.client < b.client ? -1 : 1);

type Joined = Pick<ConsOf, 'server' | 'fresh'> & {
	readonly own: ReadonlySet<Id>;
	readonly dump: Dump | undefined;
	readonly rows: readonly SessionRow[];
};

/** What was made of an answer last: the others' answers, and `dump`, come at other times. */
const joinedOf = new WeakMap<ConsMark, Joined>();

const rowsOf = (
	{server, now, fresh}: ConsOf,
	dump: Dump | undefined,
	own: ReadonlySet<Id>,
): readonly SessionRow[] => {
	const known = joinedOf.get(now);
	const isKnown = known?.server === server && known.fresh === fresh && known.own === own;
	if (isKnown && known.dump === dump) {
		return known.rows;
	}

	const countOf: Count = session => dump && (dump.ephemerals.get(session)?.length ?? 0);
	const rows = isKnown
		? withEphemerals(known.rows, countOf)
		: connectedRows({server, now, fresh}, own, countOf);
	joinedOf.set(now, {server, fresh, own, dump, rows});
	return rows;
};

/** How many ephemerals a session has; undefined where nobody tells. */
type Count = (session: Id) => number | undefined;

/** The same rows where the numbers are as they were. */
const withEphemerals = (rows: readonly SessionRow[], countOf: Count): readonly SessionRow[] => {
	const isSame = (row: SessionRow): boolean => row.ephemerals === countOf(row.session);
	return rows.every(isSame)
		? rows
		: rows.map(row => (isSame(row) ? row : {...row, ephemerals: countOf(row.session)}));
};

const connectedRows = (
	{server, now: {at, cons, who, before, heard}, fresh}: ConsOf,
	own: ReadonlySet<Id>,
	ephemeralsOf: Count,
): readonly SessionRow[] => {
	const elapsedMs = before === undefined ? 0 : at - before.at;
	const rows: SessionRow[] = [];
	for (const [place, connection] of cons.entries()) {
		const {session, secure, queued} = connection;
		const person = who[place];
		if (session === undefined || person?.session === undefined || own.has(person.session)) {
			continue;
		}

		const rates = ratesOf(before?.cons[place], connection, elapsedMs);
		const heardAt = heard[place] ?? at;
		const row = {
			session: person.session,
			client: person.client,
			address: person.address,
			server,
			fresh,
			bornOn: person.bornOn,
			timeoutMs: session.timeoutMs,
			lastOp: session.lastOp,
			queued,
			establishedAt: session.establishedAt,
			ephemerals: ephemeralsOf(person.session),
			requestsPerSecond: rates.requestsPerSecond,
			receivedPerSecond: rates.receivedPerSecond,
			sentPerSecond: rates.sentPerSecond,
			heardAt,
			activity: at - heardAt > session.timeoutMs * silentShare ? 'silent' : rates.activity,
		} as const;
		rows.push(secure === undefined ? row : {...row, secure});
	}

	return rows;
};

/** Clients ping once in a third of their timeout, some in two: who has not for a half cannot. */
const silentShare = 1 / 2;

type Rates = Pick<SessionRow, 'activity' | 'requestsPerSecond' | 'receivedPerSecond' | 'sentPerSecond'>;

const ratesOf = (before: Connection | undefined, now: Connection, elapsedMs: number): Rates => {
	const receivedPerSecond = rateOf(before?.received, now.received, elapsedMs);
	const sentPerSecond = rateOf(before?.sent, now.sent, elapsedMs);
	if (before === undefined || receivedPerSecond === undefined || now.session === undefined) {
		return {activity: 'unknown', requestsPerSecond: undefined, receivedPerSecond, sentPerSecond};
	}

	// An idle client pings once in a third of its timeout: no more than that, and PING last, is no work.
	const pings = Math.ceil((elapsedMs * 3) / now.session.timeoutMs);
	const idle = now.session.lastOp === 'PING' || now.session.lastOp === 'NA';
	const requests = now.received - before.received;
	return idle && requests <= pings
		? {activity: 'pings only', requestsPerSecond: 0, receivedPerSecond, sentPerSecond}
		: {
				activity: requests > 0 ? 'working' : 'pings only',
				requestsPerSecond: receivedPerSecond,
				receivedPerSecond,
				sentPerSecond,
			};
};

/** The server that created a session: its name where one of the servers has that id, else `server 3`. */
export const birthplaceOf = (
	session: Id,
	servers: readonly {readonly name: string; readonly id: number | undefined}[],
): string => serverCalled(bornOn(session), servers);

/** The name of the server with that id. */
export const serverCalled = (
	id: number,
	servers: readonly {readonly name: string; readonly id: number | undefined}[],
): string => servers.find(server => server.id === id)?.name ?? `server ${id}`;

/**
 * How far a server's clock is ahead of ours, ms, from the moment it says our own connection
 * was established (`est` of `cons`, the server's wall clock) and the moment we saw that. Undefined while not connected.
 */
export const clockOffsetOf = (
	cons: Cons,
	ownSession: Id | undefined,
	connectedAt: number | undefined,
): number | undefined => {
	const ours = cons.find(({session}) => session !== undefined && session.id === ownSession);
	return ours?.session === undefined || connectedAt === undefined
		? undefined
		: ours.session.establishedAt - connectedAt;
};
