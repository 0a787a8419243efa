// Rules about connections as a whole: how they are spread over the servers, and what their heartbeats cost.
import {formatAge, formatCount, formatShort, quantity, say} from '../quantity.ts';
import {freshValue} from '../reading.ts';
import {pingsPerSecond} from '../traffic/clients.ts';
import {fromCons, ofClients} from './clients.ts';
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

export const connectionRules: readonly Rule[] = [
	{
		id: 'connections-unbalanced',
		raisesAfter: 10,
		wrong:
			'leaderServes=no keeps clients off the leader, and clients that name one server only stay there: then it is meant so',
		source: 'judgement; clients choose a server when they connect, and stay (zookeeperProgrammers.md)',
		judge: scene => balanceOf(scene),
	},
	{
		id: 'heartbeats',
		raisesAfter: 5,
		wrong: 'who needs to know soon that a client has died needs its short timeout',
		source: 'facts.md M16: an idle client pings three times in its timeout',
		judge: scene => ofClients(scene, () => heartbeats(scene)),
	},
];

/** Servers that take clients, but observers, which often stand elsewhere for clients there. */
const balanceOf = (scene: Scene): Verdict => {
	const asked = scene.servers.filter(({twinOf, many}) => twinOf === undefined && !many);
	if (asked.every(({srvr}) => srvr.kind === 'unasked')) {
		return notAsked;
	}

	const dark = asked.find(({figures}) => figures?.connections === undefined);
	if (dark !== undefined) {
		// Its clients are elsewhere now, or nobody knows.
		return asked.every(({figures}) => figures === undefined)
			? noneServes
			: `needs the connections of all servers, and ${dark.name} does not tell them now`;
	}

	const voters = asked.filter(({srvr}) => freshValue(srvr)?.mode !== 'observer');
	return voters.length < 2 ? [] : unbalanced(voters, scene);
};

const connectionsOf = ({figures}: ServerWitness): number => figures?.connections ?? 0;

const unbalanced = (voters: readonly ServerWitness[], {limits}: Scene): readonly Observation[] => {
	const [fullest, ...others] = voters.toSorted((a, b) => connectionsOf(b) - connectionsOf(a));
	const emptiest = others.at(-1);
	if (
		fullest === undefined ||
		emptiest === undefined ||
		connectionsOf(fullest) < limits['unbalanced-connections'] ||
		connectionsOf(fullest) < connectionsOf(emptiest) * limits['unbalanced-times']
	) {
		return [];
	}

	const sum = voters.reduce((total, server) => total + connectionsOf(server), 0);
	const even = Math.round(sum / voters.length);
	return [
		{
			severity: 'info',
			subject: 'ensemble',
			text: `${fullest.name} has ${formatCount(connectionsOf(fullest))} of ${formatCount(sum)} connections, ${emptiest.name} ${formatCount(connectionsOf(emptiest))}; even would be ${formatCount(even)} each`,
			place: {kind: 'server', name: fullest.name},
			evidence: voters.flatMap(server =>
				ofMeter(server, [
					{
						what: 'connections without our own',
						value: connectionsOf(server),
						unit: 'count',
						usual: server.usual('connections'),
						from: 'mntr num_alive_connections',
					},
				]),
			),
			why: 'A client chooses a server when it connects and stays: after a restart of the servers one by one, the last of them has none. When the fullest one fails, all of its clients come at once to the others.',
			next: [
				`restart the clients a few at a time, or ${fullest.name} at a quiet time: about ${formatCount(connectionsOf(fullest) - even)} of them should move`,
				'do all clients name all servers? one that names a single one never moves',
				'since 3.9 AdminServer’s shed command lets a server give away a share of its connections',
			],
			limit: `${limits['unbalanced-connections']} connections or more on one server, ${limits['unbalanced-times']} times as many as on another`,
		},
	];
};

const heartbeats = (scene: Scene): readonly Observation[] => {
	const {
		traffic: {clients},
		limits,
	} = scene;
	const longerMs = limits['heartbeat-timeout-ms'];
	const quick = [...clients.idle].filter(([timeoutMs]) => timeoutMs < longerMs);
	const count = quick.reduce((sum, [, sessions]) => sum + sessions, 0);
	const pings = quick.reduce((sum, [timeoutMs, sessions]) => sum + sessions * pingsPerSecond(timeoutMs), 0);
	const saved = pings - count * pingsPerSecond(longerMs);
	const all = clients.heartbeatsPerSecond + (clients.requestsPerSecond ?? 0);
	const share = all === 0 ? 0 : clients.heartbeatsPerSecond / all;
	if (saved < limits['heartbeats-saved-per-second'] || share < limits['heartbeats-share']) {
		return [];
	}

	const everyMs = Math.round((10 * count) / pings) * 100;
	return [
		{
			severity: 'info',
			subject: 'ensemble',
			text: `${formatCount(count)} sessions ping every ${formatAge(everyMs)}: ${say(quantity(share, 'share'))} of all requests; a timeout of ${formatAge(longerMs)} would save ${formatShort(saved)} requests/s`,
			place: {kind: 'sessions', filter: ''},
			evidence: [
				...fromCons(
					'pings of idle sessions',
					clients.heartbeatsPerSecond,
					'per-second',
					'cons, by their timeouts',
				),
				...fromCons('requests without pings', clients.requestsPerSecond, 'per-second', 'cons Δ recved'),
				...fromCons(`idle, timeout below ${formatAge(longerMs)}`, count, 'count'),
			],
			why: 'An idle client pings three times in its timeout. No ping is written to disk, but each is a packet that the server reads, queues and answers.',
			next: [
				`give clients that need no quick detection a longer timeout; maxSessionTimeout in zoo.cfg must allow it (20 ticks unless set)`,
				'fewer sessions ping less: one for each process',
			],
			limit: `${formatShort(limits['heartbeats-saved-per-second'])} requests/s to be saved, and pings ${say(quantity(limits['heartbeats-share'], 'share'))} of all`,
		},
	];
};
