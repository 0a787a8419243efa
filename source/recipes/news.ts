// Waiting for news of one znode by its watch: one notification, to us alone.
import {isRefusal, noNode, notAuthorised} from '../zookeeper/errors.ts';
import type {Id} from '../zookeeper/ids.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {newsOf, persist} from './persist.ts';

/** A watch, and what resolves when it fires. */
export const oneWatch = (): {readonly fired: Promise<undefined>; readonly watch: () => void} => {
	const {promise, resolve} = Promise.withResolvers<undefined>();
	return {
		fired: promise,
		watch: () => {
			resolve(undefined);
		},
	};
};

/**
 * Resolves when the znode was changed or deleted, or its watch was lost with the session. Leaves no watch on one that is not there.
 * @param session Whose place depends on it need not wait in another session: there it is news that this one is over.
 */
export const untilNews = async (
	client: WritingClient,
	path: string,
	signal: AbortSignal | undefined,
	session?: Id,
): Promise<void> => {
	const {fired, watch} = oneWatch();
	const isThere = await persist(
		client,
		async connection =>
			(session === undefined || connection.session === session) && (await watchZnode(client, path, watch)),
		signal,
	);
	if (isThere) {
		await newsOf(client, fired, signal);
	}
};

/** Whether it is there, and watched. */
const watchZnode = async (client: WritingClient, path: string, watch: () => void): Promise<boolean> => {
	try {
		await client.data(path, {watch});
		return true;
	} catch (error) {
		if (isRefusal(error, noNode)) {
			return false;
		}

		// Others may keep their data to themselves; whether it exists is no secret.
		if (!isRefusal(error, notAuthorised)) {
			throw error;
		}

		return (await client.exists(path, {watch})) !== undefined;
	}
};

/** Resolves when a child came or went since `isNews` said of the names that they are none; so, too, when the path itself did. */
export const untilChildren = async (
	client: WritingClient,
	path: string,
	isNews: (names: readonly string[]) => boolean,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const {fired, watch} = oneWatch();

	try {
		const {names} = await persist(client, async () => client.children(path, {watch}), signal);
		if (isNews(names)) {
			return;
		}
	} catch (error) {
		if (!isRefusal(error, noNode)) {
			throw error;
		}

		const stat = await persist(client, async () => client.exists(path, {watch}), signal);
		if (stat !== undefined || isNews([])) {
			return;
		}
	}

	await newsOf(client, fired, signal);
};

/** Resolves when the znode exists. */
export const untilThere = async (
	client: WritingClient,
	path: string,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const {fired, watch} = oneWatch();

	if ((await persist(client, async () => client.exists(path, {watch}), signal)) === undefined) {
		await newsOf(client, fired, signal);
	}
};
