// Rules about who leads, and how often that changes.
import {formatAge, quantity} from '../quantity.ts';
import {ofMeter} from './evidence.ts';
import type {Voters} from '../voters.ts';
import type {Reign} from '../reigns.ts';
import {
	noneServes,
	ofState,
	type Evidence,
	type Observation,
	type Scene,
	type ServerWitness,
} from './rule.ts';

const minuteMs = 60_000;

export const electionRules = ofState([
	{
		id: 'even-ensemble',
		wrong: 'while a server is being replaced one after the other there is an even number for a time',
		source: 'zookeeper.md C.5 #4; zookeeperAdmin.md: an odd number of machines',
		judge: ({ensemble: {voters, standalone, quorum}}) => {
			if (quorum !== 'yes') {
				return noneServes;
			}

			if (voters.source === 'named' && !standalone) {
				return 'nobody tells how many vote: conf or quorum_size of mntr (since ZooKeeper 3.6) would';
			}

			return standalone || voters.count % 2 === 1
				? []
				: [
						{
							severity: 'info',
							subject: 'ensemble',
							text: `${voters.count} voters survive ${lossesOf(voters.count)}, no more than ${voters.count - 1} would`,
							evidence: [
								{what: 'voters', now: quantity(voters.count, 'count'), from: sources[voters.source]},
								{
									what: 'a majority of them',
									now: quantity(voters.count / 2 + 1, 'count'),
									from: 'count / 2 + 1',
								},
							],
							why: `A majority of ${voters.count} is ${voters.count / 2 + 1}.`,
							next: ['add one voter, or make one an observer'],
							limit: 'an even number of voters',
							sinceAtLeast: true,
						},
					];
		},
	},
	{
		id: 'election',
		wrong:
			'a leader that was only out of our reach for a while is told apart by its epoch alone, which a shut srvr does not tell',
		source: 'zookeeperMonitor.md: increase(election_time_count[5m]) > 0; facts.md M10, M11',
		judge: scene => {
			const {reigns, limits, now, ensemble} = scene;
			if (ensemble.standalone) {
				return [];
			}

			if (reigns.list.length === 0) {
				return 'no leader has been seen yet';
			}

			const [seen] = reigns.list.length > 1 ? reigns.list : [];
			const election = seen === undefined ? toldBy(scene) : {...seen, told: undefined};
			return election !== undefined && now - election.since < limits['election-minutes'] * minuteMs
				? [elected(scene, election)]
				: [];
		},
	},
	{
		id: 'election-flapping',
		wrong: 'servers that are restarted one after the other on purpose hold elections, too',
		source: 'zookeeper.md C.5 #8, #9; the number is a judgement',
		judge: ({reigns, limits, now, ensemble}) => {
			if (ensemble.standalone) {
				return [];
			}

			if (reigns.list.length === 0) {
				return 'no leader has been seen yet';
			}

			const windowMs = limits['flapping-minutes'] * minuteMs;
			const elections = reigns.list.slice(0, -1).filter(({since}) => now - since < windowMs);
			return elections.length < limits['flapping-elections']
				? []
				: [flapping(elections, windowMs, limits['flapping-elections'])];
		},
	},
]);

const sources: Readonly<Record<Voters['source'], string>> = {
	conf: 'conf, /zookeeper/config',
	remembered: 'the configuration of an earlier run',
	quorum_size: 'mntr quorum_size',
	named: 'the connect string',
};

const lossesOf = (voters: number): string => {
	const losses = Math.ceil(voters / 2) - 1;
	return losses === 0 ? 'no failure' : `${losses} ${losses === 1 ? 'failure' : 'failures'}`;
};

type Election = Pick<Reign, 'leader' | 'epoch' | 'since' | 'gapMs'> & {
	/** The leader itself tells since when it leads: zktop was not there. */
	readonly told: ServerWitness | undefined;
};

/**
 * An election before zktop came, as its leader tells it. The first one of each server's run belongs to the start of the ensemble
 * and is no trouble.
 */
const toldBy = ({servers, ensemble}: Scene): Election | undefined => {
	const told = servers.find(({name}) => name === ensemble.leader);
	const upMs = told?.meter?.gauge('leader_uptime');
	// A follower that was frozen looks for a leader again, too, and finds the one that there was.
	const isStart = (told?.meter?.gauge('looking_count') ?? 0) <= 1;
	return told?.meter === undefined || upMs === undefined || isStart
		? undefined
		: {
				leader: ensemble.leader,
				epoch: ensemble.epoch,
				since: told.meter.at - upMs,
				gapMs: undefined,
				told,
			};
};

const elected = (scene: Scene, {leader, epoch, since, gapMs, told}: Election): Observation => {
	const {limits, servers, reigns} = scene;
	const before = told === undefined ? reigns.list[1]?.leader : undefined;
	const who = leader ?? 'a leader that zktop does not see';
	const inEpoch = epoch === undefined ? '' : ` in epoch ${epoch}`;
	const instead =
		before === undefined || leader === undefined ? '' : before === leader ? ', again' : `, after ${before}`;
	const gap =
		gapMs === undefined
			? '; zktop came later and did not see for how long nobody led'
			: `; nobody led for ${formatAge(gapMs)} at most, as seen from here`;
	const winner = servers.find(({name}) => name === leader);
	return {
		severity: 'warn',
		subject: 'ensemble',
		text: `${who} was elected${inEpoch}${instead}${gap}`,
		since,
		sinceAtLeast: false,
		...(leader === undefined ? {} : {place: {kind: 'server', name: leader}}),
		evidence: [...gapEvidence(gapMs), ...(winner === undefined ? [] : leaderEvidence(winner))],
		why: 'While nobody leads nothing can be written and sessions do not expire; counters like packets and latency begin anew after it, which is no restart.',
		next: [
			before === undefined || before === leader
				? "look into the leader's log for why it gave up leading"
				: `look into the log and the machine of ${before}: why did it lose its followers?`,
		],
		limit: `a new leader in the last ${limits['election-minutes']} min`,
	};
};

const gapEvidence = (gapMs: number | undefined): readonly Evidence[] =>
	gapMs === undefined
		? []
		: [
				{
					what: 'nobody seen leading',
					now: quantity(gapMs, 'age'),
					from: 'srvr Mode, our clock',
				},
			];

const leaderEvidence = (winner: ServerWitness): readonly Evidence[] => {
	const {meter} = winner;
	const isOnce = meter?.gauge('cnt_leader_unavailable_time') === 1;
	return ofMeter(winner, [
		{what: 'leads for', value: meter?.gauge('leader_uptime'), unit: 'age', from: 'mntr leader_uptime'},
		{
			what: isOnce ? 'until it led' : 'until it led, longest since start',
			value: meter?.gauge('max_leader_unavailable_time'),
			unit: 'ms',
			from: 'mntr max_leader_unavailable_time',
		},
	]);
};

const flapping = (elections: readonly Reign[], windowMs: number, atLeast: number): Observation => {
	const leaders = [...new Set(elections.flatMap(({leader}) => leader ?? []))];
	const [oldest] = elections.slice(-1);
	return {
		severity: 'bad',
		subject: 'ensemble',
		text: `${elections.length} elections in ${formatAge(windowMs)}: leadership does not stay (${leaders.join(', ')})`,
		...(oldest === undefined ? {} : {since: oldest.since, sinceAtLeast: false}),
		evidence: elections.map(({leader, epoch, since}) => ({
			what: `elected${epoch === undefined ? '' : ` in epoch ${epoch}`}`,
			now: {text: leader ?? 'not seen'},
			from: 'srvr Mode, Zxid',
			at: since,
		})),
		why: 'A leader gives up when it loses the majority of its followers for syncLimit ticks: by pauses, a slow disk or the network between them.',
		next: [
			'compare jvm pauses, fsync and the network between the servers at the times above',
			'raise syncLimit only when the cause is known',
		],
		limit: `${atLeast} new leaders in ${formatAge(windowMs)}`,
	};
};
