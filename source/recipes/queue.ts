// A place in a queue of ephemeral-sequential znodes: taken even if the reply is lost, waited in for the one before it, left for sure.
// (recipes.md "Locks", "Leader Election")
import {isRefusal, noNode} from '../zookeeper/errors.ts';
import {decimalOf, type Id} from '../zookeeper/ids.ts';
import {stemFor, strangerOf, type QueueLayout, type QueueMode} from '../zookeeper/layouts.ts';
import {baseName, childOf} from '../zookeeper/paths.ts';
import type {Acl, Stat} from '../zookeeper/stat.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {ForeignQueueError} from './errors.ts';
import {namesOf} from './holder.ts';
import {contendersIn, turnOf} from './order.ts';
import {makePath} from './parents.ts';
import {untilNews} from './news.ts';
import {persist, type Connected} from './persist.ts';
import {refuseInside, refuseTransaction} from './uses.ts';

export type Queue = {
	readonly client: WritingClient;
	readonly path: string;
	readonly layout: QueueLayout;
	readonly acl: readonly Acl[];
};

export type Entry = {
	readonly mode: QueueMode;
	/** What others read in our znode. */
	readonly data: Buffer;
};

export type Place = {
	/** The path of our znode. */
	readonly node: string;
	/** Its czxid as a decimal number up to 2^63, higher than that of everybody who came before; compare as integers (BigInt), not as text. */
	readonly fence: string;
	readonly session: Id;
	/** Of the session, as agreed on. */
	readonly timeoutMs: number;
};

type Entered = {readonly place: Place; readonly names: readonly string[]};

/**
 * Waits for our turn, behind everybody who is there. When our znode vanishes meanwhile (the session expired, somebody deleted
 * it) we come again, as the last. Leaves the queue when `signal` is aborted. `onWaiting` is called before each wait; what it throws ends the waiting.
 */
export const takeTurn = async (
	queue: Queue,
	entry: Entry,
	signal: AbortSignal | undefined,
	onWaiting: () => Promise<void> | undefined = () => undefined,
): Promise<Place> => {
	for (;;) {
		const {place, names} = await enter(queue, entry, signal);
		try {
			if (await isOurTurn(queue, place, names, {signal, onWaiting})) {
				return place;
			}
		} catch (error) {
			const left = leave(queue.client, place).catch(() => undefined);
			if (queue.client.state().kind === 'connected') {
				await left;
			}

			throw error;
		}
	}
};

type Waiting = {
	readonly signal: AbortSignal | undefined;
	readonly onWaiting: () => Promise<void> | undefined;
};

/** False when our znode is gone. */
const isOurTurn = async (
	queue: Queue,
	{node, session}: Place,
	listed: readonly string[],
	{signal, onWaiting}: Waiting,
): Promise<boolean> => {
	for (let names = listed; ; names = await namesIn(queue, signal)) {
		refuseStrangers(queue, names);
		const turn = turnOf(queue.layout, contendersIn(queue.layout, names), baseName(node));
		if (turn.kind === 'gone') {
			return false;
		}

		if (turn.kind === 'holds') {
			// We may have slept over what the list said: then it is read again, and if the session is over, is not to be had.
			if ((queue.client.leaseUntil() ?? 0) > performance.now()) {
				return true;
			}

			continue;
		}

		await onWaiting();
		await untilNews(queue.client, childOf(queue.path, turn.behind), signal, session);
	}
};

/** A path without contenders may be removed by the servers, ours too when our session has expired. */
const namesIn = async ({client, path}: Queue, signal: AbortSignal | undefined): Promise<readonly string[]> =>
	persist(client, async () => namesOf(client, path), signal);

const refuseStrangers = ({layout, path}: Queue, names: readonly string[]): void => {
	refuseTransaction(path, names);
	for (const name of names) {
		const stranger = strangerOf(layout, name);
		if (stranger !== undefined) {
			throw new ForeignQueueError(path, name, stranger.library);
		}
	}
};

/** Our znode and the names in the queue at a moment when it was there. */
const enter = async (queue: Queue, entry: Entry, signal: AbortSignal | undefined): Promise<Entered> => {
	const stem = stemFor(queue.layout, entry.mode, crypto.randomUUID().replaceAll('-', ''));
	/** The session in which our znode may be without our knowing. */
	let doubtful: Id | undefined;
	for (;;) {
		try {
			return await persist(
				queue.client,
				async connection => {
					const found = doubtful === connection.session ? await findOwn(queue, stem, connection) : undefined;
					doubtful = connection.session;
					return found ?? (await create(queue, {...entry, stem, connection}));
				},
				signal,
			);
		} catch (error) {
			if (!isRefusal(error, noNode)) {
				void withdraw(queue, stem, doubtful);
				throw error;
			}
		}

		await refuseInside(queue.client, queue.path, 'queue', signal);
		await makePath(queue.client, queue.path, queue.acl);
	}
};

const create = async (
	{client, path, acl}: Queue,
	{data, stem, connection}: Entry & {readonly stem: string; readonly connection: Connected},
): Promise<Entered> => {
	// Both at once: a server answers in order, so that our name is in the list.
	const [created, listed] = await Promise.allSettled([
		client.create(childOf(path, stem), {data, acl, ephemeral: true, sequential: true}),
		client.children(path),
	]);
	if (created.status === 'rejected') {
		throw created.reason;
	}

	if (listed.status === 'rejected') {
		throw listed.reason;
	}

	return {place: placeOf(created.value.path, created.value.stat, connection), names: listed.value.names};
};

const placeOf = (node: string, {czxid}: Stat, {session, timeoutMs}: Connected): Place => ({
	node,
	fence: decimalOf(czxid),
	session,
	timeoutMs,
});

/** What came of a create whose reply was lost: its znode, found by what only its name begins with. */
const findOwn = async (
	{client, path}: Queue,
	stem: string,
	connection: Connected,
): Promise<Entered | undefined> => {
	await client.sync();
	const {names} = await client.children(path);
	const name = names.find(name => name.startsWith(stem));
	const node = name === undefined ? undefined : childOf(path, name);
	const stat = node === undefined ? undefined : await client.exists(node);
	return node === undefined || stat === undefined
		? undefined
		: {place: placeOf(node, stat, connection), names};
};

/** Nobody waits for this: our znode, if there is one, would hold up the others until the session ends. */
const withdraw = async (queue: Queue, stem: string, doubtful: Id | undefined): Promise<void> => {
	try {
		const found = await persist(queue.client, async connection =>
			doubtful === connection.session ? findOwn(queue, stem, connection) : undefined,
		);
		await (found && leave(queue.client, found.place));
	} catch {
		// The client was closed, and its session with it.
	}
};

/** Gives the place up. Done, too, when its session has ended, or somebody else has deleted the znode. */
export const leave = async (client: WritingClient, {node, session}: Place): Promise<void> => {
	try {
		await persist(client, async connection =>
			connection.session === session ? client.remove(node) : undefined,
		);
	} catch (error) {
		if (!isRefusal(error, noNode) && client.state().kind !== 'closed') {
			throw error;
		}
	}
};
