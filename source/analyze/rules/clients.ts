// Rules about clients, by the address that they come from: who asks most, who stands at its limit, who opens too many sessions.
import {formatCount, formatShort, quantity, say, type Unit} from '../quantity.ts';
import type {Client} from '../traffic/clients.ts';
import type {Headroom} from '../traffic/headroom.ts';
import {whereFelt} from './felt.ts';
import type {Evidence, Observation, Rule, Scene, ServerWitness, Unseen, Verdict} from './rule.ts';

export const clientRules: readonly Rule[] = [
	{
		id: 'client-dominates',
		raisesAfter: 3,
		wrong:
			'an address may be a proxy or NAT that stands for many clients; and some services have one busy client by design',
		source: 'judgement; facts.md M16: pings are left out',
		judge: scene => ofClients(scene, () => dominating(scene)),
	},
	{
		id: 'client-limit',
		wrong: 'connections of zktop and other monitors on that machine count too, and go at once',
		source: 'zookeeperAdmin.md maxClientCnxns: for each client address and server; facts.md M13',
		judge: scene => nearLimits(scene),
	},
	{
		id: 'sessions-per-process',
		raisesAfter: 5,
		wrong:
			'an address may be a proxy or NAT, or a machine with many processes that were started together; from outside nobody can tell',
		source:
			'zookeeperProgrammers.md: one handle serves all threads of a process; SessionTrackerImpl numbers sessions one by one',
		judge: scene => ofClients(scene, () => manySessions(scene)),
	},
];

/** What a look at the clients of all servers gives; blind where none of them tells. */
export const ofClients = (scene: Scene, look: () => readonly Observation[]): Verdict => {
	return whyBlind(scene) ?? {found: look(), unseen: unseenIn(scene), still: []};
};

const whyBlind = ({servers, inspection}: Scene): string | undefined =>
	servers.every(({cons}) => cons.kind !== 'fresh')
		? `needs cons: ${inspection.blind[0]?.why ?? 'no server has been asked yet'}`
		: undefined;

/** Servers whose clients are not known, and why. */
const unseenIn = ({inspection}: Scene): readonly Unseen[] =>
	inspection.blind.map(({server, why}) => ({subject: server, why}));

export const ofAddress = (address: string) => ({
	subject: address,
	place: {kind: 'sessions', filter: address} as const,
});

/** A figure that the lists of clients tell together. */
export const fromCons = (
	what: string,
	value: number | undefined,
	unit: Unit,
	from = 'cons of all servers',
): readonly Evidence[] => (value === undefined ? [] : [{what, now: quantity(value, unit), from}]);

const percent = (share: number): string => say(quantity(share, 'share'));

const dominating = (scene: Scene): readonly Observation[] => {
	const {
		traffic: {clients},
		limits,
	} = scene;
	const [client] = clients.rows;
	// Where there is one address, it is all; of two, one may well be twice as busy.
	if (
		client?.requestsPerSecond === undefined ||
		client.share === undefined ||
		clients.rows.length < 3 ||
		client.requestsPerSecond < limits['client-requests-per-second'] ||
		client.share < limits['client-share']
	) {
		return [];
	}

	const felt = whereFelt(scene);
	const [operation] = client.operations;
	const sampled = operation === undefined ? '' : `, most of it ${operation.operation} by sampling`;
	return [
		{
			...ofAddress(client.address),
			severity: felt === undefined ? 'info' : 'warn',
			text: `asks for ${formatShort(client.requestsPerSecond)}/s, ${percent(client.share)} of all requests, in ${formatCount(client.sessions.length)} ${client.sessions.length === 1 ? 'session' : 'sessions'}${sampled}`,
			evidence: [
				...fromCons('its requests without pings', client.requestsPerSecond, 'per-second', 'cons Δ recved'),
				...fromCons('those of all clients', clients.requestsPerSecond, 'per-second', 'cons Δ recved'),
				...fromCons('addresses connected', clients.rows.length, 'count'),
				...client.operations
					.slice(0, 3)
					.flatMap(({operation, share}) =>
						fromCons(`${operation} among its operations`, share, 'share', 'cons lop, sampled'),
					),
				...(felt?.evidence ?? []),
			],
			why:
				felt === undefined
					? 'No server is slower or more behind than it usually is: it is served well.'
					: `All clients of a server share its queue: ${felt.text}.`,
			next: [
				`what runs on ${client.address}, and was it changed lately? :sessions shows its sessions`,
				'a client that polls should watch instead; one that retries should back off',
			],
			limit: `${percent(limits['client-share'])} of all requests and ${formatShort(limits['client-requests-per-second'])}/s, while three addresses or more are connected`,
		},
	];
};

const nearLimits = (scene: Scene): Verdict => {
	const {
		traffic: {clients},
		servers,
		limits,
	} = scene;
	const why = whyBlind(scene);
	if (why !== undefined) {
		return why;
	}

	if (servers.every(({conf}) => conf.kind !== 'fresh' && conf.kind !== 'stale')) {
		return 'needs maxClientCnxns, which conf tells';
	}

	const near = clients.rows.filter(
		({headroom}) => headroom !== undefined && headroom.taken >= headroom.limit * limits['client-limit-share'],
	);
	// What a server told before it fell silent is neither so now nor over.
	const isTold = ({headroom}: Client): boolean =>
		servers.some(({name, cons}) => name === headroom?.server && cons.kind === 'fresh');
	return {
		found: near.filter(isTold).flatMap(client => atLimit(client, scene)),
		unseen: unseenIn(scene),
		still: near.filter(client => !isTold(client)).map(({address}) => address),
	};
};

const atLimit = (client: Client, {servers, limits}: Scene): readonly Observation[] => {
	const {address, headroom} = client;
	const server = servers.find(({name}) => name === headroom?.server);
	if (headroom === undefined || server === undefined) {
		return [];
	}

	const share = limits['client-limit-share'];
	const refused = server.meter?.growth('connection_rejected') ?? 0;
	const port = headroom.secure ? ' (TLS port)' : '';
	const says =
		refused > 0 ? `; ${formatCount(refused)} connections were refused there in the last interval` : '';
	return [
		{
			...ofAddress(address),
			severity: headroom.taken >= headroom.limit || refused > 0 ? 'bad' : 'warn',
			text: `has ${formatCount(headroom.taken)} of ${formatCount(headroom.limit)} connections on ${headroom.server}${port}${says}`,
			evidence: limitEvidence(client, headroom, server, refused),
			why: 'One more than the limit is closed without a word: to the client it looks as if the server were down, so it tries the next one, at once and again.',
			next: [
				`find out on ${address} why there are so many: a session for each thread, or one that is opened anew and not closed?`,
				'maxClientCnxns in zoo.cfg allows more; it takes a restart of each server',
			],
			limit: `${percent(share)} of maxClientCnxns on one server`,
		},
	];
};

const limitEvidence = (
	{sessions, openedInRow}: Client,
	{taken, limit}: Headroom,
	server: ServerWitness,
	refused: number,
): readonly Evidence[] => [
	{
		what: 'its connections there',
		now: quantity(taken, 'count'),
		server: server.name,
		from: 'cons',
		...(server.cons.kind === 'fresh' ? {at: server.cons.at} : {}),
	},
	{
		what: 'maxClientCnxns',
		now: quantity(limit, 'count'),
		server: server.name,
		from: 'conf',
	},
	{
		what: 'refused in the last interval',
		now: quantity(refused, 'count'),
		server: server.name,
		from: 'mntr Δ connection_rejected',
		...(server.meter === undefined ? {} : {at: server.meter.at}),
	},
	...fromCons('its sessions on all servers', sessions.length, 'count'),
	...fromCons('opened in a row', openedInRow, 'count', 'session ids of cons'),
];

const manySessions = ({traffic: {clients}, limits}: Scene): readonly Observation[] =>
	clients.rows
		.filter(({openedInRow}) => openedInRow >= limits['sessions-in-row'])
		.map(({address, sessions, openedInRow, heartbeatsPerSecond}) => ({
			...ofAddress(address),
			severity: 'info',
			text: `opens a session for each of its threads, as it seems: ${formatCount(sessions.length)}, of them ${formatCount(openedInRow)} one right after the other`,
			evidence: [
				...fromCons('its sessions', sessions.length, 'count'),
				...fromCons('opened in a row', openedInRow, 'count', 'session ids of cons'),
				...fromCons('pings of its idle ones', heartbeatsPerSecond, 'per-second', 'cons, by their timeouts'),
			],
			why: 'Each session costs a connection, pings, and an expiry; and when the process dies all of them expire together.',
			next: ['let the threads of a process share one client: it is made for that'],
			limit: `${limits['sessions-in-row']} sessions whose numbers follow one another`,
		}));
