// Who is registered, now and at each change: the children of a path and their data, each read again only when it has changed.
import {isRefusal, noNode, notAuthorised} from '../zookeeper/errors.ts';
import type {Id} from '../zookeeper/ids.ts';
import {childOf} from '../zookeeper/paths.ts';
import type {Stat} from '../zookeeper/stat.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {newsOf, persist} from './persist.ts';

export type Entry = {
	readonly name: string;
	/** Undefined: null data, or not readable. */
	readonly data: Buffer | undefined;
	/** Undefined where the znode is not ephemeral. */
	readonly session: Id | undefined;
	/** Epoch ms by the leader's clock. */
	readonly since: number;
	readonly version: number;
};

/** In the order of their names. */
export type Directory = readonly Entry[];

/** Who is registered at this path; nobody where there is no path. */
export const readDirectory = async (
	client: WritingClient,
	path: string,
	signal?: AbortSignal,
): Promise<Directory> => {
	const {value} = await followDirectory(client, path, signal).next();
	return value;
};

/** The directory now, and whenever somebody comes, goes or changes what they say of themselves. */
export async function* followDirectory(
	client: WritingClient,
	path: string,
	signal?: AbortSignal,
): AsyncGenerator<Directory, never> {
	const entries = new Map<string, Entry>();
	const stale = new Set([list]);
	let wake = Promise.withResolvers<undefined>();
	const watching = (what: string) => (): void => {
		stale.add(what);
		wake.resolve(undefined);
	};

	for (;;) {
		if (stale.delete(list)) {
			const names = await listed(client, path, signal, watching(list));
			drop(entries, names);
			names.filter(name => !entries.has(name)).forEach(name => stale.add(name));
		}

		const names = [...stale].filter(name => name !== list);
		const reads = names.map(async name => {
			stale.delete(name);
			const entry = await read(client, childOf(path, name), signal, watching(name));
			return {name, entry};
		});
		for (const {name, entry} of await Promise.all(reads)) {
			if (entry === undefined) {
				entries.delete(name);
			} else {
				entries.set(name, {name, ...entry});
			}
		}

		if (stale.size === 0) {
			yield [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
			await newsOf(client, wake.promise, signal);
		}

		wake = Promise.withResolvers<undefined>();
	}
}

/** Stands for the list of names among the names. */
const list = '';

const drop = (entries: Map<string, Entry>, names: readonly string[]): void => {
	for (const name of entries.keys()) {
		if (!names.includes(name)) {
			entries.delete(name);
		}
	}
};

const listed = async (
	client: WritingClient,
	path: string,
	signal: AbortSignal | undefined,
	watch: () => void,
): Promise<readonly string[]> => {
	try {
		return (await persist(client, async () => client.children(path, {watch}), signal)).names;
	} catch (error) {
		if (!isRefusal(error, noNode)) {
			throw error;
		}
	}

	if ((await persist(client, async () => client.exists(path, {watch}), signal)) !== undefined) {
		watch(); // it came in between
	}

	return [];
};

const read = async (
	client: WritingClient,
	node: string,
	signal: AbortSignal | undefined,
	watch: () => void,
): Promise<Omit<Entry, 'name'> | undefined> => {
	try {
		const {data, stat} = await persist(client, async () => client.data(node, {watch}), signal);
		return entryOf(data, stat);
	} catch (error) {
		if (isRefusal(error, notAuthorised)) {
			const stat = await persist(client, async () => client.exists(node, {watch}), signal);
			return stat && entryOf(undefined, stat);
		}

		if (!isRefusal(error, noNode)) {
			throw error;
		}

		return undefined;
	}
};

const entryOf = (data: Buffer | undefined, stat: Stat): Omit<Entry, 'name'> => ({
	data,
	session: stat.ephemeralOwner,
	since: stat.ctime,
	version: stat.version,
});
