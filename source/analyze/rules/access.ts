// Rules about what is in zktop's own way: doors that are shut, a session that does not come about.
import {askedWords, whitelistLine} from '../../zookeeper/errors.ts';
import {notAsked, type Rule} from './rule.ts';

export const accessRules: readonly Rule[] = [
	{
		id: 'no-session',
		judge: ({session, ensemble}) =>
			session.kind === 'connecting' && session.failure !== undefined && ensemble.quorum === 'yes'
				? [{severity: 'warn', subject: 'zktop', text: `the tree has no session: ${session.failure.message}`}]
				: [],
	},
	{
		id: 'no-root',
		judge: ({session, rootFailure}) =>
			session.kind === 'connected' && rootFailure !== undefined
				? [{severity: 'bad', subject: 'zktop', text: `the tree cannot be read: ${rootFailure}`}]
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
							text: `${words.join(' ')} not whitelisted; ${whitelistLine} in zoo.cfg opens what zktop asks`,
							// So it was configured when the server started.
							sinceAtLeast: true,
						},
					];
		},
	},
];
