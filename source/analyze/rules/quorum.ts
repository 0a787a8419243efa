// Rules about the ensemble as a whole: who serves, who leads, how many failures it survives.
import type {Failure} from '../../zookeeper/errors.ts';
import {wordOf, type Ensemble} from '../ensemble.ts';
import {failureIn, freshValue} from '../reading.ts';
import {
	answered,
	noneServes,
	noneTells,
	notAsked,
	ofState,
	type Observation,
	type Scene,
	type ServerWitness,
} from './rule.ts';

export const quorumRules = ofState([
	{
		id: 'no-quorum',
		wrong: 'a server that answers clients but not us (another network, TLS) may still serve',
		source: 'zookeeper.md A.3; facts.md M9',
		judge: scene => {
			const {ensemble} = scene;
			if (ensemble.quorum === 'unknown') {
				return answered(scene) ? (allFail(scene) ? noneLetsIn : noneTells) : notAsked;
			}

			return ensemble.quorum === 'no'
				? [
						{
							severity: 'bad',
							subject: 'ensemble',
							text: `no quorum: ${canBeRead(scene) ? 'nothing can be written, and what is read is as of its loss' : 'nothing can be read or written'}. Sessions do not expire meanwhile, so locks stay as they were`,
							...firstFailure(scene),
						},
					]
				: [];
		},
	},
	{
		id: 'server-fails',
		wrong: "it may only be out of reach from here: ask from a client's machine",
		source: 'zookeeper.md A.3',
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
		wrong: 'the leader may be a member that the connect string does not name',
		source: 'zookeeper.md A.4 srvr',
		judge: ({ensemble, servers}) => {
			if (ensemble.quorum !== 'yes') {
				return noneServes;
			}

			if (ensemble.leader === undefined && servers.some(({srvr}) => srvr.kind === 'unasked')) {
				return 'not every server has been asked yet whether it leads';
			}

			if (ensemble.leader === undefined && servers.some(({many}) => many)) {
				return 'servers that share one name cannot be told apart';
			}

			return ensemble.leader === undefined
				? [
						{
							severity: 'warn',
							subject: 'ensemble',
							text: 'no leader among the servers that are asked: it has just gone, or the connect string does not name it',
						},
					]
				: [];
		},
	},
	{
		id: 'two-leaders',
		wrong: 'a leader that was frozen says so still for a second after it wakes up',
		source: 'facts.md M10',
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
		wrong: 'a follower that is frozen counts as in step for syncLimit ticks',
		source: 'zookeeper.md C.2 synced_followers; facts.md M8',
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
]);

const noneLetsIn = 'no server can be reached or lets us in, so none tells whether there is a quorum';

const allFail = ({servers}: Scene): boolean => servers.every(({srvr}) => failureIn(srvr) !== undefined);

/** `readonlymode.enabled`: a server that has lost the quorum goes on answering reads. */
const canBeRead = ({servers}: Scene): boolean =>
	servers.some(({srvr}) => freshValue(srvr)?.mode === 'read-only');

const firstFailure = ({servers}: Scene): Pick<Observation, 'since' | 'sinceAtLeast'> => {
	const times = servers.flatMap(({failingSince}) => failingSince ?? []);
	return times.length === 0
		? {}
		: {since: Math.max(...times), sinceAtLeast: !servers.some(({hasAnswered}) => hasAnswered)};
};

const failing = (server: ServerWitness, failure: Failure, ensemble: Ensemble): Observation => ({
	severity: severityOf(server, failure),
	subject: server.name,
	text: `${whatFails(failure)}${isElsewhere(server) ? elsewhere(server) : hasNoMargin(ensemble) ? '; one more failure stops writes' : ''}`,
	sinceAtLeast: !server.hasAnswered,
	...(server.failingSince === undefined ? {} : {since: server.failingSince}),
});

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

/** Of what serves and whose voters are known. */
const hasNoMargin = ({quorum, sawAllVoters, canLose}: Ensemble): boolean =>
	quorum === 'yes' && sawAllVoters && canLose === 0;

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
