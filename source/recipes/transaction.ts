// The coordinator of a two-phase commit: makes the record that all parties keep, waits for their votes and decides.
import {openAcl} from '../zookeeper/acl.ts';
import {seal, type EnvelopeKey} from '../zookeeper/envelope.ts';
import {badVersion, isRefusal, nodeExists, noNode, notEmpty} from '../zookeeper/errors.ts';
import {parentOf} from '../zookeeper/paths.ts';
import type {Acl} from '../zookeeper/stat.ts';
import {decisionOf, payloadOf, voteOf, writeTransaction} from '../zookeeper/transactions.ts';
import type {Change, WritingClient} from '../zookeeper/writes.ts';
import {decided, timesOf, transactionAt} from './deciding.ts';
import {NoTransactionError} from './errors.ts';
import {makePath} from './parents.ts';
import {persist} from './persist.ts';
import {followRecord} from './record.ts';
import type {Vote} from './two-phase.ts';
import {refuseOtherUse} from './uses.ts';

export type {Vote};

export type BeginOptions = {
	readonly participants: readonly string[];
	/** What the participants get. */
	readonly payload?: Buffer;
	/** How long votes are waited for; then the decision is to abort. */
	readonly timeoutMs: number;
	readonly acl?: readonly Acl[];
	/** Encrypts the payload. */
	readonly key?: EnvelopeKey;
	readonly signal?: AbortSignal;
};

/**
 * Begins a transaction, or goes on with one that was begun at this path, and coordinates it until it is decided. Rejects with InDoubtError when
 * no server says what was decided in another `timeoutMs`, NoTransactionError or
 * OtherUseError where something else is.
 */
export const beginTransaction = async (
	client: WritingClient,
	path: string,
	options: BeginOptions,
): Promise<Vote> => {
	const {participants, timeoutMs, signal} = options;
	const times = timesOf(path, timeoutMs, signal);
	try {
		await refuseOtherUse(client, path, 'transaction', times.limit);
		await make(client, path, options, times.limit);
		const node = await transactionAt(client, path, times.limit);
		if (node === undefined || node.participants.toSorted().join('/') !== participants.toSorted().join('/')) {
			throw new NoTransactionError(path, `other participants: ${node?.participants.join(', ') ?? 'none'}`);
		}

		const follower = followRecord(client, path, participants, {votes: participants, done: []});
		return await decided(client, path, follower, times);
	} finally {
		times.stop();
	}
};

/** All znodes at once; nothing when they are there already. */
const make = async (
	client: WritingClient,
	path: string,
	{participants, payload = Buffer.alloc(0), timeoutMs, acl = openAcl, key}: BeginOptions,
	signal: AbortSignal,
): Promise<void> => {
	const empty = Buffer.alloc(0);
	const sealed = key === undefined ? payload : await seal(key, client.realPath(payloadOf(path)), payload);
	const nodes: ReadonlyArray<readonly [string, Buffer]> = [
		[path, writeTransaction({participants, timeoutMs})],
		[payloadOf(path), sealed],
		[decisionOf(path), empty],
		...participants.map(name => [voteOf(path, name), empty] as const),
	];
	const changes = nodes.map(([path, data]) => ({kind: 'create' as const, path, data, acl}));
	try {
		await persist(client, async () => client.multi(changes), signal);
	} catch (error) {
		if (isRefusal(error, noNode)) {
			await makePath(client, parentOf(path), acl, false);
			await persist(client, async () => client.multi(changes), signal);
		} else if (isRefusal(error, nodeExists)) {
			await takeIdle(client, path, changes, signal);
		} else {
			throw error;
		}
	}
};

/** Makes it in the place of a znode without data and children, such as a lock leaves behind; does nothing where another one is. */
const takeIdle = async (
	client: WritingClient,
	path: string,
	changes: readonly Change[],
	signal: AbortSignal,
): Promise<void> => {
	try {
		const {data, stat} = await persist(client, async () => client.data(path), signal);
		if ((data?.length ?? 0) === 0 && stat.children === 0 && stat.ephemeralOwner === undefined) {
			const instead = [{kind: 'delete' as const, path, version: stat.version}, ...changes];
			await persist(client, async () => client.multi(instead), signal);
		}
	} catch (error) {
		if (![badVersion, notEmpty, noNode].some(code => isRefusal(error, code))) {
			throw error;
		}
	}
};
