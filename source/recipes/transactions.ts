// Transactions as somebody sees them who takes no part: who has voted what, who has carried it out, who is missing.
import {isRefusal, noNode} from '../zookeeper/errors.ts';
import {childOf} from '../zookeeper/paths.ts';
import type {Stat} from '../zookeeper/stat.ts';
import {
	decisionOf,
	doneOf,
	readTransactionNode,
	readVote,
	voteOf,
	type TransactionNode,
} from '../zookeeper/transactions.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {namesOf} from './holder.ts';
import {persist} from './persist.ts';
import type {Vote} from './two-phase.ts';

export type Party = {
	readonly name: string;
	readonly vote: Vote | undefined;
	/** When it voted, epoch ms by the leader's clock. */
	readonly votedAt: number | undefined;
	/** It has carried the decision out. */
	readonly done: boolean;
};

export type Transaction = {
	readonly path: string;
	/** `voting`: not all have voted, `ready`: all have, for the same end, and it is not recorded yet. */
	readonly state: 'voting' | 'ready' | 'committed' | 'aborted';
	readonly parties: readonly Party[];
	/** Whose vote is missing; once it is decided, who has not carried it out. */
	readonly missing: readonly string[];
	/** Epoch ms by the leader's clock: when it was begun. */
	readonly since: number;
	/** Undecided since then; undefined when it is decided. */
	readonly inDoubtSince: number | undefined;
};

/** The transaction at this path, else those right below it, up to date at the time of asking. */
export const readTransactions = async (
	client: WritingClient,
	path: string,
	signal?: AbortSignal,
): Promise<readonly Transaction[]> =>
	persist(
		client,
		async () => {
			await client.sync();
			const own = await readTransaction(client, path);
			if (own !== undefined) {
				return [own];
			}

			const names = [...(await namesOf(client, path))].sort();
			const below = await Promise.all(names.map(async name => readTransaction(client, childOf(path, name))));
			return below.filter(transaction => transaction !== undefined);
		},
		signal,
	);

const readTransaction = async (client: WritingClient, path: string): Promise<Transaction | undefined> => {
	const found = await dataAt(client, path);
	const node = readTransactionNode(found?.data);
	if (found === undefined || node === undefined) {
		return undefined;
	}

	const decision = readVote((await dataAt(client, decisionOf(path)))?.data);
	const parties = await Promise.all(node.participants.map(async name => partyOf(client, path, name)));
	return {path, since: found.stat.ctime, parties, ...stateOf(node, decision, parties, found.stat)};
};

const stateOf = (
	{participants}: TransactionNode,
	decision: Vote | undefined,
	parties: readonly Party[],
	{ctime}: Stat,
): Pick<Transaction, 'state' | 'missing' | 'inDoubtSince'> => {
	if (decision !== undefined) {
		const missing = parties.filter(({done}) => !done).map(({name}) => name);
		return {state: decision === 'commit' ? 'committed' : 'aborted', missing, inDoubtSince: undefined};
	}

	const voted = parties.filter(({vote}) => vote !== undefined).map(({name}) => name);
	const missing = participants.filter(name => !voted.includes(name));
	const isReady = missing.length === 0 || parties.some(({vote}) => vote === 'abort');
	return {state: isReady ? 'ready' : 'voting', missing, inDoubtSince: ctime};
};

const partyOf = async (client: WritingClient, path: string, name: string): Promise<Party> => {
	const [vote, done] = await Promise.all([
		dataAt(client, voteOf(path, name)),
		client.exists(doneOf(path, name)),
	]);
	const given = readVote(vote?.data);
	return {
		name,
		vote: given,
		votedAt: given === undefined ? undefined : vote?.stat.mtime,
		done: done !== undefined,
	};
};

const dataAt = async (
	client: WritingClient,
	path: string,
): Promise<{readonly data: Buffer | undefined; readonly stat: Stat} | undefined> => {
	try {
		return await client.data(path);
	} catch (error) {
		if (isRefusal(error, noNode)) {
			return undefined;
		}

		throw error;
	}
};
