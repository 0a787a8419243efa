// The rule about zxids: an epoch has 2³² of them, and with the last one its leader gives up.
import {counterOf, epochOf, type Id} from '../../zookeeper/ids.ts';
import {formatCount, quantity, say} from '../quantity.ts';
import {noneServes, type Observation, type Rule, type Scene} from './rule.ts';

export const zxidRules: readonly Rule[] = [
	{
		id: 'zxid-rollover',
		wrong: 'the date holds if as much is written as in the time that the rate is of',
		source: 'Leader.java: rolls over at 0xffffffff; ZOOKEEPER-2789; zookeeper.md C.5 #42',
		judge: scene => {
			const {zxid, quorum, standalone} = scene.ensemble;
			if (quorum !== 'yes') {
				return noneServes;
			}

			if (standalone) {
				return [];
			}

			return zxid === undefined ? 'needs a zxid, which srvr tells' : rollover(scene, zxid);
		},
	},
];

/** Zxids of one epoch: the counter has 32 bits. */
const zxidsInEpoch = 0xff_ff_ff_ff;
const dayMs = 86_400_000;
/** The rate of a shorter time is no forecast. */
const rateOfMs = 600_000;

const rollover = (scene: Scene, zxid: Id): readonly Observation[] => {
	const {ensemble, limits, now, servers} = scene;
	const counter = counterOf(zxid);
	const share = counter / zxidsInEpoch;
	const rates = zxidRates(scene, zxid);
	const perSecond = Math.max(0, ...rates.map(({perSecond}) => perSecond));
	const leftMs = perSecond > 0 ? ((zxidsInEpoch - counter) / perSecond) * 1000 : Infinity;
	const isSoon = share >= 0.5 && leftMs < limits['zxid-days'] * dayMs;
	if (share <= limits['zxid-share'] && !isSoon) {
		return [];
	}

	const leader = servers.find(({name}) => name === ensemble.leader);
	const date =
		leftMs < 1000 * dayMs
			? `; at ${say(quantity(perSecond, 'per-second'))} the last is used on ${new Date(now + leftMs).toISOString().slice(0, 16).replace('T', ' ')}Z`
			: '';
	return [
		{
			severity: 'warn',
			subject: 'ensemble',
			text: `${(share * 100).toFixed(1)} % of the zxids of epoch ${epochOf(zxid)} are used${date}`,
			...(leader === undefined ? {} : {place: {kind: 'server', name: leader.name}}),
			evidence: [
				{
					what: 'used',
					now: {text: `${formatCount(counter)} of ${formatCount(zxidsInEpoch)}`},
					from: 'srvr Zxid, lower 32 bits',
				},
				...rates.map(({what, perSecond, from}) => ({what, now: quantity(perSecond, 'per-second'), from})),
			],
			why: 'With its last zxid the leader gives up leading: the election that follows comes at that time, whatever the clients do then.',
			next: ['restart the leader at a quiet time before: a new epoch begins at 0'],
			limit: `over ${say(quantity(limits['zxid-share'], 'share'))}, or the last within ${limits['zxid-days']} days`,
		},
	];
};

type Rate = {readonly what: string; readonly perSecond: number; readonly from: string};

/** How fast zxids are used: over the whole epoch, and over this run where it is long enough. */
const zxidRates = ({servers, ensemble, reigns, now}: Scene, zxid: Id): readonly Rate[] => {
	const leader = servers.find(({name}) => name === ensemble.leader);
	const upMs = leader?.meter?.gauge('leader_uptime');
	const [reign] = reigns.list;
	const seenMs = now - (reign?.since ?? now);
	return [
		...(upMs === undefined || upMs < rateOfMs
			? []
			: [
					{
						what: 'per second, mean of this epoch',
						perSecond: (counterOf(zxid) * 1000) / upMs,
						from: 'srvr Zxid, mntr leader_uptime',
					},
				]),
		...(reign?.zxid === undefined || reign.epoch !== epochOf(zxid) || seenMs < rateOfMs
			? []
			: [
					{
						what: 'per second, mean of this run',
						perSecond: ((counterOf(zxid) - counterOf(reign.zxid)) * 1000) / seenMs,
						from: 'srvr Zxid',
					},
				]),
	];
};
