// source/collect/poller.ts: what it reads over its session
import {noInterests} from '../../source/collect/interests.ts';
import {describe, expect, it} from 'vitest';
import type {Sample} from '../../source/collect/sample.ts';
import {createClient, type Client} from '../../source/zookeeper/client.ts';
import {demoServer} from '../helpers/demo-server.ts';
import {atEnd} from '../helpers/fake-clients.ts';
import {startPolling} from './polling.ts';
import {wordServer} from './word-server.ts';

const demo = demoServer();

/** A znode of each test with one child, and a client that has not started. */
const stage = async (path: string, child = 'a'): Promise<Client> => {
	await demo.client.create(path);
	await demo.client.create(`${path}/${child}`);
	const client = createClient({hosts: [demo.host], chroot: '/'});
	atEnd(async () => client.close());
	return client;
};

const lists =
	(...names: readonly string[]) =>
	({arrivals}: Sample): boolean =>
		arrivals.some(
			arrival =>
				arrival.of === 'children' &&
				arrival.answer.kind === 'fresh' &&
				arrival.answer.value.names.join() === names.join(),
		);
const isInState =
	(kind: string) =>
	({arrivals}: Sample): boolean =>
		arrivals.some(arrival => arrival.of === 'session' && arrival.state.kind === kind);

describe('over its session the poller', () => {
	it('lists what is open as soon as it is connected, and shows it within a frame', async () => {
		const client = await stage('/open');
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 60_000}, {open: ['/open']});
		client.start();
		await polling.until('connected', isInState('connected'));
		await polling.until('the children', lists('a'));
		expect(demo.readsOf('open')).toBe(1);
	});

	it('lists at once what is opened later', async () => {
		const client = await stage('/later');
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 60_000});
		client.start();
		await polling.until('connected', isInState('connected'));
		polling.poller.want({
			...noInterests,
			connections: false,
			ephemerals: false,
			sources: false,
			open: ['/later'],
			stats: [],
			once: [],
			contents: [],
			described: undefined,
		});
		await polling.until('the children', lists('a'));
	});

	it('lists again when the watch fires', async () => {
		const client = await stage('/watched');
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 60_000}, {open: ['/watched']});
		client.start();
		await polling.until('the children', lists('a'));
		await demo.client.create('/watched/b');
		await polling.until('the new child', lists('a', 'b'));
		expect(demo.readsOf('watched')).toBe(2);
	});

	it('reads again, once, after its session has expired', async () => {
		const client = await stage('/expired');
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 50}, {open: ['/expired']});
		client.start();
		await polling.until('the children', lists('a'));
		const session = demo.sessionOf(client);
		session.cut = true; // so that the watch tells nothing
		await demo.client.create('/expired/z');
		demo.expire(session);
		await polling.until('the loss', isInState('connecting'));
		await polling.until('the children as they are now', lists('a', 'z'));
		await polling.beats(8);
		expect(demo.readsOf('expired')).toBe(2);
	});

	it('reads nothing again when it reconnects with the same session: the watches are restored', async () => {
		const client = await stage('/kept');
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 50}, {open: ['/kept']});
		client.start();
		await polling.until('the children', lists('a'));
		demo.sessionOf(client).connection?.close();
		await polling.until('the loss', isInState('connecting'));
		await polling.until('the connection', isInState('connected'));
		await polling.beats(6);
		expect(demo.readsOf('kept')).toBe(1);
	});
});
