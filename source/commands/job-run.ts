// Runs a job of collect/ to its end, or to that of the last server, and says on a terminal how far it has come.
import process from 'node:process';
import type {JobArrival, JobWish} from '../collect/jobs/job.ts';
import {Jobs} from '../collect/jobs/jobs.ts';
import type {ReadBudget} from '../collect/read-budget.ts';
import type {Client, ClientState} from '../zookeeper/client.ts';
import type {Failure} from '../zookeeper/errors.ts';
import {formatCount} from '../ui/format.ts';
import type {Problem} from './one-session.ts';

/** What was brought; `lost`: no server was there any more, so that it is not all. */
export type JobEnd = {readonly job: JobArrival; readonly lost: Failure | undefined};

type Reading = Pick<Client, 'listing' | 'data' | 'state' | 'onState'>;

/** So long a job waits for a server to come back, ms: an election takes less. */
export const patienceMs = 15_000;

/** The wish as it was done, or as far as it came before all servers were gone. */
export const jobDone = async (
	client: Reading,
	budget: Pick<ReadBudget, 'turn'>,
	wish: JobWish,
	patience = patienceMs,
): Promise<JobEnd> => {
	const ended = Promise.withResolvers<JobArrival>();
	const jobs = new Jobs({
		client,
		budget,
		deliver: arrival => {
			if (process.stderr.isTTY) {
				process.stderr.write(
					arrival.state === 'going' ? `\r\u001B[K${progressText(arrival.progress)}` : '\r\u001B[K',
				);
			}

			if (arrival.state !== 'going') {
				ended.resolve(arrival);
			}
		},
	});
	let lost: Failure | undefined;
	const stopWaiting = whenLost(client, patience, failure => {
		lost = failure;
		jobs.follow([{...wish, going: false}]);
	});
	jobs.follow([wish]);
	const job = await ended.promise;
	stopWaiting();
	jobs.close();
	return {job, lost: job.state === 'done' ? undefined : lost};
};

/** Says once that no server took us for so long, and why. Returns how to stop that. */
export const whenLost = (
	client: Reading,
	patience: number,
	tell: (failure: Failure) => void,
): (() => void) => {
	let timer: NodeJS.Timeout | undefined;
	const judge = (state: ClientState): void => {
		if (state.kind === 'connected') {
			clearTimeout(timer);
			timer = undefined;
		} else {
			timer ??= setTimeout(() => {
				tell(failureOf(client.state()));
			}, patience);
		}
	};
	judge(client.state());
	const stop = client.onState(judge);
	return () => {
		clearTimeout(timer);
		stop();
	};
};

const failureOf = (state: ClientState): Failure =>
	(state.kind === 'connecting' ? state.failure : undefined) ?? {
		kind: 'disconnected',
		message: 'the connection was lost',
	};

/** Says on a terminal how far something has come, until it is stopped. */
export const telling = (text: () => string): (() => void) => {
	if (!process.stderr.isTTY) {
		return () => undefined;
	}

	const timer = setInterval(() => process.stderr.write(`\r\u001B[K${text()}`), 100);
	return () => {
		clearInterval(timer);
		process.stderr.write('\r\u001B[K');
	};
};

export const progressText = ({read, left}: Pick<JobArrival['progress'], 'read' | 'left'>): string =>
	`${formatCount(read)} znodes read, ${formatCount(left)} known to come`;

/** What could not be read: how many, and one of them with its reason. */
export const problemsOf = ({
	failed,
	failure,
}: Pick<JobArrival['progress'], 'failed' | 'failure'>): readonly Problem[] =>
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

/** Why it is not all. */
export const lossOf = ({job: {progress}, lost}: JobEnd): readonly Problem[] =>
	lost === undefined
		? []
		: [
				{
					source: 'session',
					kind: lost.kind,
					message: `partial: no server after ${formatCount(progress.read)} znodes: ${lost.message}`,
				},
			];
