// A disk that has become slow, and hides behind the other two.
import type {Drill} from './drill.ts';

const fsyncMs = 350;

export const slowDisk: Drill = {
	name: 'slow-disk',
	story:
		'Nobody complains, and writes take a few milliseconds as ever. A colleague wants to restart one server for an update.',
	question: 'Which one must not be the one that is restarted, and why?',
	hints: [
		'A write waits for the faster majority: a slow server does not show in the latency of writes.',
		'Look at the FSYNC column of the servers.',
	],
	solution: `One follower needs ${fsyncMs} ms for each fsync (finding fsync-slow, or FSYNC in the servers' pane): with three up, the two others hide it. Restart one of those, and each write in the ensemble waits for the slow disk. Mend it first, or restart it alone.`,
	unfold: async ({ensemble, pause}) => {
		await pause(2500);
		const slow = ensemble.servers.find(server => server !== ensemble.quorum.leader);
		if (slow !== undefined) {
			slow.slowDiskMs = fsyncMs;
		}
	},
};
