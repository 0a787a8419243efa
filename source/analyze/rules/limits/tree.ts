// Limits of the tree and who looks at it: watches, znodes, listings, numbers, sessions that end.
import type {Limit} from './limit.ts';

export const treeLimits = {
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
