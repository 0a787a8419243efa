// The rule about watches that fire in masses: a change that wakes many, again and again.
import {formatCount, formatShort, quantity, say} from '../quantity.ts';
import type {Meter} from '../meter.ts';
import {ofMeter} from './evidence.ts';
import {needsInterval, perMeter, type Look} from './per-server.ts';
import type {Evidence, Rule, Scene, ServerWitness} from './rule.ts';

export const watchStormRules: readonly Rule[] = [
	{
		id: 'watch-storm',
		raisesAfter: 3,
		wrong: 'a fast change that many have to know of is what watches are for',
		source:
			'judgement; measured on 3.8.0: node_*_watch_count grows by the watchers of each event, on the server that they are connected to',
		judge: scene => perMeter(scene, (server, meter) => storm(scene, server, meter)),
	},
];

const events = ['created', 'deleted', 'changed', 'children'] as const;

/** How many watches fired a second; undefined where it is not told. */
export const firedIn = (meter: Meter): number | undefined => {
	const rates = events.flatMap(event => meter.rate(`sum_node_${event}_watch_count`) ?? []);
	return rates.length === 0 ? undefined : rates.reduce((sum, rate) => sum + rate, 0);
};

type Fired = {
	readonly event: (typeof events)[number];
	readonly rate: number;
	/** Woken by each, mean. */
	readonly each: number | undefined;
};

/** By what, most first. */
const kindsIn = (meter: Meter): readonly Fired[] =>
	events
		.map(event => ({
			event,
			rate: meter.rate(`sum_node_${event}_watch_count`) ?? 0,
			each: meter.mean(`node_${event}_watch_count`),
		}))
		.filter(({rate}) => rate > 0)
		.sort((a, b) => b.rate - a.rate);

/** How many of them are ours: what is open in the tree is followed by watches. */
const ownOf = ({session, ownFiredPerSecond}: Scene, server: ServerWitness): number =>
	session.kind === 'connected' && session.server.name === server.name ? ownFiredPerSecond : 0;

const storm = (scene: Scene, server: ServerWitness, meter: Meter): Look => {
	const {limits} = scene;
	if (meter.gauge('cnt_node_changed_watch_count') === undefined) {
		return 'needs node_changed_watch_count of mntr, since ZooKeeper 3.6';
	}

	const all = firedIn(meter);
	if (all === undefined) {
		return needsInterval;
	}

	const fired = all - ownOf(scene, server);

	if (fired < limits['notifications-per-second']) {
		return [];
	}

	const kinds = kindsIn(meter);
	const [most] = kinds;
	const woken = most?.each === undefined ? '' : `: each change wakes ${formatCount(most.each)}`;
	return [
		{
			severity: 'warn',
			subject: server.name,
			text: `${formatShort(fired)} watches fire a second${woken}`,
			place: {kind: 'server', name: server.name},
			evidence: evidenceOf(server, meter, kinds),
			why: 'Each watch that fires is a packet, and most clients read anew and set it again: a change costs three packets for each that watches.',
			next: [
				'what changes that often? zktop namespaces, or the hot line, names the path that is written',
				'in a queue each should watch the one before it, not all the same znode',
			],
			limit: `${say(quantity(limits['notifications-per-second'], 'per-second'))} on one server, 3 intervals in a row`,
		},
	];
};

const evidenceOf = (server: ServerWitness, meter: Meter, kinds: readonly Fired[]): readonly Evidence[] => [
	...ofMeter(
		server,
		kinds.flatMap(({event, rate, each}) => [
			{
				what: `fired by znodes ${wordOf[event]}`,
				value: rate,
				unit: 'per-second' as const,
				from: `mntr Δ sum_node_${event}_watch_count`,
			},
			{
				what: 'woken by each, mean',
				value: each,
				unit: 'count' as const,
				from: 'mntr Δsum/Δcnt of the same',
			},
		]),
	),
	...ofMeter(server, [
		{
			what: 'packets sent',
			value: meter.rate('packets_sent'),
			unit: 'per-second',
			from: 'mntr Δ packets_sent',
		},
		{
			what: 'packets received',
			value: meter.rate('packets_received'),
			unit: 'per-second',
			from: 'mntr Δ packets_received',
		},
		{
			what: 'bytes of notifications',
			value: meter.rate('watch_bytes'),
			unit: 'bytes-per-second',
			from: 'mntr Δ watch_bytes',
		},
	]),
];

const wordOf = {
	created: 'created',
	deleted: 'deleted',
	changed: 'changed',
	children: 'with other children',
} as const;
