// What a job has come to, once it is done.
import {expect, vi} from 'vitest';
import type {JobArrival, JobWish} from '../../source/collect/jobs/job.ts';
import {Jobs, type JobsOptions} from '../../source/collect/jobs/jobs.ts';

/** Runs a job without a budget; resolves with what it says in the end. */
export const done = async (client: JobsOptions['client'], wish: JobWish): Promise<JobArrival> => {
	const arrivals: JobArrival[] = [];
	const jobs = new Jobs({
		client,
		budget: {turn: () => undefined},
		deliver: arrival => arrivals.push(arrival),
	});
	jobs.follow([wish]);
	await vi.waitFor(() => {
		expect(arrivals.at(-1)?.state).toBe('done');
	});
	jobs.close();
	return arrivals.at(-1) as JobArrival;
};
