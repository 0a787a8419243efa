// Rules about whether the servers are sound: their data alike, their threads alive, their versions the same.
import {counted, formatCount} from '../quantity.ts';
import {freshValue} from '../reading.ts';
import {ofMeter} from './evidence.ts';
import {perMeter, type Look} from './per-server.ts';
import type {Meter} from '../meter.ts';
import {answered, notAsked, ofState, type Observation, type Rule, type ServerWitness} from './rule.ts';

export const integrityRules: readonly Rule[] = [
	{
		id: 'digest-mismatch',
		raisesAfter: 1,
		wrong: 'it counts since the start: it may have been repaired by hand since',
		source: 'zookeeper.md C.3 digest_mismatches_count, C.5 #38: over 0 is critical',
		judge: scene => perMeter(scene, digests),
	},
	{
		id: 'unrecoverable',
		raisesAfter: 1,
		wrong:
			'a follower of 3.8.0 that joins while much is written may count several by a defect, and is well after',
		source:
			'ZooKeeperCriticalThread.java; measured on 3.8.0: SyncThread dies with a NullPointerException of Learner.syncWithLeader, and the next one serves',
		judge: scene => perMeter(scene, deadThreads),
	},
	...ofState([
		{
			id: 'versions-differ',
			wrong: 'while an upgrade is under way servers differ on purpose',
			source: 'zookeeper.md C.5 #43',
			judge: scene => (answered(scene) ? versions(scene.servers) : notAsked),
		},
	]),
];

const total = (
	server: ServerWitness,
	name: string,
	meter: Meter,
	text: string,
): Pick<Observation, 'subject' | 'sinceAtLeast' | 'place' | 'evidence' | 'limit'> => ({
	subject: server.name,
	sinceAtLeast: meter.growth(name) === undefined || meter.growth(name) === 0,
	place: {kind: 'server', name: server.name},
	evidence: ofMeter(server, [
		{what: `${text}, since start`, value: meter.gauge(name), unit: 'count', from: `mntr ${name}`},
		{what: `${text}, in the last interval`, value: meter.growth(name), unit: 'count', from: `mntr Δ ${name}`},
	]),
	limit: 'a single one since the start',
});

const digests = (server: ServerWitness, meter: Meter): Look => {
	const name = 'digest_mismatches_count';
	const count = meter.gauge(name);
	return count === undefined
		? `needs ${name} of mntr, since ZooKeeper 3.6`
		: count === 0
			? []
			: [
					{
						...total(server, name, meter, 'transactions with another digest'),
						severity: 'bad',
						text: `data differs from the leader's: ${counted(count, 'transaction')} gave another digest since its start`,
						why: 'Each transaction carries the digest of the tree after it; this server came to another tree, so clients on it may read what others do not.',
						next: [
							'compare hash of all servers at one zxid (AdminServer: /commands/hash)',
							'stop it, set its data directory aside, and let it read a snapshot of the leader',
						],
					},
				];
};

const deadThreads = (server: ServerWitness, meter: Meter): Look => {
	const name = 'unrecoverable_error_count';
	const count = meter.gauge(name);
	return count === undefined
		? `needs ${name} of mntr, since ZooKeeper 3.6`
		: count === 0
			? []
			: [
					{
						...total(server, name, meter, 'critical threads that died'),
						severity: meter.growth(name) ? 'bad' : 'info',
						text: meter.growth(name)
							? `lost ${formatCount(meter.growth(name) ?? 0)} of its critical threads just now: it no longer does all its work`
							: `lost ${counted(count, 'critical thread')} since its process started; it serves, so it has begun anew after that`,
						why: 'A server without one of them stops serving, leaves the ensemble and joins it anew, with new threads; the count goes on.',
						next: ["look into its log for 'Severe unrecoverable error'", 'restart it if it grows'],
					},
				];
};

const versions = (servers: readonly ServerWitness[]): readonly Observation[] => {
	const told = servers.flatMap(({name, srvr, mntr, twinOf, many}) => {
		const version = freshValue(srvr)?.version ?? freshValue(mntr)?.version;
		return version === undefined || twinOf !== undefined || many ? [] : [{name, version}];
	});
	const byVersion = [...Map.groupBy(told, ({version}) => version)].toSorted(
		([, a], [, b]) => b.length - a.length,
	);
	return byVersion.length < 2
		? []
		: [
				{
					severity: 'info',
					subject: 'ensemble',
					text: `${byVersion.length} versions at once: ${byVersion.map(([version, on]) => `${version} on ${on.map(({name}) => name).join(', ')}`).join('; ')}`,
					sinceAtLeast: true,
					evidence: told.map(({name, version}) => ({
						what: 'version',
						now: {text: version},
						server: name,
						from: 'srvr, mntr version',
					})),
					why: 'Servers of neighbouring versions work together so that they can be upgraded one by one; nobody tests them together for long.',
					next: ['finish the upgrade'],
					limit: 'more than one version',
				},
			];
};
