// Questions that have to be answered however long it takes: asked again when the connection was lost, never when it is there.
import type {ClientState} from '../zookeeper/client.ts';
import {ZooKeeperError, isRetriable} from '../zookeeper/errors.ts';
import type {WritingClient} from '../zookeeper/writes.ts';

export type Connected = Extract<ClientState, {kind: 'connected'}>;

/** For servers that throttle requests or have a session moved from under us: they are not asked again at once. */
const pauseMs = 100;

/** Resolves as soon as there is a connection; rejects when the client is closed, or with the reason of `signal`. */
export const connected = async (client: WritingClient, signal?: AbortSignal): Promise<Connected> => {
	signal?.throwIfAborted();
	const now = client.state();
	if (now.kind === 'connected') {
		return now;
	}

	const {promise, resolve, reject} = Promise.withResolvers<Connected>();
	const look = (state: ClientState): void => {
		if (state.kind === 'connected') {
			resolve(state);
		} else if (state.kind === 'closed') {
			reject(closed());
		}
	};
	const stop = client.onState(look);
	look(now);
	return aborting(promise, signal).finally(stop);
};

/** The answer, after any number of tries. What is asked must bear being asked twice. */
export const persist = async <T>(
	client: WritingClient,
	ask: (connection: Connected) => Promise<T>,
	signal?: AbortSignal,
): Promise<T> => {
	for (;;) {
		const connection = await connected(client, signal);
		try {
			return await ask(connection);
		} catch (error) {
			if (!isRetriable(error)) {
				throw error;
			}
		}

		if (client.state().kind === 'connected') {
			await aborting(new Promise(resolve => setTimeout(resolve, pauseMs)), signal);
		}
	}
};

/** Waits for news, which never come once the client is closed: then it rejects. */
export const newsOf = async <T>(
	client: WritingClient,
	promise: Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> => {
	const {promise: ended, reject} = Promise.withResolvers<never>();
	const look = ({kind}: ClientState): void => {
		if (kind === 'closed') {
			reject(closed());
		}
	};
	const stop = client.onState(look);
	look(client.state());
	return aborting(Promise.race([promise, ended]), signal).finally(stop);
};

const closed = (): ZooKeeperError => new ZooKeeperError('disconnected', 'the client is closed');

/** The promise, unless `signal` is aborted before: then its reason. */
export const aborting = async <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
	if (signal === undefined) {
		return promise;
	}

	signal.throwIfAborted();
	const {promise: aborted, reject} = Promise.withResolvers<never>();
	const abort = (): void => {
		reject(signal.reason as Error);
	};

	signal.addEventListener('abort', abort);
	try {
		return await Promise.race([promise, aborted]);
	} finally {
		signal.removeEventListener('abort', abort);
	}
};
