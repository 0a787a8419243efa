// Fake servers and clients of them that end with the test; importing this registers the clean-up.
import {afterEach} from 'vitest';
import {createClient, type Client, type ClientOptions} from '../../source/zookeeper/client.ts';
import type {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {startFake, type FakeZooKeeper, type Script} from './fake-zookeeper.ts';

const releases: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const release of releases.splice(0).reverse()) {
		await release();
	}
});

/** Called when the test is over, last come first. */
export const atEnd = (release: () => Promise<void>): void => {
	releases.push(release);
};

export const fake = async (script?: Script): Promise<FakeZooKeeper> => {
	const server = await startFake(script);
	atEnd(async () => server.stop());
	return server;
};

/** A client of these servers, tried in this order. */
export const clientOf = (
	servers: readonly FakeZooKeeper[],
	options?: ClientOptions,
	chroot = '/',
): Client => {
	let rank = 0;
	const random = (): number => {
		rank += 0.01;
		return rank % 1;
	};

	const hosts = servers.map(({host}) => host);
	const client = createClient({hosts, chroot}, {random, closeDeadlineMs: 20, ...options});
	atEnd(async () => client.close());
	return client;
};

/** The error with which a question fails. */
export const caught = async (promise: Promise<unknown>): Promise<ZooKeeperError> =>
	promise.then(
		() => {
			throw new Error('did not fail');
		},
		(error: unknown) => error as ZooKeeperError,
	);
