// Who holds: the first znode of a queue, and what its owner wrote into it.
import {isRefusal, noNode, notAuthorised} from '../zookeeper/errors.ts';
import {decimalOf} from '../zookeeper/ids.ts';
import type {QueueLayout} from '../zookeeper/layouts.ts';
import {childOf} from '../zookeeper/paths.ts';
import type {Stat} from '../zookeeper/stat.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import type {Holder} from './errors.ts';
import {contendersIn} from './order.ts';
import {persist} from './persist.ts';

/** Who is first in the queue; undefined when nobody is, or not any more. */
export const holderOf = async (
	{
		client,
		path,
		layout,
	}: {readonly client: WritingClient; readonly path: string; readonly layout: QueueLayout},
	signal?: AbortSignal,
): Promise<Holder | undefined> => {
	const names = await persist(client, async () => namesOf(client, path), signal);
	const [first] = contendersIn(layout, names);
	return first === undefined ? undefined : lookAt(client, childOf(path, first), signal);
};

/** The names of the children; none where there is no path. */
export const namesOf = async (client: WritingClient, path: string): Promise<readonly string[]> => {
	try {
		return (await client.children(path)).names;
	} catch (error) {
		if (isRefusal(error, noNode)) {
			return [];
		}

		throw error;
	}
};

/** A contender's znode, with its data where we may read it. */
export const lookAt = async (
	client: WritingClient,
	node: string,
	signal: AbortSignal | undefined,
): Promise<Holder | undefined> => {
	const read = async (): Promise<{readonly who: string; readonly stat: Stat | undefined}> => {
		try {
			const {data, stat} = await client.data(node);
			return {who: data?.toString() ?? '', stat};
		} catch (error) {
			if (isRefusal(error, notAuthorised) || isRefusal(error, noNode)) {
				return {who: '', stat: await client.exists(node)};
			}

			throw error;
		}
	};
	const {who, stat} = await persist(client, read, signal);
	return stat && {node, fence: decimalOf(stat.czxid), session: stat.ephemeralOwner, who, since: stat.ctime};
};
