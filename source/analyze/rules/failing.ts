// The rule about servers that do not answer: each reason apart, with what to do about it.
import type {Failure, FailureKind} from '../../zookeeper/errors.ts';
import {wordOf, type Ensemble} from '../ensemble.ts';
import {quantity} from '../quantity.ts';
import {failureIn} from '../reading.ts';
import {stepsOf} from './evidence.ts';
import {hasNoMargin} from './quorum.ts';
import {
	answered,
	notAsked,
	ofState,
	type Evidence,
	type Observation,
	type Scene,
	type ServerWitness,
} from './rule.ts';

export const failingRules = ofState([
	{
		id: 'server-fails',
		wrong: "it may only be out of reach from here: ask from a client's machine",
		source: 'zookeeper.md A.3',
		judge: scene =>
			answered(scene)
				? scene.servers.flatMap(server => {
						const failure = failureIn(server.srvr);
						return failure === undefined ? [] : [failing(server, failure, scene)];
					})
				: notAsked,
	},
]);

const failing = (server: ServerWitness, failure: Failure, {ensemble, now}: Scene): Observation => ({
	severity: severityOf(server, failure),
	subject: server.name,
	text: `${whatFails(failure)}${isElsewhere(server) ? elsewhere(server) : hasNoMargin(ensemble) ? '; one more failure stops writes' : ''}`,
	sinceAtLeast: !server.hasAnswered,
	...(server.failingSince === undefined ? {} : {since: server.failingSince}),
	evidence: evidenceOf(server, failure, ensemble, now),
	next: nextSteps(failure.kind),
});

const evidenceOf = (
	{name, failingSince, hasAnswered, srvr}: ServerWitness,
	failure: Failure,
	ensemble: Ensemble,
	now: number,
): readonly Evidence[] => [
	{
		what: failure.message,
		now: {text: failure.kind},
		server: name,
		from: 'srvr',
		...(srvr.kind === 'failed' ? {at: srvr.at} : {}),
	},
	...(failingSince === undefined
		? []
		: [
				{
					what: hasAnswered ? 'its last answer is older than' : 'asked in vain for',
					now: quantity(now - failingSince, 'age'),
					server: name,
					from: 'our clock',
				},
			]),
	...stepsOf(ensemble),
];

/** A member that nobody named and that never answered may be well, and only out of our reach. */
const isElsewhere = ({found, hasAnswered}: ServerWitness): boolean => found !== undefined && !hasAnswered;

const elsewhere = ({found}: ServerWitness): string =>
	found?.guessed === true
		? '. Its address is from the configuration, its client port a guess: name it if it is another'
		: '. Its address is from the configuration: it may be down, or only out of reach from here';

const severityOf = (server: ServerWitness, {kind}: Failure): Observation['severity'] => {
	if (isElsewhere(server)) {
		return server.found?.guessed === true ? 'info' : 'warn';
	}

	return kind === 'not-serving' ? 'warn' : 'bad';
};

const whatFails = (failure: Failure): string => {
	switch (failure.kind) {
		case 'silent':
			return 'takes connections, never answers (frozen or cut off)';
		case 'refused':
			return 'refuses connections (process down or port shut)';
		case 'not-serving':
			return 'is up but does not serve (no quorum, starting or electing)';
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

/** What to do, the best first. */
const nextSteps = (kind: FailureKind): readonly string[] => {
	switch (kind) {
		case 'silent':
			return [
				'on that machine: is the process stopped (state T), swapping, or in a long GC? jstack PID shows where it stands',
				'is a firewall dropping packets that it sends? ss -tn there shows our connections',
			];
		case 'refused':
			return [
				'start it, or look at its log for why it ended',
				'is clientPort in its zoo.cfg the one that is named here?',
			];
		case 'not-serving':
			return [
				'wait for initLimit × tickTime: it may be electing or syncing',
				'else look in its log for "Cannot open channel to", "Notification time out" and "database"',
			];
		case 'unreachable':
			return ['does the name resolve, and is there a way there? ping and nc -z from this machine'];
		case 'connection-limit':
			return [
				'close other connections of this machine to it, or raise maxClientCnxns there; each attempt of ours is rejected, too',
				'is it a port that speaks TLS? then name --tls',
			];
		case 'tls':
			return ['zktop sources and the flags --ca, --cert, --servername: the message says which'];
		case 'no-auth':
			return ['name credentials with --auth'];
		case 'garbled':
		case 'too-large':
		case 'no-node':
		case 'session-expired':
		case 'disconnected':
		case 'server':
			return ['is it ZooKeeper at all that listens there? echo srvr | nc HOST PORT shows what it says'];
	}
};
