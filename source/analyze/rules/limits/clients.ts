// Limits of what clients do: locks, sessions, connections, heartbeats, namespaces.
import type {Limit} from './limit.ts';

export const clientLimits = {
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
} as const satisfies Readonly<Record<string, Limit>>;
