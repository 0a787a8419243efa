// Rules about growth: znodes and data that become more minute by minute, and when they reach what ZooKeeper warns of.
import {formatAge, formatCount, formatShort, quantity, say, type Unit} from '../quantity.ts';
import {ofMeter} from './evidence.ts';
import {
	noneServes,
	notAsked,
	type Observation,
	type Rule,
	type Scene,
	type ServerWitness,
	type Verdict,
} from './rule.ts';

type Growing = {
	/** The metric of the history. */
	readonly metric: 'znodes' | 'dataBytes';
	readonly mntr: string;
	readonly noun: string;
	readonly unit: Unit;
	readonly perSecond: Unit;
	readonly most: number;
	/** Growth that is noise. */
	readonly least: number;
	readonly next: readonly string[];
};

export const growthRules: readonly Rule[] = [
	{
		id: 'znode-growth',
		raisesAfter: 5,
		wrong:
			'a load that fills the tree on purpose ends by itself; the forecast takes the last minutes as they were',
		source: 'zookeeperMonitor.md: znode_count > 1000000; facts.md M14',
		judge: scene =>
			judgeGrowth(scene, {
				metric: 'znodes',
				mntr: 'znode_count',
				noun: 'znodes',
				unit: 'count',
				perSecond: 'per-second',
				most: scene.limits.znodes,
				least: 1,
				next: [
					'where? the hot line and zktop namespaces name the path that is written; a queue that nobody empties is the usual one',
					'leaks are sequential znodes that are made for each try and not deleted, or one per request',
				],
			}),
	},
	{
		id: 'data-growth',
		raisesAfter: 5,
		wrong: 'approximate_data_size counts paths and data alone: the heap needs several times as much',
		source: 'zookeeperMonitor.md: approximate_data_size > 1 GiB',
		judge: scene =>
			judgeGrowth(scene, {
				metric: 'dataBytes',
				mntr: 'approximate_data_size',
				noun: 'of data',
				unit: 'bytes',
				perSecond: 'bytes-per-second',
				most: scene.limits['data-bytes'],
				least: 1024,
				next: [
					'where? zktop namespaces tells bytes written a second by path',
					'large values belong elsewhere, with their address in ZooKeeper; every server keeps all of it in memory',
				],
			}),
	},
];

/** All servers hold the same: the leader tells, else the first that does. */
const judgeGrowth = (scene: Scene, growing: Growing): Verdict => {
	const servers = scene.servers.filter(({twinOf, many}) => twinOf === undefined && !many);
	if (servers.every(({srvr}) => srvr.kind === 'unasked')) {
		return notAsked;
	}

	const telling = servers.filter(({figures}) => figures?.[growing.metric] !== undefined);
	const server = telling.find(({name}) => name === scene.ensemble.leader) ?? telling[0];
	return server === undefined
		? servers.every(({figures}) => figures === undefined)
			? noneServes
			: `needs ${growing.mntr} of mntr`
		: growthOn(server, scene, growing);
};

/** The spans over which growth is told, the longest that is known first. */
const spansMs = [300_000, 180_000, 120_000, 60_000] as const;
/** A moment is some ticks, so that one that was missed does no harm. */
const momentMs = 5000;
const parts = 3;

type Growth = {readonly perSecond: number; readonly spanMs: number; readonly start: number};

/** Growth over the longest span that is known, if it went on in each third of it at half of its pace at least. */
const steadyGrowth = ({meanOf}: ServerWitness, metric: string, now: number): Growth | undefined => {
	const at = (ms: number): number | undefined => (ms === 0 ? now : meanOf(metric, ms + momentMs, ms));
	for (const spanMs of spansMs) {
		const marks = Array.from({length: parts + 1}, (_, part) => at(spanMs * (1 - part / parts)));
		if (marks.every(mark => mark !== undefined)) {
			const [start = now] = marks;
			const mean = (now - start) / parts;
			const isSteady = marks.every(
				(mark, index) => index === 0 || mark - (marks[index - 1] ?? mark) >= mean / 2,
			);
			return isSteady
				? {perSecond: ((now - start) * 1000) / (spanMs + momentMs / 2), spanMs, start}
				: undefined;
		}
	}

	return undefined;
};

const growthOn = (server: ServerWitness, {limits}: Scene, growing: Growing): readonly Observation[] => {
	const {metric, most, noun, unit, perSecond, least} = growing;
	const now = server.figures?.[metric] ?? 0;
	const growth = steadyGrowth(server, metric, now);
	const isGrowing = growth !== undefined && growth.perSecond >= least;
	const hoursLeft = isGrowing ? (most - now) / growth.perSecond / 3600 : Infinity;
	const isOver = now > most;
	if (!isOver && hoursLeft > limits['growth-hours']) {
		return [];
	}

	const amount = unit === 'bytes' ? `${say(quantity(now, unit))} ${noun}` : `${formatShort(now)} ${noun}`;
	const rate = isGrowing
		? `, +${say(quantity(growth.perSecond, perSecond))} for ${formatAge(growth.spanMs)}`
		: '';
	const limit = unit === 'bytes' ? say(quantity(most, unit)) : formatCount(most);
	const when = isOver
		? `, over the ${limit} that ZooKeeper warns of`
		: `: ${limit} in ${formatAge(hoursLeft * 3_600_000)} at that pace`;
	return [
		{
			severity: (isOver && isGrowing) || hoursLeft < 1 ? 'warn' : 'info',
			subject: 'ensemble',
			text: `${amount}${rate}${when}`,
			place: {kind: 'server', name: server.name},
			evidence: [
				...ofMeter(server, [
					{
						what: `${growing.mntr} now`,
						value: now,
						unit,
						usual: server.usual(metric),
						from: `mntr ${growing.mntr}`,
					},
					{
						what: `growth over ${formatAge(growth?.spanMs ?? 0)}`,
						value: growth?.perSecond,
						unit: perSecond,
						from: `mntr ${growing.mntr}, then and now`,
					},
				]),
			],
			why: 'Every server holds all of it in memory and writes all of it in each snapshot: a restart and a follower that comes back take longer the more there is.',
			next: growing.next,
			limit: `${limit}, or on the way there within ${formatAge(limits['growth-hours'] * 3_600_000)}`,
		},
	];
};
