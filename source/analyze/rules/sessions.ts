// Rules about sessions: many that are about to end, and ephemerals that servers do not agree on.
import {quantity} from '../quantity.ts';
import {seconds, whyNoDump} from './looking.ts';
import type {Observation, Rule, Scene, Verdict} from './rule.ts';

export const sessionRules: readonly Rule[] = [
	{
		id: 'expiry-wave',
		wrong: 'a server that was slow for a moment may hear of them all at once again',
		source: 'facts.md M7: the leader’s dump, only sessions below half of their timeout',
		judge: scene =>
			scene.inspection.expiries === undefined ? 'the leader does not tell when sessions end' : wave(scene),
	},
	{
		id: 'ephemerals-differ',
		raisesAfter: 5,
		wrong: 'a follower that is far behind looks alike until it has caught up',
		source: 'zookeeper.md A.4 dump: every server tells the ephemerals of the whole ensemble',
		judge: scene => whyNoDump(scene) ?? unlike(scene),
	},
];

const wave = (scene: Scene): Verdict => {
	const {expiring} = scene.inspection;
	const sessions = expiring.reduce((sum, bucket) => sum + bucket.sessions.length, 0);
	const last = expiring.at(-1);
	if (last === undefined || sessions < scene.limits['expiring-sessions']) {
		return [];
	}

	const holds = expiring.reduce((sum, bucket) => sum + bucket.holds, 0);
	const ephemerals = expiring.reduce((sum, bucket) => sum + bucket.ephemerals, 0);
	const goes = [
		...(holds > 0 ? [`${holds} ${holds === 1 ? 'lock or leader' : 'locks and leaders'}`] : []),
		`${ephemerals} ephemerals`,
	];
	return [
		{
			severity: 'warn',
			subject: 'ensemble',
			text: `${sessions} sessions end within ${seconds(last.endsBy - scene.now)} unless they are heard of, and ${goes.join(', ')} with them`,
			place: {kind: 'sessions', filter: ''},
			evidence: expiring.map(bucket => ({
				what: `sessions that end in ≤ ${seconds(bucket.endsBy - scene.now)}`,
				now: quantity(bucket.sessions.length, 'count'),
				from: 'dump of the leader, SessionTracker',
			})),
			next: ['is a server, a switch or a whole client machine cut off? compare where they are connected'],
			limit: `${scene.limits['expiring-sessions']} sessions below half of their timeout`,
		},
	];
};

/** A change takes its time to all servers. */
const differsForMs = 5000;

const unlike = ({inspection: {disagreements}}: Scene): readonly Observation[] => {
	const lasting = [...disagreements.values()].filter(({since, seenAt}) => seenAt - since >= differsForMs);
	const byServers = Map.groupBy(lasting, ({has, lacks}) => [has, lacks].sort().join(', '));
	return [...byServers].map(([subject, all]) => ({
		severity: 'bad',
		subject,
		text: `they do not agree on ${all.length} ${all.length === 1 ? 'ephemeral' : 'ephemerals'}: ${all[0]?.lacks ?? ''} lacks ${all[0]?.path ?? ''}`,
		since: Math.min(...all.map(({since}) => since)),
		place: {kind: 'server', name: all[0]?.lacks ?? ''},
		evidence: all.slice(0, 5).map(({path, session, has, lacks}) => ({
			what: path,
			now: {text: `${has} has it, ${lacks} has not`},
			from: `dump, session ${session}`,
		})),
		next: [
			'compare zxid and epoch of both: is one far behind? else restart the one that differs, with an empty dataDir if it goes on',
		],
	}));
};
