// Where findings begin: the numbers that rules compare with, each with its source. The config file may set them by name.

export type Limit = {
	readonly value: number;
	/** What begins there. */
	readonly does: string;
	/** ZooKeeper's file or document, a fact measured by us (facts.md), or `judgement`. */
	readonly source: string;
};

export const limits = {
	'fsync-ms': {
		value: 100,
		does: 'mean fsync of an interval that is slow',
		source: 'zookeeperMonitor.md: rate(fsynctime_sum) > 100',
	},
	'fsync-worst-ms': {
		value: 1000,
		does: 'a single fsync, the slowest since start',
		source: 'fsync.warningthresholdms of ZooKeeper, 1000',
	},
	'election-minutes': {
		value: 5,
		does: 'how long a new leader is said',
		source: 'zookeeperMonitor.md: increase(election_time_count[5m]) > 0',
	},
	'flapping-minutes': {
		value: 30,
		does: 'the window in which elections are counted',
		source: 'judgement',
	},
	'flapping-elections': {
		value: 3,
		does: 'elections in that window by which leadership does not stay',
		source: 'judgement',
	},
	'lag-ms': {
		value: 2000,
		does: 'how far behind the leader a follower certainly is',
		source: 'judgement: fewer than the ten seconds of syncLimit after which it is cut off',
	},
	'latency-ms': {
		value: 100,
		does: 'mean latency of an interval that is slow for any server',
		source: 'zookeeperMonitor.md: avg_latency > 100',
	},
	'latency-shift-times': {
		value: 5,
		does: 'times the usual latency by which a server is slower than it was',
		source: 'judgement',
	},
	'latency-shift-ms': {
		value: 20,
		does: 'mean latency below which nothing is slow',
		source: 'judgement',
	},
	'outstanding-requests': {
		value: 50,
		does: 'requests that wait for an answer',
		source: 'nagios services.cfg of ZooKeeper: critical at 50',
	},
	'outstanding-bad-requests': {
		value: 500,
		does: 'requests that wait, half of globalOutstandingLimit',
		source: 'zookeeperAdmin.md: globalOutstandingLimit 1000; zookeeper.md C.5 #17',
	},
	'fds-share': {
		value: 0.85,
		does: 'share of the files that a process may have open',
		source: 'zookeeper.md C.5 #28',
	},
	'heap-share': {
		value: 0.8,
		does: 'share of the heap in use',
		source: 'zookeeperMonitor.md: jvm_memory_bytes_used > 80 % for 5 m',
	},
	'snapshot-share': {
		value: 0.5,
		does: 'share of initLimit × tickTime that a snapshot or catching up took',
		source: 'judgement: the next one is larger',
	},
	'data-dir-bytes': {
		value: 10 * 2 ** 30,
		does: 'snapshots and logs on disk',
		source: 'judgement',
	},
	'data-dir-times': {
		value: 20,
		does: 'times the data that its snapshots and logs may take',
		source: 'judgement: 3 snapshots and the logs between them are kept when purged',
	},
	'zxid-share': {
		value: 0.9375,
		does: 'share of the zxids of an epoch that are used',
		source: 'zookeeper.md C.5 #42: 0xF0000000',
	},
	'zxid-days': {
		value: 7,
		does: 'days before the last zxid of an epoch, once half of them are used',
		source: 'judgement: in time for a planned restart',
	},
	'quota-share': {
		value: 0.8,
		does: 'share of a quota in use',
		source: 'zookeeper.md C.5 #41',
	},
	'clock-offset-ms': {
		value: 5000,
		does: 'how far a clock is from ours',
		source: 'judgement: our session is connected within 2 s',
	},
	'own-requests-per-second': {
		value: 20,
		does: 'requests of zktop itself to one server',
		source: 'judgement: four words and a tree of open znodes ask less',
	},
	'own-share': {
		value: 0.25,
		does: 'share of them among all requests',
		source: 'judgement',
	},
	'lock-still-s': {
		value: 300,
		does: 'time without a hand-over while somebody waits',
		source: 'judgement',
	},
	'lock-waiters': {
		value: 10,
		does: 'waiters of a lock that stands still from which it is a warning',
		source: 'judgement: active and standby are few',
	},
	'expiring-sessions': {
		value: 5,
		does: 'sessions below half of their timeout at once',
		source: 'facts.md M7: healthy ones never are',
	},
	'client-share': {
		value: 0.6,
		does: 'share of all requests by which one address dominates',
		source: 'judgement',
	},
	'client-requests-per-second': {
		value: 1000,
		does: 'requests of one address below which it is no matter',
		source: 'judgement: a server answers some ten thousand',
	},
	'client-limit-share': {
		value: 0.9,
		does: 'share of maxClientCnxns that one address has on one server',
		source: 'judgement: more of them come one by one',
	},
	'sessions-in-row': {
		value: 20,
		does: 'sessions of one address whose numbers follow one another',
		source: 'judgement',
	},
	'unbalanced-connections': {
		value: 100,
		does: 'connections of one server below which balance is no matter',
		source: 'judgement',
	},
	'unbalanced-times': {
		value: 3,
		does: 'times the connections of another server',
		source: 'judgement',
	},
	'heartbeats-saved-per-second': {
		value: 100,
		does: 'pings that a longer timeout would save',
		source: 'judgement; facts.md M16',
	},
	'heartbeats-share': {
		value: 0.3,
		does: 'share of pings among all requests',
		source: 'judgement',
	},
	'heartbeat-timeout-ms': {
		value: 12_000,
		does: 'the timeout that idle sessions could have',
		source: 'judgement: six ticks of 2 s, well within maxSessionTimeout',
	},
	'namespace-share': {
		value: 0.8,
		does: 'share of all reads and writes by which one namespace dominates',
		source: 'judgement',
	},
	'namespace-operations-per-second': {
		value: 500,
		does: 'reads and writes of one namespace below which it is no matter',
		source: 'judgement',
	},
	watches: {
		value: 10_000,
		does: 'watches on one server',
		source: 'zookeeperMonitor.md: watch_count > 10000',
	},
	'watches-per-connection': {
		value: 1000,
		does: 'watches for each connection that are too many for its work',
		source: 'judgement',
	},
	'watches-times': {
		value: 3,
		does: 'times the usual number of watches',
		source: 'judgement',
	},
	'watches-grown': {
		value: 1000,
		does: 'watches more than usual below which it is no matter',
		source: 'judgement',
	},
	'hidden-watches': {
		value: 1000,
		does: 'child watches on one server, which no word shows',
		source: 'facts.md M15',
	},
	'notifications-per-second': {
		value: 1000,
		does: 'watches that fire on one server',
		source: 'judgement: each of them is three packets',
	},
	znodes: {
		value: 1_000_000,
		does: 'znodes of the ensemble',
		source: 'zookeeperMonitor.md: znode_count > 1000000',
	},
	'data-bytes': {
		value: 2 ** 30,
		does: 'paths and data of the ensemble',
		source: 'zookeeperMonitor.md: approximate_data_size > 1 GiB',
	},
	'growth-hours': {
		value: 24,
		does: 'how far ahead growth is told',
		source: 'judgement',
	},
	'listing-bytes': {
		value: 1_048_575,
		does: 'the longest listing that clients take',
		source: 'ZKClientConfig: jute.maxbuffer of clients since 3.6',
	},
	'listing-share': {
		value: 0.5,
		does: 'share of it from which a listing is told',
		source: 'judgement: it doubles unnoticed',
	},
	'sequence-share': {
		value: 0.9,
		does: 'share of the sequence numbers of a parent that are used',
		source: 'PrepRequestProcessor: int32; judgement',
	},
	'expired-sessions': {
		value: 5,
		does: 'sessions that expire in a minute',
		source: 'zookeeper.md C.5 #29: > 5 in 1 m',
	},
	'expired-share': {
		value: 0.1,
		does: 'share of all sessions that expire in a minute',
		source: 'zookeeper.md C.5 #29: > 10 % of global_sessions',
	},
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof limits;

/** The numbers in force. */
export type Limits = Readonly<Record<LimitName, number>>;

/** Those of the table, but for what the config file sets. */
export const limitsWith = (set: Partial<Limits> = {}): Limits => ({...defaults, ...set});

const defaults = Object.fromEntries(Object.entries(limits).map(([name, {value}]) => [name, value])) as Limits;

export const isLimitName = (name: string): name is LimitName => name in limits;
