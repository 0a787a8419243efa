// Runs a job of collect/ to its end over a session of its own, and says on a terminal how far it has come.
import process from 'node:process';
import type {JobArrival, JobWish} from '../collect/jobs/job.ts';
import {Jobs} from '../collect/jobs/jobs.ts';
import type {ReadBudget} from '../collect/read-budget.ts';
import type {Client} from '../zookeeper/client.ts';
import {formatCount} from '../ui/format.ts';
import type {Problem} from './one-session.ts';

/** The wish as it was done. */
export const jobDone = async (client: Client, budget: ReadBudget, wish: JobWish): Promise<JobArrival> =>
	new Promise(resolve => {
		const isWatched = process.stderr.isTTY;
		const jobs = new Jobs({
			client,
			budget,
			deliver: arrival => {
				if (isWatched) {
					process.stderr.write(
						arrival.state === 'done' ? '\r\x1b[K' : `\r\x1b[K${progressText(arrival.progress)}`,
					);
				}

				if (arrival.state === 'done') {
					jobs.close();
					resolve(arrival);
				}
			},
		});
		jobs.follow([wish]);
	});

const progressText = ({read, left}: JobArrival['progress']): string =>
	`${formatCount(read)} znodes read, ${formatCount(left)} known to come`;

/** What could not be read: how many, and one of them with its reason. */
export const problemsOfJob = ({progress: {failed, failure}}: JobArrival): readonly Problem[] =>
	failure === undefined
		? []
		: [
				{
					path: failure.path,
					source: 'znode',
					kind: failure.kind,
					message: failed === 1 ? failure.message : `${failure.message} (and ${failed - 1} more like it)`,
				},
			];
