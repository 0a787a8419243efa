// What zktop asks ZooKeeper over its client protocol: promises with deadlines, over one session after another. Reads only.
import {ask} from './ask.ts';
import type {ConnectString, Host} from './hosts.ts';
import type {Security} from './security.ts';
import {listChildren, type PackedListing, type PackedNames} from './records/listing.ts';
import {Sessions, type ClientState} from './sessions.ts';
import type {Acl, Stat} from './stat.ts';
import {exists, getAcl, getData, type Operation} from './wire/operations.ts';
import type {Receiving} from './wire/line.ts';
import type {Traffic} from './wire/traffic.ts';
import {watchTree, type WatchedTree} from './tree-watches.ts';
import type {TreeEvent, TreeListener, WatchEvent, WatchListener} from './wire/watches.ts';
import {knowsWhoAmI, whoAmI, type Identity} from './access/who-am-i.ts';

export type {
	ClientState,
	Identity,
	PackedListing,
	PackedNames,
	Receiving,
	Traffic,
	TreeEvent,
	TreeListener,
	WatchEvent,
	WatchListener,
	WatchedTree,
};

export type ClientOptions = {
	/** Asked for; the server has the last word (2 to 20 of its ticks unless configured). 10 s. */
	readonly sessionTimeoutMs?: number;
	/** For one question. 2 s. */
	readonly callDeadlineMs?: number;
	/** For one server to take us; doubled with each round of all servers that was in vain. 2 s, or all of them in one session timeout. */
	readonly connectDeadlineMs?: number;
	/** For the server to confirm the end of the session. 300 ms. */
	readonly closeDeadlineMs?: number;
	/** The longest reply that is read. 64 MiB. */
	readonly frameLimitBytes?: number;
	/** Whether a server without quorum will do (`readonlymode.enabled`). True. */
	readonly canBeReadOnly?: boolean;
	/** TLS, and who we are. Plain and anonymous. */
	readonly security?: Security;
	/** Gives numbers in [0, 1): the order of servers and the jitter of pauses. */
	readonly random?: () => number;
};

export type AskOptions = {readonly deadlineMs?: number};
export type WatchOptions = AskOptions & {
	/** Told once, when the answer is no longer true or the watch was lost with its session. */
	readonly watch?: WatchListener;
};

/**
 * One client of an ensemble. Paths are below the chroot, but for `/zookeeper` and below. Every question rejects with a
 * ZooKeeperError: `disconnected` at once while there is no connection, `silent` at its deadline, else by the server's code.
 */
export type Client = {
	/** Connects, and from then on reconnects. */
	start(): void;
	state(): ClientState;
	/** Other servers of the ensemble that serve now, to go to when the named ones do not take us. */
	offer(hosts: readonly Host[]): void;
	/** Called with every new state. Returns how to stop that. */
	onState(listener: (state: ClientState) => void): () => void;
	/** The names of the children, in no order. */
	children(
		path: string,
		options?: WatchOptions,
	): Promise<{readonly names: readonly string[]; readonly stat: Stat}>;
	/** The same, the names not decoded yet: there may be a million. */
	listing(path: string, options?: WatchOptions): Promise<PackedListing>;
	/** `data` is undefined where the znode has null data, which is not the same as none. */
	data(
		path: string,
		options?: WatchOptions,
	): Promise<{readonly data: Buffer | undefined; readonly stat: Stat}>;
	/** Undefined when there is no such znode; the watch then waits for it. `/` is never absent: it rejects where the chroot is not there. */
	exists(path: string, options?: WatchOptions): Promise<Stat | undefined>;
	acl(path: string, options?: AskOptions): Promise<{readonly acl: readonly Acl[]; readonly stat: Stat}>;
	/**
	 * Whom the server takes us for; undefined where it cannot be asked: before 3.7 the question closes the connection, so its
	 * `version` (of the server we are connected to, as srvr tells it) has to be known.
	 */
	whoAmI(version: string | undefined, options?: AskOptions): Promise<readonly Identity[] | undefined>;
	/**
	 * From now on tells of all that is made, deleted or written at or below the path, as long as this connection stands. Undefined
	 * where the server has no such watches: before 3.6 the question closes the connection, so its version has to be known.
	 */
	watchTree(
		path: string,
		version: string | undefined,
		listener: TreeListener,
		options?: AskOptions,
	): Promise<WatchedTree | undefined>;
	/** The reply that is on its way, as far as it has come; undefined between two replies. */
	receiving(): Receiving | undefined;
	/** What we sent to one server so far and what it sent back, or over all servers. */
	traffic(server?: Host): Traffic;
	/** How many watches the server holds for us. */
	watches(): number;
	/** Ends the session and everything else; bounded, whatever the server does. */
	close(options?: {readonly deadlineMs?: number}): Promise<void>;
};

/** A client of these servers; `start()` connects it. Its timeouts are ms, its defaults in ClientOptions. */
export const createClient = (target: ConnectString, options: ClientOptions = {}): Client =>
	clientOn(sessionsOf(target, options), target, options);

/** The sessions of a client with these options, one after the other. */
export const sessionsOf = ({hosts}: ConnectString, options: ClientOptions): Sessions => {
	const {sessionTimeoutMs = 10_000} = options;
	return new Sessions(hosts, {
		connectDeadlineMs: Math.min(2000, sessionTimeoutMs / hosts.length),
		frameLimitBytes: 64 * 1024 * 1024,
		canBeReadOnly: true,
		...options,
		sessionTimeoutMs,
	});
};

/** What can be asked on these sessions. */
export const clientOn = (
	sessions: Sessions,
	{chroot}: ConnectString,
	{callDeadlineMs = 2000, closeDeadlineMs = 300}: ClientOptions,
): Client => {
	const read = async <T>(operation: Operation<T>, path: string, how: WatchOptions = {}): Promise<T> =>
		ask(sessions, {operation, path, chroot, deadlineMs: callDeadlineMs, ...how});
	return {
		start() {
			sessions.start();
		},
		state: () => sessions.state,
		offer(hosts) {
			sessions.offer(hosts);
		},
		onState: listener => sessions.onState(listener),
		children: async (path, how) => {
			const {names, stat} = await read(listChildren, path, how);
			return {names: [...names], stat};
		},
		listing: async (path, how) => read(listChildren, path, how),
		data: async (path, how) => read(getData, path, how),
		exists: async (path, how) => read(exists, path, how),
		acl: async (path, how) => read(getAcl, path, how),
		whoAmI: async (version, how) =>
			version !== undefined && knowsWhoAmI(version) ? read(whoAmI, '/', how) : undefined,
		watchTree: async (path, version, listener, how) =>
			watchTree(sessions, {path, chroot, deadlineMs: callDeadlineMs, ...how}, version, listener),
		receiving: () => sessions.live?.receiving(),
		traffic: server => sessions.traffic(server),
		watches: () => sessions.watches,
		close: async ({deadlineMs = closeDeadlineMs} = {}) => sessions.close(deadlineMs),
	};
};
