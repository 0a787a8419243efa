// Two of three servers are gone at once.
import type {Drill} from './drill.ts';

export const quorumLoss: Drill = {
	name: 'quorum-loss',
	story:
		'Everything that writes fails since a moment ago, and everything that reads, too. One server still says imok.',
	question: 'What is missing, and what happens to locks and sessions meanwhile?',
	hints: [
		'A server that runs is not one that serves: the first line counts those that can form a majority.',
		'Who would end a session while nobody leads?',
	],
	solution:
		'Two of three servers refuse connections, and the one that is left has no majority (finding no-quorum, in the first line). Starting either of them brings the ensemble back. Sessions do not expire meanwhile, so locks stay as they were, and everybody gets the full timeout anew: F, then ← → and k.',
	unfold: async ({ensemble, pause}) => {
		await pause(4000);
		for (const server of ensemble.servers.slice(0, -1)) {
			ensemble.kill(server);
		}
	},
};
