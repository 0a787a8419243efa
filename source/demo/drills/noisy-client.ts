// One client that asks as much as all others together, and much more.
import {keepPlaying, withClient, type Act} from '../stage.ts';
import type {Drill} from './drill.ts';

const noisy = '10.0.0.86';
const atOnce = 20;

const storm: Act = withClient(noisy, async (client, {signal, pause}) => {
	while (!signal.aborted) {
		const reads = Array.from({length: atOnce}, async () => client.children('/services'));
		await Promise.all(reads);
		await pause(15);
	}
});

export const noisyClient: Drill = {
	name: 'noisy-client',
	story: 'The requests have gone up tenfold within a minute. Nothing was deployed, says everybody.',
	question: 'Which host is it, and what does it ask?',
	hints: [
		'Rates by session or by client: 3 shows the sessions, the busiest first.',
		'Pings are no load. What is the last operation of the busiest session?',
	],
	solution: `${noisy} lists /services without end, instead of watching it (finding client-dominates, or 3: the first row, operation GETC). One watch would do.`,
	unfold: async stage => {
		await stage.pause(2500);
		await keepPlaying(stage, storm);
	},
};
