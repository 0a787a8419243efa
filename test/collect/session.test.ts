// source/collect/poller.ts: what it reads over its session
import {noInterests} from '../../source/collect/interests.ts';
import {describe, expect, it} from 'vitest';
import type {Sample} from '../../source/collect/sample.ts';
import {clientOf, fake} from '../helpers/fake-clients.ts';
import {listing, type Peer, type Script} from '../helpers/fake-zookeeper.ts';
import {startPolling} from './polling.ts';
import {wordServer} from './word-server.ts';

const getChildren2 = 12;
const childrenChanged = 4;

/** A server that lists the names that `names` holds then, and counts how often it was asked. */
const lister = (introduced?: Script['introduced']) => {
	const told = {names: ['a'], lists: 0, peer: undefined as Peer | undefined};
	const script: Script = {
		...(introduced && {introduced}),
		asked: (peer, {xid, type}) => {
			told.peer = peer;
			if (type === getChildren2) {
				told.lists += 1;
				peer.reply(xid, listing(told.names));
			}
		},
	};
	return {told, script};
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
		const {told, script} = lister();
		const client = clientOf([await fake(script)]);
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 60_000}, {open: ['/']});
		client.start();
		await polling.until('connected', isInState('connected'));
		await polling.until('the root', lists('a'));
		expect(told.lists).toBe(1);
	});

	it('lists at once what is opened later', async () => {
		const {script} = lister();
		const client = clientOf([await fake(script)]);
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 60_000});
		client.start();
		await polling.until('connected', isInState('connected'));
		polling.poller.want({
			...noInterests,
			connections: false,
			ephemerals: false,
			sources: false,
			open: ['/b'],
			stats: [],
			once: [],
			contents: [],
			described: undefined,
		});
		await polling.until('the children of /b', lists('a'));
	});

	it('lists again when the watch fires', async () => {
		const {told, script} = lister();
		const client = clientOf([await fake(script)]);
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 60_000}, {open: ['/']});
		client.start();
		await polling.until('the root', lists('a'));
		told.names = ['a', 'b'];
		told.peer?.notify(childrenChanged, '/');
		await polling.until('the new child', lists('a', 'b'));
		expect(told.lists).toBe(2);
	});

	it('reads again, once, after its session has expired', async () => {
		let session = 0x1n;
		const {told, script} = lister((peer, _frame, count) => {
			if (count === 2) {
				peer.greet({timeoutMs: 0, session: 0n});
			} else {
				peer.greet({session: session++});
			}
		});
		const server = await fake(script);
		const client = clientOf([server]);
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 50}, {open: ['/']});
		client.start();
		await polling.until('the root', lists('a'));
		told.names = ['z'];
		server.hangUp();
		await polling.until('the loss', isInState('connecting'));
		await polling.until('the children as they are now', lists('z'));
		await polling.beats(8);
		expect(server.introductions).toHaveLength(3);
		expect(told.lists).toBe(2);
	});

	it('reads nothing again when it reconnects with the same session: the watches are restored', async () => {
		const {told, script} = lister();
		const server = await fake(script);
		const client = clientOf([server]);
		const {host} = await wordServer();
		const polling = startPolling({hosts: [host], client, intervalMs: 50}, {open: ['/']});
		client.start();
		await polling.until('the root', lists('a'));
		server.hangUp();
		await polling.until('the loss', isInState('connecting'));
		await polling.until('the connection', isInState('connected'));
		await polling.beats(6);
		expect(told.lists).toBe(1);
	});
});
