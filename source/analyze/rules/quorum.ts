// Rules about the ensemble as a whole: who serves, who leads, how many failures it survives.
import type {Ensemble} from '../ensemble.ts';
import {failureIn, freshValue} from '../reading.ts';
import {answersOf, stepsOf} from './evidence.ts';
import {answered, noneServes, noneTells, notAsked, ofState, type Observation, type Scene} from './rule.ts';

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
							evidence: [...answersOf(scene.servers), ...stepsOf(ensemble)],
							next: [
								'start any voter that is down: as soon as a majority is up, the quorum comes back by itself',
								'on a voter that is up but alone, look in its log for "Cannot open channel to", "Notification time out" and "database"',
							],
						},
					]
				: [];
		},
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
							evidence: answersOf(servers),
							next: [
								'name all members in the connect string; if they are, an election is under way: wait initLimit × tickTime',
							],
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
							evidence: [
								...answersOf(leaders),
								...leaders.flatMap(({name, srvr}) =>
									srvr.kind === 'fresh'
										? [
												{
													what: 'its last zxid',
													now: {text: srvr.value.zxid},
													server: name,
													from: 'srvr',
													at: srvr.at,
												},
											]
										: [],
								),
							],
							next: [
								'look again in two seconds; if both stay, compare their configurations and dataDirs: the one of the lower epoch is wrong',
							],
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
							evidence: [...answersOf(servers), ...stepsOf(ensemble)],
							next: [
								'find the voter that is not in step: is it down, still syncing (mntr pending_syncs), or not named here?',
								'restart nothing until it is back',
							],
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

/** Of what serves and whose voters are known. */
export const hasNoMargin = ({quorum, sawAllVoters, canLose}: Ensemble): boolean =>
	quorum === 'yes' && sawAllVoters && canLose === 0;
