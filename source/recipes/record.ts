// The record of a transaction as one party follows it: each znode is read once, and again when its watch says so.
import {isRefusal, noNode} from '../zookeeper/errors.ts';
import {decisionOf, doneOf, readVote, voteOf} from '../zookeeper/transactions.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {persist} from './persist.ts';
import type {Record2pc, Vote} from './two-phase.ts';

/** Whose votes and whose ends a party reads; of the others it need not know. */
export type Interest = {readonly votes: readonly string[]; readonly done: readonly string[]};

export type Follower = {
	/** The record; reads what is new, after a `sync` the first time. */
	read(signal?: AbortSignal): Promise<Record2pc>;
	/** Resolves when there is something new to read. */
	news(): Promise<void>;
};

/** Follows the decision, and what else is of interest. Rejects with NoNode when somebody has deleted the transaction. */
export const followRecord = (
	client: WritingClient,
	path: string,
	participants: readonly string[],
	interest: Interest,
): Follower => {
	const decision = decisionOf(path);
	const ends = new Set(interest.done.map(name => doneOf(path, name)));
	const known = new Map<string, Vote>();
	const stale = new Set([decision, ...interest.votes.map(name => voteOf(path, name)), ...ends]);
	let isSynced = false;
	let wake = Promise.withResolvers<undefined>();
	const look = async (node: string): Promise<void> => {
		const watch = (): void => {
			wake.resolve(void stale.add(node));
		};

		stale.delete(node); // before the answer: its watch may fire right behind it
		try {
			const vote = readVote((await client.data(node, {watch})).data);
			if (vote !== undefined) {
				known.set(node, vote);
			}
		} catch (error) {
			if (!ends.has(node) || !isRefusal(error, noNode)) {
				stale.add(node);
				throw error;
			}
		}
	};

	return {
		async read(signal) {
			if (!isSynced) {
				await persist(client, async () => client.sync(), signal);
			}

			isSynced = true;
			wake = Promise.withResolvers();
			await persist(client, async () => Promise.all(Array.from(stale, look)), signal);
			return {participants, decision: known.get(decision), ...partiesIn(known, path, interest)};
		},
		news: async () => {
			await (stale.size > 0 ? undefined : wake.promise);
		},
	};
};

const partiesIn = (
	known: ReadonlyMap<string, Vote>,
	path: string,
	{votes, done}: Interest,
): Pick<Record2pc, 'votes' | 'done'> => ({
	votes: new Map(votes.flatMap(name => entryOf(name, known.get(voteOf(path, name))))),
	done: new Set(done.filter(name => known.has(doneOf(path, name)))),
});

const entryOf = (name: string, vote: Vote | undefined): ReadonlyArray<readonly [string, Vote]> =>
	vote === undefined ? [] : [[name, vote]];
