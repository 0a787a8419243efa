// A leader whose transaction counter is nearly used up.
import type {Drill} from './drill.ts';

/** Some minutes of writes. */
const left = 5000;

export const zxidRollover: Drill = {
	name: 'zxid-rollover',
	story:
		'This ensemble has written without a pause for months, and never had an election. Somebody dreamt of one at noon tomorrow.',
	question: 'Is there an election to come that nobody asked for, and when?',
	hints: [
		'A zxid has two halves: the epoch of the leader, and its counter.',
		'The counter has 32 bits. What must a leader do when they are used up?',
	],
	solution:
		'The counter of this epoch is used up but for a few thousand transactions (finding zxid-rollover; zxid in the first line): then the leader steps down, and all wait for an election. Restart the leader at a quiet hour, and the counter begins anew.',
	unfold: async ({ensemble, pause}) => {
		await pause(3000);
		ensemble.quorum.wind(left);
	},
};
