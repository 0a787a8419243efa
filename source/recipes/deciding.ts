// Coming to a decision: votes are waited for until it is late, and the one write that decides is made once.
import {badVersion, isRefusal, noNode} from '../zookeeper/errors.ts';
import {decisionOf, readTransactionNode, type TransactionNode} from '../zookeeper/transactions.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {InDoubtError, NoTransactionError} from './errors.ts';
import {newsOf, persist} from './persist.ts';
import type {Follower} from './record.ts';
import {coordinate, type Vote} from './two-phase.ts';

/** How long others are waited for. */
export type Times = {
	/** Aborted when nobody is waited for any more. */
	readonly late: AbortSignal;
	/** Aborted, too, when the decision is not waited for any more. */
	readonly limit: AbortSignal;
	readonly stop: () => void;
};

/** For a connection to be found again. */
const shortestDoubtMs = 10_000;

export const timesOf = (path: string, timeoutMs: number, signal: AbortSignal | undefined): Times => {
	const [late, doubt] = [new AbortController(), new AbortController()];
	const timers = [
		setTimeout(() => {
			late.abort();
		}, timeoutMs),
		setTimeout(
			() => {
				doubt.abort(new InDoubtError(path));
			},
			timeoutMs + Math.max(timeoutMs, shortestDoubtMs),
		),
	];
	return {
		late: late.signal,
		limit: AbortSignal.any([doubt.signal, ...(signal === undefined ? [] : [signal])]),
		stop() {
			timers.forEach(clearTimeout);
		},
	};
};

/** Waits for votes, decides where the record allows it, and gives what was decided. */
export const decided = async (
	client: WritingClient,
	path: string,
	follower: Follower,
	times: Times,
): Promise<Vote> => {
	const {late, limit} = times;
	for (;;) {
		const step = coordinate(await follower.read(limit), late.aborted);
		switch (step.kind) {
			case 'decided':
				return step.decision;
			case 'decide':
				await writeOnce(client, decisionOf(path), step.decision, limit);
				break;
			case 'wait':
				await newsOr(client, times, follower);
		}
	}
};

/** Resolves when there is news, or it is late. */
export const newsOr = async (
	client: WritingClient,
	{late, limit}: Times,
	follower: Follower,
): Promise<void> => {
	const {promise, resolve} = Promise.withResolvers<undefined>();
	const wake = (): void => {
		resolve(undefined);
	};

	late.addEventListener('abort', wake);
	// What is late already wakes nobody.
	await newsOf(client, Promise.race([follower.news(), promise]), limit);
	late.removeEventListener('abort', wake);
};

/** Writes into a znode that nobody has written into yet; whoever was first wins. */
export const writeOnce = async (
	client: WritingClient,
	node: string,
	vote: Vote,
	signal: AbortSignal | undefined,
): Promise<void> => {
	try {
		await persist(client, async () => client.setData(node, Buffer.from(vote), {version: 0}), signal);
	} catch (error) {
		if (!isRefusal(error, badVersion)) {
			throw error;
		}
	}
};

/** Undefined where there is nothing; rejects where something else is. */
export const transactionAt = async (
	client: WritingClient,
	path: string,
	signal: AbortSignal | undefined,
): Promise<TransactionNode | undefined> => {
	try {
		const {data} = await persist(client, async () => client.data(path), signal);
		const node = readTransactionNode(data);
		if (node === undefined) {
			throw new NoTransactionError(path, 'something else');
		}

		return node;
	} catch (error) {
		if (isRefusal(error, noNode)) {
			return undefined;
		}

		throw error;
	}
};
