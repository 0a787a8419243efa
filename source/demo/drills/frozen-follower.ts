// A follower that takes connections and never answers.
import type {Drill} from './drill.ts';

const frozen = 1;

export const frozenFollower: Drill = {
	name: 'frozen-follower',
	story:
		'Some clients time out, most do not. The port check of every server is green: all of them take connections.',
	question: 'Which server is it, and what if one more fails?',
	hints: [
		'Taking a connection is not answering: the kernel does that. Look at the servers.',
		'The first lines say what is in trouble and what the ensemble can still lose.',
	],
	solution:
		'One follower takes connections and answers nothing: frozen, or cut off (finding silent, in the first line; enter goes to it). The leader goes on with the other one: one more failure, and nothing can be written.',
	unfold: async ({ensemble, pause}) => {
		await pause(2500);
		const follower =
			ensemble.servers.find(server => server.id === frozen && server !== ensemble.quorum.leader) ??
			ensemble.servers.find(server => server !== ensemble.quorum.leader);
		if (follower !== undefined) {
			ensemble.suffer(follower, 'frozen');
		}
	},
};
