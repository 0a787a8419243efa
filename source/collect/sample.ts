// What travels from the servers to the store: answers, each saying once what one question brought, cut into one Sample a tick.
import type {Leader} from '../zookeeper/admin/readers/leader.ts';
import type {ClientState, Identity, Receiving} from '../zookeeper/client.ts';
import type {Config} from '../zookeeper/config.ts';
import type {Failure} from '../zookeeper/errors.ts';
import type {Acl, Stat} from '../zookeeper/stat.ts';
import type {Conf} from '../zookeeper/words/conf.ts';
import type {Cons} from '../zookeeper/words/cons.ts';
import type {Dump} from '../zookeeper/words/dump.ts';
import type {Mntr} from '../zookeeper/words/mntr.ts';
import type {Srvr} from '../zookeeper/words/srvr.ts';
import type {Watchers} from '../zookeeper/words/wchp.ts';
import type {Wchs} from '../zookeeper/words/wchs.ts';
import type {JobArrival} from './jobs/job.ts';
import type {Attempt, Source} from './attempt.ts';
import type {SortedArrival} from './sorting/sorting.ts';

/** What one probe says, once. `at` is our clock, epoch ms. */
export type Answer<T> =
	| {readonly kind: 'fresh'; readonly value: T; readonly at: number}
	| {readonly kind: 'failed'; readonly failure: Failure; readonly at: number}
	| {readonly kind: 'unsupported'; readonly why: string};

/**
 * What is polled, by its four-letter word, and what it brings. `leader` is no word but a command of the AdminServer: of the words,
 * `srvr` tells whether the server itself leads.
 */
export type WordValues = {
	readonly srvr: Srvr;
	readonly mntr: Mntr;
	readonly cons: Cons;
	readonly dump: Dump;
	readonly conf: Conf;
	readonly wchs: Wchs;
	/** Never asked unbidden. */
	readonly wchp: Watchers;
	readonly leader: Leader;
};

export type PolledWord = keyof WordValues;

/** One server's answer to what one word asks, whichever door it came through. */
export type WordArrival<W extends PolledWord = PolledWord> = {
	[K in W]: {
		readonly of: 'word';
		readonly word: K;
		/** The server's name in the connect string. */
		readonly server: string;
		readonly answer: Answer<WordValues[K]>;
		/** The door it came through. */
		readonly source: Source;
		/** All doors that it was sought behind, in this order; those not tried again now as they were found last. */
		readonly attempts: readonly Attempt[];
		/** The tick that asked: figures are filed under it, however late the answer comes. */
		readonly tick: number;
		/** From asking to the last byte, ms. */
		readonly tookMs: number;
		/** Packets that zktop itself had sent to this server when it answered, this question included. */
		readonly ownPackets: number;
		/** Those of them that had left when it was asked: others may have left while it was answered, and not be counted yet. */
		readonly ownPacketsAtLeast: number;
	};
}[W];

/** Which of its children are shown: of a giant the first or the last ones in row order will do. */
export type Part = 'all' | 'first' | 'last';

/** What came to a list of names and went from it, in row order. */
export type Changes = {readonly added: readonly string[]; readonly removed: readonly string[]};

export type Listing = {
	/** In row order. */
	readonly names: readonly string[];
	readonly stat: Stat;
	/** Undefined: all. */
	readonly part?: Part | undefined;
	/** What all names take in UTF-8, those not shown included. */
	readonly bytes?: number;
	/** Since it was told last, where that is known without comparing. */
	readonly changes?: Changes;
};
export type Content = {readonly data: Uint8Array | undefined; readonly stat: Stat};

/** What the ZooKeeper protocol says of one znode. A stat of undefined means: no such znode. */
export type ZnodeArrival =
	| {readonly of: 'children'; readonly path: string; readonly answer: Answer<Listing>}
	| {readonly of: 'stat'; readonly path: string; readonly answer: Answer<Stat | undefined>}
	| {readonly of: 'data'; readonly path: string; readonly answer: Answer<Content>}
	| {readonly of: 'acl'; readonly path: string; readonly answer: Answer<readonly Acl[]>};

/** A long listing is on its way. */
export type ProgressArrival = {readonly of: 'progress'; readonly path: string} & Receiving;

/** What watches told of open subtrees in the last second, and what was read for what is on screen. */
export type FollowingArrival = {
	readonly of: 'following';
	readonly eventsPerSecond: number;
	readonly readsPerSecond: number;
	/** Subtrees that told more than the budget allows: they are followed without. */
	readonly left: readonly string[];
};

/** What jobs and sorts have read at and below a topmost znode in a short time: paths and data, bytes; answered between two moments of our clock. */
export type ReadsArrival = {
	readonly of: 'reads';
	readonly path: string;
	readonly reads: number;
	readonly bytes: number;
	readonly since: number;
	readonly at: number;
};

/** How our own session stands; `since` is our clock when it came to this state. */
export type SessionArrival = {readonly of: 'session'; readonly state: ClientState; readonly since: number};

/** The ensemble's configuration as `/zookeeper/config` holds it, read over our session. */
export type ConfigArrival = {readonly of: 'config'; readonly answer: Answer<Config>};

/** The addresses of a host name; none where it has none. */
export type AddressesArrival = {
	readonly of: 'addresses';
	readonly host: string;
	readonly addresses: readonly string[];
};

/** Whom the server takes us for, on the connection that stands. */
export type IdentitiesArrival = {
	readonly of: 'identities';
	readonly answer: Answer<readonly Identity[]>;
};

/** What zktop itself costs: packets and bytes since its start over all servers, watches as they stand. */
export type OwnLoad = {
	readonly packets: number;
	readonly bytes: number;
	readonly watches: number;
	/** Share of its budget that it uses: less than 1 while a server is slower than usual. */
	readonly pace: number;
};

export type Arrival =
	| WordArrival
	| ZnodeArrival
	| ProgressArrival
	| FollowingArrival
	| SortedArrival
	| JobArrival
	| ReadsArrival
	| SessionArrival
	| IdentitiesArrival
	| ConfigArrival
	| AddressesArrival;

/** All that arrived since the last cut. Several samples of one tick are possible: first answers and asked-for ones do not wait. */
export type Sample = {
	readonly tick: number;
	/** Our clock, epoch ms. */
	readonly at: number;
	readonly arrivals: readonly Arrival[];
	readonly own: OwnLoad;
};
