// Rules about what is in zktop's own way: doors that are shut, a session that does not come about.
import {askedWords, whitelistLine} from '../../zookeeper/errors.ts';
import {quantity} from '../quantity.ts';
import {notAsked, ofState} from './rule.ts';

export const accessRules = ofState([
	{
		id: 'no-session',
		wrong: 'only our session may be kept out: a connection limit, credentials, TLS',
		source: 'zookeeper.md D.2',
		judge: ({session, ensemble}) =>
			session.kind === 'connecting' && session.failure !== undefined && ensemble.quorum === 'yes'
				? [
						{
							severity: 'warn',
							subject: 'zktop',
							text: `the tree has no session (${session.failure.message})`,
							evidence: [
								{what: 'our session', now: {text: session.failure.kind}, from: 'client protocol'},
								{what: 'attempts', now: quantity(session.attempts, 'count'), from: 'client protocol'},
							],
							next: ['S shows which doors are open; what the servers tell by other doors goes on'],
						},
					]
				: [],
	},
	{
		id: 'no-root',
		wrong: 'others may have the permission that we lack, or another chroot',
		source: 'zookeeper.md D.6',
		judge: ({session, rootFailure}) =>
			session.kind === 'connected' && rootFailure !== undefined
				? [
						{
							severity: 'bad',
							subject: 'zktop',
							text: `the tree cannot be read: ${rootFailure}`,
							evidence: [{what: 'reading the root', now: {text: rootFailure}, from: 'client protocol'}],
							next: ['is the chroot in the connect string right? without it, the whole tree is shown'],
						},
					]
				: [],
	},
	{
		id: 'words-shut',
		wrong: 'nothing is wrong with the ensemble: zktop sees less',
		source: 'zookeeper.md A.2',
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
							text: `${words.join(' ')} not whitelisted; ${whitelistLine} in zoo.cfg opens what zktop asks`,
							evidence: shut.flatMap(server =>
								askedWords.flatMap(word => {
									const reading = server[word];
									return reading.kind === 'unsupported'
										? [{what: word, now: {text: 'shut'}, server: server.name, from: reading.why}]
										: [];
								}),
							),
							next: [
								`put ${whitelistLine} into zoo.cfg and restart one server after the other, the leader last`,
								'or open the AdminServer: it tells the same',
							],
							place: {kind: 'sources'},
							// So it was configured when the server started.
							sinceAtLeast: true,
						},
					];
		},
	},
]);
