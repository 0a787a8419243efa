// Rules about watches: how many there are, and which of them no word shows.
import {counted, formatCount, formatShort, quantity} from '../quantity.ts';
import type {Wchs} from '../../zookeeper/words/wchs.ts';
import type {Meter} from '../meter.ts';
import {ofMeter} from './evidence.ts';
import {firedIn} from './watch-storm.ts';
import {perMeter, type Look} from './per-server.ts';
import type {Evidence, Rule, Scene, ServerWitness} from './rule.ts';

export const watchRules: readonly Rule[] = [
	{
		id: 'watch-explosion',
		raisesAfter: 5,
		wrong: 'caches set a watch on each znode by design: then the number is that of the znodes, and stays',
		source: 'zookeeperMonitor.md: watch_count > 10000; the rest is judgement',
		judge: scene => perMeter(scene, (server, meter) => explosion(scene, server, meter)),
	},
	{
		id: 'hidden-watches',
		raisesAfter: 1,
		wrong:
			'persistent watches (addWatch) are counted twice, and so are among them; wchs is asked once a minute',
		source: 'zookeeper.md A.4 wchs; facts.md M15: 2,000 child watches, wchs 0',
		judge: scene => perMeter(scene, (server, meter) => hidden(scene, server, meter)),
	},
];

const explosion = ({limits}: Scene, server: ServerWitness, meter: Meter): Look => {
	const watches = server.figures?.watches;
	if (watches === undefined) {
		return 'needs watch_count of mntr';
	}

	const usual = server.usual('watches');
	const connections = server.figures?.connections;
	const each = connections === undefined || connections === 0 ? undefined : watches / connections;
	const isMany = watches > limits.watches;
	const isDense = isMany && each !== undefined && each > limits['watches-per-connection'];
	const hasGrown =
		usual !== undefined &&
		watches - usual > limits['watches-grown'] &&
		watches > usual * limits['watches-times'];
	if (!isMany && !hasGrown) {
		return [];
	}

	const usually = usual === undefined ? '' : `, usually ${formatCount(usual)}`;
	const perConnection = each === undefined ? '' : `, ${formatCount(each)} for each connection`;
	return [
		{
			severity: hasGrown || isDense ? 'warn' : 'info',
			subject: server.name,
			text: `${formatCount(watches)} watches${usually}${perConnection}`,
			place: {kind: 'server', name: server.name},
			evidence: explosionEvidence(server, meter, watches),
			why: hasGrown
				? 'A client that sets watches in a loop, or many that have come at once, make as many notifications when what they watch changes.'
				: 'Each watch takes memory there, and each that fires a packet.',
			next: [
				'who holds them? wchc lists them by session where it is allowed; it takes a lock over all watches, so not at a busy hour',
				'since 3.6 one persistent recursive watch serves a whole subtree',
			],
			limit: hasGrown
				? `${formatShort(limits['watches-times'])} times the usual and ${formatCount(limits['watches-grown'])} more`
				: `${formatCount(limits.watches)} on one server`,
		},
	];
};

const explosionEvidence = (server: ServerWitness, meter: Meter, watches: number): readonly Evidence[] =>
	ofMeter(server, [
		{
			what: 'watches without our own',
			value: watches,
			unit: 'count',
			usual: server.usual('watches'),
			from: 'mntr watch_count',
		},
		{
			what: 'connections without our own',
			value: server.figures?.connections,
			unit: 'count',
			usual: server.usual('connections'),
			from: 'mntr num_alive_connections',
		},
		{
			what: 'watches that fired',
			value: firedIn(meter),
			unit: 'per-second',
			from: 'mntr Δ sum_node_*_watch_count',
		},
	]);

/** Of answers that are further apart, the difference tells nothing. */
const togetherMs = 3000;

const hidden = ({limits}: Scene, server: ServerWitness, meter: Meter): Look => {
	const {wchs} = server;
	const watches = server.figures?.watches;
	if (wchs.kind === 'unsupported') {
		return `needs wchs: ${wchs.why}`;
	}

	if (watches === undefined) {
		return 'needs watch_count of mntr';
	}

	if (wchs.kind !== 'fresh') {
		return wchs.kind === 'unasked'
			? 'needs wchs, which has not been asked yet'
			: `needs wchs: ${wchs.failure.message}`;
	}

	if (Math.abs(wchs.at - meter.at) > togetherMs) {
		return undefined;
	}

	const count = watches - wchs.value.watches;
	return count < limits['hidden-watches']
		? []
		: [
				{
					severity: 'info',
					subject: server.name,
					text: `${counted(count, 'child watch', 'child watches')} that wchs, wchc and wchp do not show`,
					place: {kind: 'server', name: server.name},
					evidence: hiddenEvidence(server, watches, wchs),
					why: 'Those words list data and exists watches only. A child of a znode that is watched so wakes all that watch it, and nobody sees them before.',
					next: [
						'whose they are no server tells: look at what those clients do (service discovery, queues and caches list children)',
						'watch-storm tells when they fire',
					],
					limit: `${formatCount(limits['hidden-watches'])} on one server`,
				},
			];
};

const hiddenEvidence = (
	server: ServerWitness,
	watches: number,
	wchs: {readonly value: Wchs; readonly at: number},
): readonly Evidence[] => [
	...ofMeter(server, [
		{
			what: 'watches of all kinds',
			value: watches,
			unit: 'count',
			from: 'mntr watch_count',
		},
	]),
	{
		what: 'data and exists watches',
		now: quantity(wchs.value.watches, 'count'),
		server: server.name,
		from: 'wchs',
		at: wchs.at,
	},
];
