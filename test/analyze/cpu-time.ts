// How long something takes, whatever else the machine does meanwhile.
import process from 'node:process';

/** The least CPU time of three runs, ms. */
export const cpuMs = (run: () => void): number =>
	Math.min(
		...[1, 2, 3].map(() => {
			const before = process.cpuUsage();
			run();
			const {user, system} = process.cpuUsage(before);
			return (user + system) / 1000;
		}),
	);
