// Who is there: an ephemeral znode for each member, made again with each new session until the member leaves. (recipes.md "Group Membership")
import {openAcl} from '../zookeeper/acl.ts';
import {isRefusal, nodeExists, noNode} from '../zookeeper/errors.ts';
import type {Id} from '../zookeeper/ids.ts';
import {childOf} from '../zookeeper/paths.ts';
import type {Acl} from '../zookeeper/stat.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {HeldError, LostError} from './errors.ts';
import {lookAt} from './holder.ts';
import {untilNews} from './news.ts';
import {makePath} from './parents.ts';
import {connected, persist} from './persist.ts';
import {refuseOtherUse} from './uses.ts';

export type RegisterOptions = {
	readonly data?: Buffer;
	readonly acl?: readonly Acl[];
	/** At most so long for the name to get free, which the session of a run before may still have; 0: fail at once. */
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
};

export type Registration = {
	readonly node: string;
	/** Aborted with a LostError when somebody else has the name after our session expired. */
	readonly signal: AbortSignal;
	/** Resolves when the znode is gone, or will be with its session. */
	leave(): Promise<void>;
};

/** Registers a member at `path` under a name of its own. Rejects with HeldError when somebody has the name for too long, OtherUseError. */
export const register = async (
	client: WritingClient,
	path: string,
	name: string,
	{data = Buffer.alloc(0), acl = openAcl, timeoutMs, signal}: RegisterOptions = {},
): Promise<Registration> => {
	const node = childOf(path, name);
	const make = async (how: Making): Promise<Id> => makeMember(client, {node, path, data, acl, ...how});
	await refuseOtherUse(client, path, 'registry', signal);
	let session = await make({signal, timeoutMs});
	const over = new AbortController();
	const lost = new AbortController();
	const again = async (): Promise<void> => {
		try {
			session = await make({signal: over.signal, timeoutMs: 0});
		} catch (error) {
			if (!over.signal.aborted) {
				lost.abort(new LostError(error instanceof Error ? error.message : String(error)));
			}
		}
	};

	const stop = client.onState(state => {
		if (state.kind === 'connected' && state.session !== session) {
			void again();
		}
	});
	return {
		node,
		signal: lost.signal,
		async leave() {
			stop();
			over.abort(new LostError(`${node} was left`));
			await removeOwn(client, node);
		},
	};
};

type Making = {readonly signal: AbortSignal | undefined; readonly timeoutMs: number | undefined};
type Member = Making & {
	readonly node: string;
	readonly path: string;
	readonly data: Buffer;
	readonly acl: readonly Acl[];
};

/** The session in which our znode is. */
const makeMember = async (client: WritingClient, member: Member): Promise<Id> => {
	const {node, path, data, acl, signal, timeoutMs} = member;
	const deadline = deadlineIn(timeoutMs);
	for (;;) {
		try {
			return await persist(
				client,
				async ({session}) => {
					await client.create(node, {data, acl, ephemeral: true});
					return session;
				},
				signal,
			);
		} catch (error) {
			if (isRefusal(error, noNode)) {
				await makePath(client, path, acl);
			} else if (isRefusal(error, nodeExists)) {
				const own = await ownOrFree(client, node, {signal, deadline});
				if (own !== undefined) {
					return own;
				}
			} else {
				throw error;
			}
		}
	}
};

const deadlineIn = (timeoutMs: number | undefined): AbortSignal | undefined => {
	if (timeoutMs === undefined) {
		return undefined;
	}

	return timeoutMs === 0 ? AbortSignal.abort() : AbortSignal.timeout(timeoutMs);
};

const isOver = (limit: AbortSignal | undefined): boolean => limit?.aborted === true;

type Limits = {readonly signal: AbortSignal | undefined; readonly deadline: AbortSignal | undefined};

/** Our session when the znode is ours, by a create whose reply was lost; undefined once it is nobody's. */
const ownOrFree = async (
	client: WritingClient,
	node: string,
	{signal, deadline}: Limits,
): Promise<Id | undefined> => {
	const {session} = await connected(client, signal);
	const member = await lookAt(client, node, signal);
	if (member === undefined || member.session === session) {
		return member?.session;
	}

	const taken = new HeldError(node, member);
	if (isOver(deadline)) {
		throw taken;
	}

	try {
		const limits = [signal, deadline].filter(limit => limit !== undefined);
		await untilNews(client, node, AbortSignal.any(limits));
	} catch (error) {
		throw isOver(deadline) && !isOver(signal) ? taken : error;
	}

	return undefined;
};

/** Removes it where it is still ours. */
const removeOwn = async (client: WritingClient, node: string): Promise<void> => {
	try {
		await persist(client, async ({session}) => {
			const stat = await client.exists(node);
			if (stat?.ephemeralOwner === session) {
				await client.remove(node, {version: stat.version});
			}
		});
	} catch (error) {
		if (!isRefusal(error, noNode) && client.state().kind !== 'closed') {
			throw error;
		}
	}
};
