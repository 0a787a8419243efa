// One session for all recipes of a program: opened once, kept through lost connections, replaced when it has expired.
import {ZooKeeperError} from '../zookeeper/errors.ts';
import {parseConnectString, type ConnectString} from '../zookeeper/hosts.ts';
import type {Security} from '../zookeeper/security.ts';
import {
	createWritingClient,
	RefusedChange,
	type Change,
	type ChangeResult,
	type WritingClient,
} from '../zookeeper/writes.ts';
import {connected} from './persist.ts';

export {RefusedChange};
export type {Change, ChangeResult, WritingClient};

export type SessionOptions = {
	/** Asked for; the server has the last word. 10 s. */
	readonly sessionTimeoutMs?: number;
	/** TLS, and who we are. Plain and anonymous. */
	readonly security?: Security;
	readonly frameLimitBytes?: number;
	/** For the first connection. 5 s. */
	readonly withinMs?: number;
	readonly signal?: AbortSignal;
};

/**
 * Connects to an ensemble, `host:port,host:port/chroot`. Rejects with the ZooKeeperError that says why nobody takes us: at once when
 * it is for who we are, else when the time is over.
 */
export const openSession = async (
	connect: string | ConnectString,
	{withinMs = 5000, signal, ...options}: SessionOptions = {},
): Promise<WritingClient> => {
	const target = typeof connect === 'string' ? parseConnectString(connect) : connect;
	const client = createWritingClient(target, options);
	const failed = new AbortController();
	const fail = (): void => {
		const state = client.state();
		const failure = state.kind === 'connecting' ? state.failure : undefined;
		failed.abort(
			new ZooKeeperError(
				failure?.kind ?? 'unreachable',
				failure?.message ?? `no server took us within ${withinMs / 1000} s`,
			),
		);
	};
	const timer = setTimeout(fail, withinMs);
	const stop = client.onState(state => {
		if (state.kind === 'connecting' && state.failure?.kind === 'no-auth') {
			fail();
		}
	});
	try {
		client.start();
		await connected(client, AbortSignal.any([failed.signal, ...(signal === undefined ? [] : [signal])]));
		return client;
	} catch (error) {
		await client.close();
		throw error;
	} finally {
		clearTimeout(timer);
		stop();
	}
};
