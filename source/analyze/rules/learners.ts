// Rules about who follows the leader: how far behind, and who is not in step yet.
import {counterOf, epochOf} from '../../zookeeper/ids.ts';
import {counted, formatAge, formatCount, quantity} from '../quantity.ts';
import {freshValue} from '../reading.ts';
import {ofMeter} from './evidence.ts';
import {perServer} from './per-server.ts';
import {
	noneServes,
	type Evidence,
	type Observation,
	type Rule,
	type Scene,
	type ServerWitness,
	type Verdict,
} from './rule.ts';

export const learnerRules: readonly Rule[] = [
	{
		id: 'follower-lag',
		raisesAfter: 3,
		wrong: 'a connect string that mixes two ensembles makes one of them look behind',
		source: 'facts.md M10, M12; zookeeper.md C.5, last zxid lag; the limit is a judgement',
		judge: scene => {
			const leader = leaderOf(scene);
			return scene.ensemble.standalone
				? []
				: leader === undefined
					? 'needs the leader among the servers that are asked, and its srvr'
					: perServer(scene, server => behind(scene, server, leader));
		},
	},
	{
		id: 'followers-syncing',
		raisesAfter: 60,
		wrong: 'a server that has just been added or started reads a large snapshot for minutes',
		source: 'zookeeper.md C.5 #6, #7: differ for more than a minute',
		judge: scene => syncing(scene),
	},
];

/** Where more than one calls itself leader, its newer epoch is right. */
const leaderOf = ({servers, ensemble}: Scene): ServerWitness | undefined =>
	servers.find(({name, srvr}) => name === ensemble.leader && srvr.kind === 'fresh');

/**
 * The leader had passed the follower's zxid for certain when it told a higher one of the same epoch; the follower was asked later.
 * So it is behind by the time in between at least, however fast is written.
 */
const behind = (
	{limits}: Scene,
	server: ServerWitness,
	leader: ServerWitness,
): readonly Observation[] | string | undefined => {
	const {srvr, answerMs} = server;
	if (server === leader) {
		return [];
	}

	if (srvr.kind !== 'fresh') {
		return srvr.kind === 'unsupported' ? `needs the zxid of srvr: ${srvr.why}` : undefined;
	}

	const {zxid} = srvr.value;
	const askedAt = srvr.at - (answerMs ?? 0);
	const ahead = leader.zxids.filter(
		told => epochOf(told.zxid) === epochOf(zxid) && counterOf(told.zxid) > counterOf(zxid),
	);
	const passed = ahead.findLast(({at}) => at < askedAt);
	const behindMs = passed === undefined ? 0 : askedAt - passed.at;
	return behindMs < limits['lag-ms'] ? [] : [lagging(server, leader, behindMs, limits['lag-ms'])];
};

const lagging = (
	server: ServerWitness,
	leader: ServerWitness,
	behindMs: number,
	limitMs: number,
): Observation => {
	const least = server.lag ?? 1;
	const mode = freshValue(server.srvr)?.mode ?? 'follower';
	return {
		severity: 'warn',
		subject: server.name,
		text: `behind the leader by ${formatAge(behindMs)} and ${counted(least, 'transaction')} at least`,
		place: {kind: 'server', name: server.name},
		evidence: lagEvidence(server, leader, least, behindMs),
		why: `This ${mode} takes what ${leader.name} sends more slowly than it comes: clients that read from it see the past.`,
		next: [
			'compare its fsync, jvm pauses and network with those of the others',
			'clients that must not read the past call sync before they read',
		],
		limit: `behind by ${formatAge(limitMs)}, 3 intervals in a row`,
	};
};

/** The bracket: what the leader told before and after the follower, all of one epoch. */
const lagEvidence = (
	{name, srvr}: ServerWitness,
	leader: ServerWitness,
	least: number,
	behindMs: number,
): readonly Evidence[] => {
	const [after] = leader.zxids;
	const zxid = freshValue(srvr)?.zxid;
	const at = srvr.kind === 'fresh' ? srvr.at : 0;
	const most =
		zxid === undefined || after === undefined || after.at < at
			? undefined
			: counterOf(after.zxid) - counterOf(zxid);
	return [
		{
			what: 'behind what the leader had told',
			now: quantity(behindMs, 'age'),
			server: name,
			from: 'srvr Zxid of both',
			at,
		},
		{
			what: 'transactions behind, at least',
			now: quantity(least, 'count'),
			server: name,
			from: 'srvr Zxid',
			at,
		},
		...(most === undefined
			? []
			: [
					{
						what: 'transactions behind, at most',
						now: quantity(most, 'count'),
						server: name,
						from: 'srvr Zxid',
						at,
					},
				]),
	];
};

const syncing = (scene: Scene): Verdict => {
	const {ensemble, servers} = scene;
	if (ensemble.quorum !== 'yes') {
		return noneServes;
	}

	const leader = servers.find(({name}) => name === ensemble.leader);
	const gauge = (name: string): number | undefined => leader?.meter?.gauge(name);
	const learners = gauge('learners') ?? gauge('followers');
	const synced = gauge('synced_followers');
	if (ensemble.standalone) {
		return [];
	}

	if (leader === undefined || learners === undefined || synced === undefined) {
		return 'needs mntr of the leader: learners and synced_followers';
	}

	const inStep = synced + (gauge('synced_observers') ?? 0) + (gauge('synced_non_voting_followers') ?? 0);
	const behind = learners - inStep;
	const syncs = gauge('pending_syncs') ?? 0;
	return [
		...(behind > 0 ? [notInStep(leader, behind, learners)] : []),
		...(syncs > 0 ? [pendingSyncs(leader, syncs)] : []),
	];
};

const notInStep = (leader: ServerWitness, behind: number, learners: number): Observation => ({
	severity: 'warn',
	subject: 'ensemble',
	text: `${behind} of ${learners} learners of ${leader.name} not in step: reading a snapshot, or stuck`,
	place: {kind: 'server', name: leader.name},
	evidence: ofMeter(leader, [
		{what: 'connected to the leader', value: learners, unit: 'count', from: 'mntr learners'},
		{
			what: 'of them in step',
			value: learners - behind,
			unit: 'count',
			from: 'mntr synced_followers + synced_observers + synced_non_voting_followers',
		},
	]),
	why: 'A learner that is not in step does not count for the majority, and its clients are not served.',
	next: ["look into that learner's log for its snapshot; is initLimit × tickTime long enough for it?"],
	limit: 'not in step, 60 intervals in a row',
});

const pendingSyncs = (leader: ServerWitness, syncs: number): Observation => ({
	severity: 'info',
	subject: leader.name,
	text: `${formatCount(syncs)} sync calls wait for a commit`,
	place: {kind: 'server', name: leader.name},
	evidence: ofMeter(leader, [
		{what: 'sync calls that wait', value: syncs, unit: 'count', from: 'mntr pending_syncs'},
	]),
	why: 'sync returns once a majority has stored all before it: commits are slow, or there are very many syncs.',
	next: ['compare fsync and write latency of the servers'],
	limit: 'some waiting at each look, 60 intervals in a row',
});
