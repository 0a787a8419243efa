// Long work as a verb does it: over one session, or several where the budget is worth it; and what was in its way.
import {Fleet, sessionsFor} from '../collect/jobs/fleet.ts';
import type {JobArrival, JobWish} from '../collect/jobs/job.ts';
import type {Options} from '../options.ts';
import {createClient, type Client} from '../zookeeper/client.ts';
import {jobDone, lossOf, problemsOf} from './job-run.ts';
import {withSession, type Problem} from './one-session.ts';

export type FleetRun = {
	/** Undefined: no server took us. */
	readonly job: JobArrival | undefined;
	readonly problems: readonly Problem[];
	readonly session: readonly Problem[];
};

export const doneByFleet = async (options: Options, wish: JobWish): Promise<FleetRun> => {
	const {value: end, problems: opening} = await withSession(options, async (client, budget) => {
		const others = othersBeside(client, options, sessionsFor(budget.perSecond) - 1);
		const end = await jobDone(new Fleet(client, others), budget, wish);
		await Promise.all(others.map(async other => other.close()));
		return end;
	});
	return end === undefined
		? {job: undefined, problems: [], session: opening}
		: {job: end.job, problems: problemsOf(end.job.progress), session: [...lossOf(end), ...opening]};
};

/** So many other sessions, each on one server: those that ours is not on come first. */
const othersBeside = (
	client: Client,
	{connect, security, frameLimitBytes}: Options,
	count: number,
): readonly Client[] => {
	const {hosts} = connect;
	const state = client.state();
	const own = state.kind === 'connected' ? hosts.findIndex(({name}) => name === state.server.name) : 0;
	return Array.from({length: count}, (_, index) => {
		const host = hosts[(own + 1 + index) % hosts.length];
		const other = createClient(
			{...connect, hosts: host === undefined ? hosts : [host]},
			{security, frameLimitBytes},
		);
		other.start();
		return other;
	});
};
