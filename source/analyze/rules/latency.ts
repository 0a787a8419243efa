// The rule about latency: slower than a server may be, or than this one usually is.
import type {Meter} from '../meter.ts';
import {quantity, say} from '../quantity.ts';
import {meansOf, ofMeter} from './evidence.ts';
import {perMeter, type Look} from './per-server.ts';
import type {Evidence, Observation, Rule, Scene, ServerWitness} from './rule.ts';

export const latencyRules: readonly Rule[] = [
	{
		id: 'latency-shift',
		raisesAfter: 5,
		wrong:
			'a few dear requests (a listing of a huge parent, a large multi) raise the mean of a quiet interval',
		source:
			'zookeeper.md C.5 #12: avg_latency > 100, of the interval instead of since the start; facts.md M1, M2',
		judge: scene => perMeter(scene, (server, meter) => slower(scene, server, meter)),
	},
];

const slower = (scene: Scene, server: ServerWitness, meter: Meter): Look => {
	const {limits} = scene;
	if (meter.gauge('cnt_readlatency') === undefined) {
		return 'needs readlatency and updatelatency of mntr, since ZooKeeper 3.6';
	}

	const kinds = [
		{what: 'reads', metric: 'readMs', ms: meter.mean('readlatency'), usual: server.usual('readMs')},
		{what: 'writes', metric: 'writeMs', ms: meter.mean('updatelatency'), usual: server.usual('writeMs')},
	] as const;
	const shifted = kinds.flatMap(({what, metric, ms, usual}) =>
		ms !== undefined &&
		(ms > limits['latency-ms'] ||
			(usual !== undefined && ms > limits['latency-shift-ms'] && ms > usual * limits['latency-shift-times']))
			? [{what, metric, ms, usual}]
			: [],
	);
	if (shifted.length === 0) {
		return kinds.every(({ms}) => ms === undefined)
			? undefined
			: kinds.every(({usual}) => usual === undefined)
				? `has no habit to compare with yet: sees only means over ${limits['latency-ms']} ms until it was watched for 90 intervals`
				: [];
	}

	return [shift(scene, server, shifted)];
};

type Shifted = {
	readonly what: string;
	readonly metric: 'readMs' | 'writeMs';
	readonly ms: number;
	readonly usual: number | undefined;
};

const shift = (scene: Scene, server: ServerWitness, shifted: readonly Shifted[]): Observation => {
	const {limits} = scene;
	const texts = shifted.map(
		({what, ms, usual}) =>
			`${what} take ${say(quantity(ms, 'ms'))}${usual === undefined ? '' : `, usually ${say(quantity(usual, 'ms'))}`}`,
	);
	return {
		severity: 'warn',
		subject: server.name,
		text: texts.join('; '),
		place: {kind: 'server', name: server.name, metric: shifted[0]?.metric ?? 'writeMs'},
		evidence: latencyEvidence(server),
		why: whySlow(scene, shifted),
		next: ['compare fsync, outstanding requests and requests per second of the servers at that time'],
		limit: `mean over ${limits['latency-ms']} ms, or over ${limits['latency-shift-ms']} ms and ${limits['latency-shift-times']} times the usual, 5 intervals in a row`,
	};
};

const latencyEvidence = (server: ServerWitness): readonly Evidence[] => [
	...meansOf(server, ['readMs', 'writeMs', 'fsyncMs']),
	...ofMeter(server, [
		{
			what: 'requests of others',
			value: server.figures?.requestsPerSecond,
			unit: 'per-second',
			usual: server.usual('requestsPerSecond'),
			from: 'mntr Δ packets_received, less our own',
		},
	]),
];

/** A write waits for the fastest majority: where too few disks are quick, that is why. */
const whySlow = ({servers, ensemble, limits}: Scene, shifted: readonly Shifted[]): string => {
	const slow = servers.filter(({meter}) => (meter?.mean('fsynctime') ?? 0) > limits['fsync-ms']);
	const isFelt = slow.length > 0 && ensemble.inStep - slow.length < ensemble.needed;
	const names = slow.map(({name}) => name).join(', ');
	return shifted.some(({what}) => what === 'writes') && isFelt
		? `The slow disk of ${names} explains it (fsync-slow): a majority is not had without it.`
		: slow.length > 0
			? `The disk of ${names} is slow, but a majority is had without it: look elsewhere.`
			: 'No disk is slow: load, a pause or the network.';
};
