// Limits of what a server and the ensemble do: disk, elections, lag, latency, what is left of each room.
import type {Limit} from './limit.ts';

export const serverLimits = {
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
} as const satisfies Readonly<Record<string, Limit>>;
