// The whole of what zktop knows and shows, as one immutable value.
import type {Decoded} from '../analyze/values/decode.ts';
import type {Ensemble} from '../analyze/ensemble.ts';
import type {Log} from '../analyze/explain/log.ts';
import type {Figures, Mark} from '../analyze/figures.ts';
import type {Judgement, Judging} from '../analyze/findings.ts';
import type {Identity} from '../analyze/identity.ts';
import type {Grouping} from '../analyze/groups/grouping.ts';
import type {Inspection} from '../analyze/inspection.ts';
import type {Reading} from '../analyze/reading.ts';
import type {Reigns} from '../analyze/reigns.ts';
import type {History} from '../analyze/history/history.ts';
import type {Found, Membership, Remembered} from '../analyze/membership.ts';
import type {Addresses} from '../analyze/member-match.ts';
import type {ConsMark} from '../analyze/liveness/cons-mark.ts';
import type {Tried} from '../analyze/sources.ts';
import type {Traffic} from '../analyze/traffic/traffic.ts';
import type {Znode} from '../analyze/tree-rows.ts';
import type {JobArrival} from '../collect/jobs/job.ts';
import type {FollowingArrival, OwnLoad, WordValues} from '../collect/sample.ts';
import type {ClientState, Identity as KnownAs} from '../zookeeper/client.ts';
import type {Config} from '../zookeeper/config.ts';
import type {Failure} from '../zookeeper/errors.ts';
import type {Id} from '../zookeeper/ids.ts';
import type {Acl, Stat} from '../zookeeper/stat.ts';
import type {DemoState} from './demo-ask.ts';
import type {PastLimits} from './past/limits.ts';
import type {PackedSessions} from './past/packed-sessions.ts';
import type {TreeChanges} from './past/tree-changes.ts';
import type {Recent} from './recent.ts';
import type {ScanState} from './scan.ts';
import type {SharedMap} from './shared-map.ts';
import type {AllCounted, Sorted} from './sort-state.ts';
import type {Bookmarks, Effect, Memory, Target, Versions, View} from './view-state.ts';

export type {Traffic} from '../analyze/traffic/traffic.ts';
export {describedPath, showsMetrics, shownMode} from './view-state.ts';
export type {Inspection, LockSource} from '../analyze/inspection.ts';
export type {
	Bookmarks,
	Compared,
	Chart,
	ChartSpan,
	Cursor,
	Effect,
	Memory,
	Mode,
	Pane,
	Prompt,
	RowKind,
	Tab,
	Table,
	Target,
	ThemeName,
	Version,
	Versions,
	View,
} from './view-state.ts';

export type Readings = {readonly [W in keyof WordValues]: Reading<WordValues[W]>};

/** One server that is asked. */
export type ServerState = Readings & {
	readonly name: string;
	/** The member that was found under this address, which the connect string does not name; undefined: it does. */
	readonly found: Found | undefined;
	/** Its `serverId` by `conf`; undefined until it told. */
	readonly id: number | undefined;
	/** Who answered under this name. */
	readonly identity: Identity;
	/** Several servers do: a balancer, or a name with several addresses. Then it has no figures. */
	readonly many: boolean;
	/** Another server by which this one is counted already: it is the same one, or many that are asked themselves. */
	readonly twinOf: string | undefined;
	/** Since when it tells the members that it tells now, our clock. */
	readonly confSince: number | undefined;
	/** The doors that each fact was sought behind last. */
	readonly tried: Tried;
	/** How long it took to answer us last, ms. */
	readonly answerMs: number | undefined;
	/** First of the failed `srvr` answers in a row, our clock; undefined while it answers. */
	readonly failingSince: number | undefined;
	readonly failures: number;
	/** Watches that no word lists, at least, when both counts were told last. */
	readonly hiddenWatches: {readonly count: number; readonly at: number} | undefined;
	readonly hasAnswered: boolean;
	/** Its two newest marks: the interval of now lies between them. */
	readonly markBefore: Mark | undefined;
	readonly mark: Mark | undefined;
	/** Of the last interval; undefined while it does not answer. */
	readonly figures: Figures | undefined;
	/** The last figures before it fell silent. */
	readonly lastFigures: {readonly figures: Figures; readonly at: number} | undefined;
	/** Transactions behind the leader; undefined for the leader and when unknown. */
	readonly lag: number | undefined;
	/** Its newest zxids and when they arrived, newest first. */
	readonly zxids: readonly {readonly zxid: Id; readonly at: number}[];
	/** When the answer before this one came, our clock, if it has told `cons` ever since. The answer itself would be 100,000 connections. */
	readonly consBefore: number | undefined;
	readonly consNow: ConsMark | undefined;
	/** All its metrics over time. Written in place: who shows an earlier moment reads up to its tick. */
	readonly history: History;
};

export type Clock = {
	readonly tick: number;
	/** Our clock at the newest sample, epoch ms. */
	readonly at: number;
	readonly startedAt: number;
	readonly intervalMs: number;
};

/** What zktop costs: totals and the last second's rates. */
export type Own = OwnLoad & {
	readonly packetsPerSecond: number;
	readonly bytesPerSecond: number;
	readonly since: number;
};

export type SessionState = {
	readonly client: ClientState;
	readonly since: number;
	/** All that were ours in this run: of an expired one a silent server's list still tells. */
	readonly ids: ReadonlySet<Id>;
	/** The connected server's clock minus ours, ms; undefined until `cons` showed our session. */
	readonly clockOffsetMs: number | undefined;
	/** Whom the server takes us for on this connection. */
	readonly identities: Reading<readonly KnownAs[]>;
};

export type MembershipSources = {
	/** `/zookeeper/config`, as our session read it. */
	readonly config: Reading<Config>;
	readonly remembered: Remembered | undefined;
	readonly addresses: Addresses;
	/** We connect by TLS. */
	readonly secure: boolean;
};

/** The znode whose card is open. */
export type Described = {
	readonly path: string;
	readonly decoded: Decoded | undefined;
	/** As read; undefined where it is null, and until it was read. */
	readonly data: Uint8Array | undefined;
	readonly bytes: number | undefined;
	readonly stat: Stat | undefined;
	readonly acl: readonly Acl[] | undefined;
	readonly aclFailure: Failure | undefined;
	readonly failure: Failure | undefined;
	readonly at: number;
};

/** What the servers told us, and what follows from it. */
export type Data = {
	readonly clock: Clock;
	readonly own: Own;
	readonly session: SessionState;
	/** In the order of the connect string, then those that were found, by id. */
	readonly servers: readonly ServerState[];
	readonly membership: Membership;
	/** What it is made from, beside the servers. */
	readonly membershipSources: MembershipSources;
	readonly ensemble: Ensemble;
	/** Who led in this run. */
	readonly reigns: Reigns;
	readonly znodes: SharedMap<Znode>;
	/** What has just happened to znodes. */
	readonly recent: Recent;
	/** The children of open znodes in the order that is wanted, as far as they have come. */
	readonly sorted: Sorted;
	/** What was looked for in the tree, where no server tells of locks; undefined: nobody has. */
	readonly scan: ScanState | undefined;
	/** What was counted of subtrees in this run. */
	readonly counted: AllCounted;
	/** What watches tell of open subtrees; undefined while they tell nothing. */
	readonly following: FollowingArrival | undefined;
	readonly described: Described | undefined;
	readonly inspection: Inspection;
	readonly grouping: Grouping;
	readonly traffic: Traffic;
	readonly judgement: Judgement;
};

/** A moment as it is remembered: what takes much room apart, and the less of it. */
export type Moment = {
	readonly data: Data;
	readonly sessions: PackedSessions;
	/** What is other in the tree than at the moment before. */
	readonly changes: TreeChanges;
	/** What it does not share with the moment before, estimated. */
	readonly bytes: number;
};

export type Past = {
	/** Oldest first. */
	readonly moments: readonly Moment[];
	/** The tree that the first moment changed. */
	readonly base: SharedMap<Znode>;
	/** Undefined: nothing is remembered. */
	readonly limits: PastLimits | undefined;
	/** What the newest moment was made of. */
	readonly source: Data | undefined;
};

export type State = {
	readonly target: Target;
	readonly judging: Judging;
	readonly memory: Memory;
	readonly live: Data;
	readonly past: Past;
	/** What was seen to happen. */
	readonly log: Log;
	/** Of the ensemble that is open. */
	readonly bookmarks: Bookmarks;
	readonly versions: Versions;
	/** The newest transaction of the ensemble when this run first saw it. */
	readonly firstZxid: Id | undefined;
	/** What long work brought last. */
	readonly job: JobArrival | undefined;
	/** While paused or in the past: the data of that moment. */
	readonly frozen: Data | undefined;
	/** It is a moment that the user went to, not the one of a pause. */
	readonly travelled: boolean;
	readonly view: View;
	/** Undefined: this is no demo. */
	readonly demo: DemoState | undefined;
	readonly effects: readonly Effect[];
};

/** What the panes show: the frozen moment while paused or in the past, else the newest. */
export const shown = (state: State): Data => state.frozen ?? state.live;
