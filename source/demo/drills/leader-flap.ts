// Whoever leads crashes, and is started anew: leadership does not stay.
import type {Drill} from './drill.ts';

const leadsMs = 3500;
const downMs = 1000;

export const leaderFlap: Drill = {
	name: 'leader-flap',
	story:
		'Every few seconds all writes fail for a moment, and are well again before anybody has looked. Each server runs: its supervisor says so.',
	question: 'What happens each time, and to which server?',
	hints: [
		'A moment in which nobody can write is one in which nobody leads. Who led before, and who does now?',
		'The epoch counts elections: it is the first half of the zxid in the first line. What do they have in common, those that led?',
	],
	solution:
		'Whoever leads crashes, its supervisor starts it again, and meanwhile another one is elected, which crashes next (findings election and election-flapping name the leaders; x explains the last 60 s). It is what only a leader does that kills them, or what it takes, as heap: read the log of the one that led last, not of the one that leads now.',
	unfold: async ({ensemble, pause, signal}) => {
		while (!signal.aborted) {
			await pause(leadsMs);
			const {leader} = ensemble.quorum;
			if (leader !== undefined) {
				ensemble.kill(leader);
				await pause(downMs);
				await ensemble.restart(leader);
			}
		}
	},
};
