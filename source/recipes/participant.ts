// A participant of a two-phase commit: prepares, votes, waits for the decision and carries it out, from wherever its last run has left off.
import {openAcl} from '../zookeeper/acl.ts';
import {openWith, type EnvelopeKey} from '../zookeeper/envelope.ts';
import {isRefusal, nodeExists} from '../zookeeper/errors.ts';
import type {Acl} from '../zookeeper/stat.ts';
import {doneOf, payloadOf, voteOf, type TransactionNode} from '../zookeeper/transactions.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {decided, newsOr, timesOf, transactionAt, writeOnce} from './deciding.ts';
import {NoTransactionError} from './errors.ts';
import {untilThere} from './news.ts';
import {persist} from './persist.ts';
import {followRecord, type Follower} from './record.ts';
import {participate, type Vote} from './two-phase.ts';

export type JoinOptions = {
	/** One of the transaction's participants. */
	readonly as: string;
	/** Whether we can commit; asked again when we crashed before our vote was recorded. */
	readonly prepare: (payload: Buffer) => Promise<boolean>;
	/** Called until one of them has come to its end, the same one always. */
	readonly commit: (payload: Buffer) => Promise<void>;
	readonly abort: (payload: Buffer) => Promise<void>;
	/** Of the znode that says that we have carried it out. */
	readonly acl?: readonly Acl[];
	/** Called once, when there is no transaction yet. */
	readonly onWaiting?: () => void;
	/** Opens the payload. */
	readonly key?: EnvelopeKey;
	readonly signal?: AbortSignal;
};

/**
 * Takes part in the transaction at this path, from where our last run has left it; waits until there is one. Resolves with what was decided, and
 * carried out by us. When no decision comes within the transaction's `timeoutMs` of our vote, we decide ourselves, as the coordinator would.
 */
export const joinTransaction = async (
	client: WritingClient,
	path: string,
	options: JoinOptions,
): Promise<Vote> => {
	const {as, key, signal} = options;
	const node = await untilBegun(client, path, options);
	if (!node.participants.includes(as)) {
		throw new NoTransactionError(path, `no participant ${as}, there are ${node.participants.join(', ')}`);
	}

	const {data = Buffer.alloc(0)} = await persist(client, async () => client.data(payloadOf(path)), signal);
	const payload = await openWith(key === undefined ? [] : [key], client.realPath(payloadOf(path)), data);
	const own = followRecord(client, path, node.participants, {votes: [as], done: [as]});
	for (;;) {
		const step = participate(await own.read(signal), as, false);
		switch (step.kind) {
			case 'prepare': {
				const vote = (await options.prepare(payload)) ? 'commit' : 'abort';
				await writeOnce(client, voteOf(path, as), vote, signal);
				break;
			}

			case 'wait':
				await decidedInTime(client, path, node, own, signal);
				break;
			case 'carry-out':
				await options[step.decision](payload);
				await markDone(client, doneOf(path, as), step.decision, options);
				return step.decision;
			case 'finished':
				return step.decision;
			case 'decide':
				throw new RangeError('who is not late decides nothing');
		}
	}
};

/** Resolves when there is news of the decision; decides when that takes too long. */
const decidedInTime = async (
	client: WritingClient,
	path: string,
	{participants, timeoutMs}: TransactionNode,
	own: Follower,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const times = timesOf(path, timeoutMs, signal);
	try {
		await newsOr(client, times, own);
		if (times.late.aborted) {
			const all = followRecord(client, path, participants, {votes: participants, done: []});
			await decided(client, path, all, times);
		}
	} finally {
		times.stop();
	}
};

const markDone = async (
	client: WritingClient,
	node: string,
	decision: Vote,
	{acl = openAcl, signal}: JoinOptions,
): Promise<void> => {
	try {
		await persist(client, async () => client.create(node, {data: Buffer.from(decision), acl}), signal);
	} catch (error) {
		if (!isRefusal(error, nodeExists)) {
			throw error;
		}
	}
};

const untilBegun = async (
	client: WritingClient,
	path: string,
	{signal, onWaiting}: JoinOptions,
): Promise<TransactionNode> => {
	let told = false;
	for (;;) {
		const node = await transactionAt(client, path, signal);
		if (node !== undefined) {
			return node;
		}

		if (!told) {
			told = true;
			onWaiting?.();
		}

		await untilThere(client, path, signal);
	}
};
