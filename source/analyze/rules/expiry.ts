// The rule about sessions that have expired in masses, and whose they were. What is about to expire: sessions.ts.
import {counted, formatCount, quantity, say} from '../quantity.ts';
import type {Expired} from '../traffic/endings.ts';
import {fromCons} from './clients.ts';
import {ofMeter} from './evidence.ts';
import {
	noneServes,
	notAsked,
	type Evidence,
	type Observation,
	type Rule,
	type Scene,
	type ServerWitness,
	type Verdict,
} from './rule.ts';

export const expiryRules: readonly Rule[] = [
	{
		id: 'sessions-expired',
		raisesAfter: 1,
		clearsAfter: 60,
		wrong:
			'clients that are killed instead of stopped leave sessions that expire: a deployment looks like that',
		source: 'zookeeper.md C.3 stale_sessions_expired, C.5 #29; the leader gives sessions up',
		judge: scene => judgeExpiry(scene),
	},
];

const judgeExpiry = (scene: Scene): Verdict => {
	const servers = scene.servers.filter(({twinOf, many}) => twinOf === undefined && !many);
	if (servers.every(({srvr}) => srvr.kind === 'unasked')) {
		return notAsked;
	}

	const {leader} = scene.ensemble;
	const server = servers.find(({name}) => name === leader);
	if (server === undefined) {
		return leader === undefined ? noneServes : `needs mntr of the leader, ${leader}`;
	}

	if (server.meter?.gauge('stale_sessions_expired') === undefined) {
		return server.mntr.kind === 'unsupported'
			? `needs mntr of the leader: ${server.mntr.why}`
			: 'needs stale_sessions_expired of mntr, since ZooKeeper 3.6';
	}

	return waveOn(server, scene);
};

const minuteMs = 60_000;

/** Expired in the last minute, as far as it was seen. */
const lately = ({grownIn, meter}: ServerWitness): number =>
	Math.max(
		meter?.growth('stale_sessions_expired') ?? 0,
		Math.round(grownIn('stale_sessions_expired', minuteMs) ?? 0),
	);

const waveOn = (server: ServerWitness, {limits, traffic}: Scene): readonly Observation[] => {
	const {expired} = traffic.endings;
	// The history keeps rates of a tick: of an interval that was longer it tells less than there was.
	const count = Math.max(lately(server), expired.length);
	const left = server.meter?.gauge('global_sessions');
	const most = Math.max(limits['expired-sessions'], (left ?? 0) * limits['expired-share']);
	if (count <= most) {
		return [];
	}

	const addresses = byAddress(expired);
	const [first] = addresses;
	const whose =
		first === undefined
			? ''
			: addresses.length === 1 && first.count === count
				? `, all of ${first.address}`
				: `, ${formatCount(first.count)} of them of ${first.address}${othersOf(addresses, count)}`;
	return [
		{
			severity: 'warn',
			subject: 'ensemble',
			text: `${formatCount(count)} sessions expired in the last minute${whose}`,
			place: {kind: 'sessions', filter: first?.address ?? ''},
			evidence: evidenceOf(server, count, addresses),
			why: 'With a session all its ephemerals go: locks are freed, services and members disappear, and whoever watched them is woken.',
			next: [
				first === undefined
					? 'which clients have gone? explain tells what changed'
					: `is ${first.address} up and reachable? a machine that was down or cut off, or a long pause (GC, a stopped virtual machine), looks like that`,
				'if clients are well, the network or this ensemble was too slow for their timeout: see latency and elections of that time',
			],
			limit: `more than ${formatCount(limits['expired-sessions'])}, or ${say(quantity(limits['expired-share'], 'share'))} of all sessions, in a minute`,
		},
	];
};

/** `, 5 of 1 other address, 25 of unknown ones`: no address is known of those that came and went between two looks. */
const othersOf = ([first, ...others]: readonly Counted[], count: number): string => {
	const known = others.reduce((sum, other) => sum + other.count, 0);
	const unknown = count - known - (first?.count ?? 0);
	return [
		others.length === 0
			? ''
			: unknown === 0
				? `, the others of ${counted(others.length, 'address', 'addresses')}`
				: `, ${formatCount(known)} of ${counted(others.length, 'other address', 'other addresses')}`,
		unknown === 0 ? '' : `, ${formatCount(unknown)} of unknown ones`,
	].join('');
};

const evidenceOf = (
	server: ServerWitness,
	count: number,
	addresses: readonly Counted[],
): readonly Evidence[] => [
	...ofMeter(server, [
		{
			what: 'expired in the last minute',
			value: count,
			unit: 'count',
			from: 'mntr stale_sessions_expired and dump of the leader, over a minute',
		},
		{
			what: 'connections dropped by clients',
			value: server.meter?.growth('connection_drop_count'),
			unit: 'count',
			from: 'mntr Δ connection_drop_count',
		},
		{
			what: 'sessions now',
			value: server.meter?.gauge('global_sessions'),
			unit: 'count',
			from: 'mntr global_sessions',
		},
	]),
	...addresses
		.slice(0, 5)
		.flatMap(({address, count: ended}): readonly Evidence[] =>
			fromCons(`expired of ${address}`, ended, 'count', 'dump of the leader, and cons before'),
		),
];

type Counted = {readonly address: string; readonly count: number};

const byAddress = (expired: readonly Expired[]): readonly Counted[] => {
	const counts = new Map<string, number>();
	for (const {address} of expired) {
		if (address !== undefined) {
			counts.set(address, (counts.get(address) ?? 0) + 1);
		}
	}

	return [...counts].map(([address, count]) => ({address, count})).sort((a, b) => b.count - a.count);
};
