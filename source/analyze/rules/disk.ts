// Rules about disks: each write waits for the log of the fastest majority, so a slow disk may be hidden until the margin is gone (facts.md M2).
import {quantity, say} from '../quantity.ts';
import {freshValue} from '../reading.ts';
import type {Meter} from '../meter.ts';
import {meansOf, ofMeter} from './evidence.ts';
import {perMeter} from './per-server.ts';
import type {Evidence, Observation, Rule, Scene, ServerWitness} from './rule.ts';

export const diskRules: readonly Rule[] = [
	{
		id: 'fsync-slow',
		raisesAfter: 5,
		wrong:
			'a pause of the whole process (GC, a stopped virtual machine) looks alike: then its reads are slow in the same interval',
		source: 'zookeeperMonitor.md; facts.md M1, M2: only Δsum/Δcnt is of now',
		judge: scene =>
			perMeter(scene, (server, meter) => {
				if (freshValue(server.srvr)?.mode === 'observer') {
					return [];
				}

				if (meter.gauge('cnt_fsynctime') === undefined) {
					return 'needs fsynctime of mntr, since ZooKeeper 3.6';
				}

				const fsyncMs = meter.mean('fsynctime');
				return fsyncMs === undefined
					? undefined
					: fsyncMs > scene.limits['fsync-ms']
						? [slowDisk(scene, server, meter, fsyncMs)]
						: [];
			}),
	},
];

/** Voters whose disk is not known to be slow. */
const fastVoters = ({servers, limits}: Scene): readonly ServerWitness[] =>
	servers.filter(({srvr, twinOf, meter}) => {
		const mode = freshValue(srvr)?.mode;
		return (
			twinOf === undefined &&
			(mode === 'leader' || mode === 'follower') &&
			(meter?.mean('fsynctime') ?? 0) <= limits['fsync-ms']
		);
	});

const slowDisk = (scene: Scene, server: ServerWitness, meter: Meter, fsyncMs: number): Observation => {
	const {ensemble, limits} = scene;
	const usual = server.usual('fsyncMs');
	const fast = fastVoters(scene);
	const spare = fast.length - ensemble.needed;
	const isHidden = spare >= 0 && !ensemble.standalone;
	// Watched for long enough, a fault becomes its own habit.
	const usually = usual === undefined || usual > fsyncMs / 2 ? '' : `, usually ${say(quantity(usual, 'ms'))}`;
	const felt =
		spare === 0
			? `felt if ${fast.map(({name}) => name).join(' or ')} goes`
			: `felt once ${spare + 1} others are gone`;
	return {
		severity: isHidden ? 'warn' : 'bad',
		subject: server.name,
		text: `fsync ${say(quantity(fsyncMs, 'ms'))}${usually}: ${isHidden ? `hidden by the quorum, ${felt}` : 'every write waits for it'}`,
		place: {kind: 'server', name: server.name, metric: 'fsyncMs'},
		evidence: evidenceOf(scene, server, meter),
		why: isHidden
			? `${ensemble.needed} of ${ensemble.voters.count} voters must store each write; ${fast.length} others do so faster, so clients do not feel this disk yet.`
			: `${ensemble.needed} of ${ensemble.voters.count} voters must store each write, and only ${fast.length} fast ones are in step.`,
		next: [
			...(isHidden || ensemble.inStep >= ensemble.voters.count
				? []
				: ['bring the missing voters back: that takes this one out of the way']),
			'on that machine: iostat -x 1; does anything else write to dataLogDir? is the volume throttled?',
		],
		limit: `mean over ${limits['fsync-ms']} ms, 5 intervals in a row`,
	};
};

const evidenceOf = ({servers, ensemble}: Scene, server: ServerWitness, meter: Meter): readonly Evidence[] => [
	...meansOf(server, ['fsyncMs']),
	...ofMeter(server, [
		{
			what: 'fsyncs in that interval',
			value: meter.growth('cnt_fsynctime'),
			unit: 'count',
			from: 'mntr Δcnt fsynctime',
		},
	]),
	...servers.flatMap(other => meansOf(other, ['writeMs'])),
	{
		what: 'voters in step',
		now: {text: `${ensemble.inStep} of ${ensemble.voters.count}`},
		from: 'mntr synced_followers + 1',
	},
	...ofMeter(server, [
		{
			what: 'since start, for comparison only',
			value: meter.gauge('avg_fsynctime'),
			unit: 'ms',
			from: 'mntr avg_fsynctime',
		},
	]),
];
