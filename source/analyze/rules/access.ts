// Rules about what is in zktop's own way: doors that are shut, a session that does not come about.
import {askedWords, whitelistLine} from '../../zookeeper/errors.ts';
import {notAsked, ofState} from './rule.ts';

export const accessRules = ofState([
	{
		id: 'no-session',
		wrong: 'only our session may be kept out: a connection limit, credentials, TLS',
		source: 'zookeeper.md D.2',
		judge: ({session, ensemble}) =>
			session.kind === 'connecting' && session.failure !== undefined && ensemble.quorum === 'yes'
				? [{severity: 'warn', subject: 'zktop', text: `the tree has no session: ${session.failure.message}`}]
				: [],
	},
	{
		id: 'no-root',
		wrong: 'others may have the permission that we lack, or another chroot',
		source: 'zookeeper.md D.6',
		judge: ({session, rootFailure}) =>
			session.kind === 'connected' && rootFailure !== undefined
				? [{severity: 'bad', subject: 'zktop', text: `the tree cannot be read: ${rootFailure}`}]
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
							// So it was configured when the server started.
							sinceAtLeast: true,
						},
					];
		},
	},
]);
