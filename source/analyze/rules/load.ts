// Rules about how the servers bear their load: behind with answers, refusing work, or asked too much by zktop itself.
import {formatAge, formatCount, quantity, say} from '../quantity.ts';
import {failureIn} from '../reading.ts';
import {ofCounters, sayGrown} from './counters.ts';
import {meansOf, ofMeter} from './evidence.ts';
import {perMeter, perServer, type Look} from './per-server.ts';
import type {Meter} from '../meter.ts';
import type {Rule, Scene, ServerWitness} from './rule.ts';

export const loadRules: readonly Rule[] = [
	{
		id: 'outstanding-growing',
		raisesAfter: 5,
		wrong: 'a client that sends many requests at once without waiting has as many outstanding, and is well',
		source:
			'nagios services.cfg of ZooKeeper: 20 warn, 50 critical; globalOutstandingLimit 1000 of zookeeperAdmin.md',
		judge: scene => perServer(scene, server => waiting(scene, server)),
	},
	ofCounters({
		id: 'throttled',
		wrong: 'throttling is switched on by somebody, and may do what it is for',
		source:
			'zookeeper.md C.3 throttled_ops, request_throttle_wait_count, stale_requests_dropped; C.5 #17, #18',
		counters: {
			throttled_ops: 'requests answered with Throttled',
			request_throttle_wait_count: 'waits of the request throttler',
			stale_requests_dropped: 'stale requests dropped',
		},
		since: '3.6',
		say: ({grown, span}) => ({
			severity: 'warn',
			text: `${sayGrown(grown)} ${span}: more is asked than it is told to take`,
			next: [
				'who asks that much? sessions by requests',
				'request_throttle_max_requests and throttled_op_wait_time in zoo.cfg',
			],
		}),
	}),
	ofCounters({
		id: 'large-rejected',
		wrong: 'a client may have split its request since, and done without harm',
		source: 'zookeeper.md C.3 large_requests_rejected, C.5 #18',
		counters: {large_requests_rejected: 'large requests refused'},
		since: '3.6',
		say: ({grown, span}) => ({
			severity: 'warn',
			text: `${sayGrown(grown)} ${span}: those under way would have been more than largeRequestMaxBytes together`,
			why: 'The connection of a client whose request is refused is closed: it comes back and asks again.',
			next: [
				'which client sends such requests? sessions by bytes',
				'largeRequestThreshold and largeRequestMaxBytes in zoo.cfg',
			],
		}),
	}),
	{
		id: 'own-cost',
		raisesAfter: 10,
		wrong: 'another monitor on the same machine is not counted as ours',
		source: 'facts.md M4: each of our packets is known; the limits are a judgement',
		judge: scene => perMeter(scene, (server, meter) => ownCost(scene, server, meter)),
	},
];

const waiting = ({limits}: Scene, server: ServerWitness): Look => {
	const {meter} = server;
	const count = meter?.gauge('outstanding_requests');
	if (meter === undefined || count === undefined) {
		return failureIn(server.mntr)?.message ?? 'needs outstanding_requests, which mntr and srvr tell';
	}

	if (count <= limits['outstanding-requests']) {
		return [];
	}

	const more = meter.growth('outstanding_requests') ?? 0;
	const usual = server.usual('outstanding');
	const isMany = count > limits['outstanding-bad-requests'];
	return [
		{
			severity: isMany ? 'bad' : 'warn',
			subject: server.name,
			text: `${formatCount(count)} requests wait for an answer${more > 0 ? `, ${formatCount(more)} more than ${formatAge(meter.elapsedMs ?? 0)} before` : ''}`,
			place: {kind: 'server', name: server.name, metric: 'outstanding'},
			evidence: [
				...ofMeter(server, [
					{what: 'outstanding', value: count, unit: 'count', usual, from: 'mntr outstanding_requests'},
				]),
				...meansOf(server, ['writeMs', 'fsyncMs']),
			],
			why: isMany
				? 'At globalOutstandingLimit (1000 unless set) a server stops reading from those who ask most.'
				: 'More is asked than is answered, or a client sends without waiting.',
			next: [
				'who asks? sessions by queued requests',
				'compare write latency and fsync: what do they wait for?',
			],
			limit: `over ${limits['outstanding-requests']}, 5 intervals in a row`,
		},
	];
};

const ownCost = ({limits}: Scene, server: ServerWitness, meter: Meter): Look => {
	const all = meter.rate('packets_received');
	const others = server.figures?.requestsPerSecond;
	if (all === undefined || others === undefined) {
		return undefined;
	}

	const own = Math.max(0, all - others);
	const share = own / Math.max(all, 1);
	return own <= limits['own-requests-per-second'] || share <= limits['own-share']
		? []
		: [
				{
					severity: 'info',
					subject: server.name,
					text: `gets ${say(quantity(own, 'per-second'))} from zktop itself, ${say(quantity(share, 'share'))} of its requests`,
					place: {kind: 'server', name: server.name},
					evidence: ofMeter(server, [
						{what: 'all requests', value: all, unit: 'per-second', from: 'mntr Δ packets_received'},
						{
							what: 'of others',
							value: others,
							unit: 'per-second',
							from: 'mntr Δ packets_received, less our own',
						},
					]),
					next: ['a longer --interval, or fewer open znodes'],
					limit: `over ${say(quantity(limits['own-requests-per-second'], 'per-second'))} and ${say(quantity(limits['own-share'], 'share'))}`,
				},
			];
};
