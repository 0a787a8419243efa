// Who the clients are and how busy: the sessions of all servers, gathered by the address that they come from.
import type {SessionRow} from '../sessions.ts';
import {headrooms, type Headroom, type LimitedCons} from './headroom.ts';
import {mixOf, type Operations, type Share} from './operations.ts';

/** All sessions that come from one address, but zktop's own. */
export type Client = {
	/** Without port; IPv6 in brackets: `10.0.0.9`, `[::1]`. A proxy or NAT stands for all behind it. */
	readonly address: string;
	/** In the order of the rows they were gathered from. */
	readonly sessions: readonly SessionRow[];
	/** How many of them are connected to each server, by its name. */
	readonly servers: ReadonlyMap<string, number>;
	/** Without pings (facts.md M16); undefined until two answers of a server that it is connected to can be compared. */
	readonly requestsPerSecond: number | undefined;
	/** Of the requests of all clients; undefined while there are none. */
	readonly share: number | undefined;
	/** What its sessions that do nothing else come to by their timeouts, a ping in a third of it each: who works does not ping. */
	readonly heartbeatsPerSecond: number;
	/** What it asks for, most first, by the last operations of the last answers: sampled, not counted. Empty until it asked for something. */
	readonly operations: readonly Share[];
	/** The server and port where it is nearest to its limit; undefined where no server limits it. */
	readonly headroom: Headroom | undefined;
	/**
	 * How many of its sessions were opened one right after the other on each server, together: as far as can be told from outside,
	 * one process, a session for each of its threads.
	 */
	readonly openedInRow: number;
};

/** All clients, busiest first. */
export type Clients = {
	readonly rows: readonly Client[];
	readonly byAddress: ReadonlyMap<string, Client>;
	readonly sessions: number;
	/** Of all together, without pings; undefined until it is known of one. */
	readonly requestsPerSecond: number | undefined;
	readonly heartbeatsPerSecond: number;
	/** How many sessions of each timeout, ms, do nothing but ping. */
	readonly idle: ReadonlyMap<number, number>;
};

export const noClients: Clients = {
	rows: [],
	byAddress: new Map(),
	sessions: 0,
	requestsPerSecond: undefined,
	heartbeatsPerSecond: 0,
	idle: new Map(),
};

/** Gathers sessions by address: one walk over them, however many they are. */
export const clientsOf = (
	sessions: readonly SessionRow[],
	servers: readonly LimitedCons[],
	operations: Operations,
): Clients => {
	const byAddress = new Map<string, Draft>();
	for (const row of sessions) {
		const known = byAddress.get(row.address);
		if (known === undefined) {
			byAddress.set(row.address, {...nobody, address: row.address, sessions: [row]});
		} else {
			known.sessions.push(row);
		}
	}

	const total = requestsOf(sessions);
	const rows = [...byAddress.values()];
	const fill = filler(total, operations, headrooms(servers));
	for (const client of rows) {
		fill(client);
	}

	return {
		rows: rows.sort(byBusiness),
		byAddress,
		sessions: sessions.length,
		requestsPerSecond: total,
		heartbeatsPerSecond: heartbeatsOf(sessions),
		idle: idleIn(sessions),
	};
};

/** A client whose sessions are being gathered: 100,000 are made where they stay. */
type Draft = {-readonly [K in keyof Client]: Client[K]} & {readonly sessions: SessionRow[]};

const nobody: Omit<Client, 'address' | 'sessions'> = {
	servers: new Map(),
	requestsPerSecond: undefined,
	share: undefined,
	heartbeatsPerSecond: 0,
	operations: [],
	headroom: undefined,
	openedInRow: 0,
};

/** Puts into a client what its sessions come to. */
const filler = (
	total: number | undefined,
	operations: Operations,
	rooms: ReadonlyMap<string, Headroom>,
): ((client: Draft) => void) => {
	const serversOf = serverCounter();
	return client => {
		const {address, sessions} = client;
		const requestsPerSecond = requestsOf(sessions);
		client.servers = serversOf(sessions);
		client.requestsPerSecond = requestsPerSecond;
		client.share =
			requestsPerSecond === undefined || total === undefined || total === 0
				? undefined
				: requestsPerSecond / total;
		client.heartbeatsPerSecond = heartbeatsOf(sessions);
		client.operations = mixOf(operations, address);
		client.headroom = rooms.get(address);
		client.openedInRow = openedInRow(sessions);
	};
};

const byBusiness = (a: Client, b: Client): number =>
	(b.requestsPerSecond ?? -1) - (a.requestsPerSecond ?? -1) ||
	b.sessions.length - a.sessions.length ||
	(a.address < b.address ? -1 : 1);

/** A silent server's sessions are as of then: their rates are none of now. */
const requestsOf = (rows: readonly SessionRow[]): number | undefined => {
	let sum: number | undefined;
	for (const {fresh, requestsPerSecond} of rows) {
		if (fresh && requestsPerSecond !== undefined) {
			sum = (sum ?? 0) + requestsPerSecond;
		}
	}

	return sum;
};

/** Counted in an interval of a second they would come in bursts: clients that began together ping together. */
const pingsPerTimeout = 3;

const heartbeatsOf = (rows: readonly SessionRow[]): number => {
	let sum = 0;
	for (const row of rows) {
		if (isIdle(row)) {
			sum += pingsPerSecond(row.timeoutMs);
		}
	}

	return sum;
};

const isIdle = ({fresh, activity, timeoutMs}: SessionRow): boolean =>
	fresh && activity === 'pings only' && timeoutMs > 0;

/** What an idle session of a timeout sends. */
export const pingsPerSecond = (timeoutMs: number): number => (1000 * pingsPerTimeout) / timeoutMs;

const idleIn = (rows: readonly SessionRow[]): ReadonlyMap<number, number> => {
	const idle = new Map<number, number>();
	for (const row of rows) {
		if (isIdle(row)) {
			idle.set(row.timeoutMs, (idle.get(row.timeoutMs) ?? 0) + 1);
		}
	}

	return idle;
};

/** Counts sessions by server; those who have one session there, as most of very many do, share a count. */
const serverCounter = (): ((rows: readonly SessionRow[]) => Client['servers']) => {
	const ofOne = new Map<string, Client['servers']>();
	return rows => {
		const [first] = rows;
		const known = rows.length === 1 && first !== undefined ? ofOne.get(first.server) : undefined;
		if (known !== undefined) {
			return known;
		}

		const counts = new Map<string, number>();
		for (const {server} of rows) {
			counts.set(server, (counts.get(server) ?? 0) + 1);
		}

		if (rows.length === 1 && first !== undefined) {
			ofOne.set(first.server, counts);
		}

		return counts;
	};
};

/** So few are nobody's pool. */
const rowFrom = 3;
/** A server numbers the sessions that it creates one after the other (SessionTrackerImpl): others may open some in between. */
const gapAtMost = 16;

const openedInRow = (rows: readonly SessionRow[]): number => {
	if (rows.length < rowFrom) {
		return rows.length === 0 ? 0 : 1;
	}

	let together = 0;
	for (const born of Map.groupBy(rows, ({bornOn}) => bornOn).values()) {
		together += longestRow(Float64Array.from(born, ({session}) => numberOf(session)).sort());
	}

	return together;
};

/** Below the server's id: 48 bits, which a number holds. */
const numberOf = (session: string): number => Number.parseInt(session.slice(2).slice(-12), 16);

const longestRow = (ids: Float64Array): number => {
	let longest = 0;
	let row = 0;
	let before = Number.NEGATIVE_INFINITY;
	for (const id of ids) {
		row = id - before <= gapAtMost ? row + 1 : 1;
		longest = Math.max(longest, row);
		before = id;
	}

	return longest;
};
