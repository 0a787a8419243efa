// What is on screen or asked for: the poller asks dear questions only while somebody wants their answers.
import type {JobWish} from './jobs/job.ts';
import type {Part} from './sample.ts';
import type {SortWish} from './sorting/sorting.ts';
import type {Host} from '../zookeeper/hosts.ts';

/** A member of the ensemble that the connect string does not name. */
export type FoundHost = Host & {
	/** It takes clients now: our session may go to it. */
	readonly serves: boolean;
};

export type Interests = {
	/** Asked as the named servers are. */
	readonly found: readonly FoundHost[];
	/** Host names whose addresses somebody wants to know. */
	readonly names: readonly string[];
	/** Sessions and connections of every server (`cons`). */
	readonly connections: boolean;
	/** All ephemerals by session (`dump`), of the leader and one follower only. */
	readonly ephemerals: boolean;
	/** How many data watches each server holds (`wchs`). Asked rarely. */
	readonly watches: boolean;
	/** What only the Sources card tells: the leader's name, whom the server takes us for. Asked rarely. */
	readonly sources: boolean;
	/** Whom the server takes us for; with the sources it is asked anyway. */
	readonly identities?: boolean;
	/** Znodes whose children are shown; each is read once and then followed by a watch. */
	readonly open: readonly string[];
	/** Those whose children nobody has, as where a damaged answer took them away: read again, though a watch is out. */
	readonly unlisted?: readonly string[];
	/** Those that the user opened: what happens below them is told, where the server does that. */
	readonly live: readonly string[];
	/** Which children of them are kept, and that their listing may take long; all, and no longer than any question, unless told. */
	readonly parts: ReadonlyMap<string, Part>;
	/** Znodes whose row is shown: their stat is read when they appear and again every `statEveryMs`. */
	readonly stats: readonly string[];
	/** Znodes whose stat counts what goes on below them: it is read again in every tick, at most once a second. */
	readonly often: readonly string[];
	/** Ephemeral contenders: their stat never changes while they exist, so it is read once. */
	readonly once: readonly string[];
	/** Znodes whose data says who somebody is: read when they appear, and again after half a minute. Short data alone is asked for. */
	readonly contents: readonly string[];
	/** The same where it may change at any time: read again as often as stats are. */
	readonly values: readonly string[];
	/** Open znodes whose children are wanted in the order of a figure. */
	readonly sorts: readonly SortWish[];
	/** Long work; what is not wished for any more is forgotten. */
	readonly jobs: readonly JobWish[];
	/** The znode whose card is shown: data, stat and ACL, followed by a watch. */
	readonly described: string | undefined;
};

export const noInterests: Interests = {
	found: [],
	names: [],
	connections: false,
	ephemerals: false,
	watches: false,
	sources: false,
	open: [],
	live: [],
	parts: new Map(),
	stats: [],
	often: [],
	once: [],
	contents: [],
	values: [],
	sorts: [],
	jobs: [],
	described: undefined,
};
