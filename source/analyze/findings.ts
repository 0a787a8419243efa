// What is wrong, as a table of rules: each a pure function of what is known, or blind, and then it says why.
import type {Failure} from '../zookeeper/errors.ts';
import type {ClientState} from '../zookeeper/client.ts';
import {failureIn, type Reading} from './reading.ts';
import {wordOf, type Ensemble, type Witness} from './ensemble.ts';

export type Severity = 'bad' | 'warn' | 'info';

/** Something that is true now. `subject` with the rule's id is its identity over time. */
export type Observation = {
	readonly severity: Severity;
	/** A server, a path, or `ensemble`. */
	readonly subject: string;
	readonly text: string;
	/** Since when it is so, if the rule knows better than the tick that first saw it. */
	readonly since?: number;
	/** It began before zktop looked. */
	readonly sinceAtLeast?: boolean;
};

export type Finding = Observation & {
	readonly rule: string;
	readonly since: number;
	readonly sinceAtLeast: boolean;
};

export type ServerWitness = Witness & {
	readonly cons: Reading<unknown>;
	readonly dump: Reading<unknown>;
	/** First failed answer of the current row of failures; undefined while it answers. */
	readonly failingSince: number | undefined;
	/** It has answered before in this run. */
	readonly hasAnswered: boolean;
};

export type Scene = {
	readonly ensemble: Ensemble;
	readonly servers: readonly ServerWitness[];
	readonly session: ClientState;
};

export type Rule = {
	readonly id: string;
	/** What it sees; a text says why it is blind. */
	readonly judge: (scene: Scene) => readonly Observation[] | string;
};

const answered = ({servers}: Scene): boolean => servers.some(({srvr}) => srvr.kind !== 'unasked');

const notAsked = 'no server has been asked yet';
const noneServes = 'no server serves';
const noneTells = 'not every server has told yet whether it serves';

export const rules: readonly Rule[] = [
	{
		id: 'no-quorum',
		judge: scene => {
			const {ensemble} = scene;
			if (ensemble.quorum === 'unknown') {
				return answered(scene) ? noneTells : notAsked;
			}

			return ensemble.quorum === 'no'
				? [
						{
							severity: 'bad',
							subject: 'ensemble',
							text: 'no quorum: nothing can be read or written. Sessions do not expire meanwhile, so locks stay as they were',
							...firstFailure(scene),
						},
					]
				: [];
		},
	},
	{
		id: 'server-fails',
		judge: scene =>
			answered(scene)
				? scene.servers.flatMap(server => {
						const failure = failureIn(server.srvr);
						return failure === undefined ? [] : [failing(server, failure, scene.ensemble)];
					})
				: notAsked,
	},
	{
		id: 'no-leader',
		judge: ({ensemble, servers}) => {
			if (ensemble.quorum !== 'yes') {
				return noneServes;
			}

			if (ensemble.leader === undefined && servers.some(({srvr}) => srvr.kind === 'unasked')) {
				return 'not every server has been asked yet whether it leads';
			}

			return ensemble.leader === undefined
				? [
						{
							severity: 'warn',
							subject: 'ensemble',
							text: 'no leader among the named servers: an election, or it is not in the connect string',
						},
					]
				: [];
		},
	},
	{
		id: 'two-leaders',
		judge: ({servers, ensemble}) => {
			if (ensemble.quorum !== 'yes') {
				return noneServes;
			}

			const leaders = servers.filter(
				({srvr, twinOf}) => srvr.kind === 'fresh' && srvr.value.mode === 'leader' && twinOf === undefined,
			);
			const names = leaders.map(({name}) => name).join(' and ');
			return leaders.length > 1
				? [
						{
							severity: 'warn',
							subject: 'ensemble',
							text: `${names} both call themselves leader: normal for a second after a pause, else a split`,
						},
					]
				: [];
		},
	},
	{
		id: 'no-margin',
		judge: ({ensemble, servers}) => {
			if (ensemble.quorum !== 'yes') {
				return noneServes;
			}

			if (!ensemble.sawAllVoters) {
				return 'the leader and some voters have not told: not asked yet, or not in the connect string';
			}

			// A server that fails says it itself, with the reason.
			const said = servers.some(({srvr}) => failureIn(srvr) !== undefined);
			return !said && !ensemble.standalone && hasNoMargin(ensemble) && ensemble.voters.count > 1
				? [
						{
							severity: 'warn',
							subject: 'ensemble',
							text: `${ensemble.inStep} of ${ensemble.voters.count} voters in step: one more failure stops every write`,
						},
					]
				: [];
		},
	},
	{
		id: 'same-server',
		judge: ({servers}) =>
			servers.some(({conf}) => conf.kind === 'fresh')
				? servers.flatMap(({name, twinOf}) =>
						twinOf === undefined
							? []
							: [{severity: 'info', subject: name, text: `is the same server as ${twinOf}: counted once`}],
					)
				: 'no server has told its configuration',
	},
	{
		id: 'no-session',
		judge: ({session, ensemble}) =>
			session.kind === 'connecting' && session.failure !== undefined && ensemble.quorum === 'yes'
				? [{severity: 'warn', subject: 'zktop', text: `the tree has no session: ${session.failure.message}`}]
				: [],
	},
	{
		id: 'words-shut',
		judge: scene => {
			if (!scene.servers.some(({mntr}) => mntr.kind !== 'unasked')) {
				return notAsked;
			}

			const shut = scene.servers.filter(server =>
				askedWords.some(word => server[word].kind === 'unsupported'),
			);
			const words = askedWords.filter(word => shut.some(server => server[word].kind === 'unsupported'));
			return shut.length === 0
				? []
				: [
						{
							severity: 'info',
							subject: shut.map(({name}) => name).join(', '),
							text: `${words.join(' ')} not whitelisted; 4lw.commands.whitelist=${askedWords.join(',')} in zoo.cfg opens what zktop asks`,
							// So it was configured when the server started.
							sinceAtLeast: true,
						},
					];
		},
	},
];

const askedWords = ['srvr', 'mntr', 'cons', 'dump', 'conf'] as const;

const firstFailure = ({servers}: Scene): Pick<Observation, 'since' | 'sinceAtLeast'> => {
	const times = servers.flatMap(({failingSince}) => failingSince ?? []);
	return times.length === 0
		? {}
		: {since: Math.max(...times), sinceAtLeast: !servers.some(({hasAnswered}) => hasAnswered)};
};

const failing = (server: ServerWitness, failure: Failure, ensemble: Ensemble): Observation => ({
	severity: failure.kind === 'not-serving' ? 'warn' : 'bad',
	subject: server.name,
	text: `${whatFails(failure)}${hasNoMargin(ensemble) ? '; one more failure stops writes' : ''}`,
	sinceAtLeast: !server.hasAnswered,
	...(server.failingSince === undefined ? {} : {since: server.failingSince}),
});

/** Of what serves and whose voters are known. */
const hasNoMargin = ({quorum, sawAllVoters, canLose}: Ensemble): boolean =>
	quorum === 'yes' && sawAllVoters && canLose === 0;

const whatFails = (failure: Failure): string => {
	switch (failure.kind) {
		case 'silent':
			return 'takes connections, never answers (frozen or cut off)';
		case 'refused':
			return 'refuses connections: process down or port shut';
		case 'not-serving':
			return 'is up but does not serve: no quorum, starting or electing';
		case 'unreachable':
		case 'connection-limit':
		case 'tls':
		case 'garbled':
		case 'no-node':
		case 'no-auth':
		case 'session-expired':
		case 'disconnected':
		case 'too-large':
		case 'server':
			return `${wordOf(failure)}: ${failure.message}`;
	}
};

export type Judgement = {
	/** By severity, then age. */
	readonly findings: readonly Finding[];
	readonly sees: number;
	readonly blind: readonly {readonly rule: string; readonly why: string}[];
	/** When the last finding went; undefined while there is one, or when there never was. */
	readonly calmSince: number | undefined;
};

export const nothingJudged: Judgement = {findings: [], sees: 0, blind: [], calmSince: undefined};

const rank: Readonly<Record<Severity, number>> = {bad: 0, warn: 1, info: 2};

/** The loss of the whole explains what its parts say, and comes first. */
const whole = ({subject}: Observation): number => Number(subject === 'ensemble');

/** Applies all rules; a finding that was true before keeps its `since`. */
export const judge = (scene: Scene, before: Judgement, now: number): Judgement => {
	const known = new Map(before.findings.map(finding => [`${finding.rule} ${finding.subject}`, finding]));
	const blindBefore = new Set(before.blind.map(({rule}) => rule));
	const verdicts = rules.map(rule => ({rule: rule.id, verdict: rule.judge(scene)}));
	const findings = verdicts.flatMap(({rule, verdict}) =>
		typeof verdict === 'string'
			? []
			: verdict.map(observation => {
					const earlier = known.get(`${rule} ${observation.subject}`);
					const since = observation.since ?? earlier?.since ?? now;
					// What a rule sees as soon as it can see may have been so for long.
					const isFirstLook = before === nothingJudged || blindBefore.has(rule);
					const sinceAtLeast = observation.sinceAtLeast ?? earlier?.sinceAtLeast ?? isFirstLook;
					return {...observation, rule, since, sinceAtLeast};
				}),
	);
	return {
		findings: findings.sort(
			(a, b) => rank[a.severity] - rank[b.severity] || whole(b) - whole(a) || a.since - b.since,
		),
		calmSince: findings.length > 0 ? undefined : before.findings.length > 0 ? now : before.calmSince,
		sees: verdicts.filter(({verdict}) => typeof verdict !== 'string').length,
		blind: verdicts.flatMap(({rule, verdict}) => (typeof verdict === 'string' ? [{rule, why: verdict}] : [])),
	};
};
