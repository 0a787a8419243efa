// source/collect/{word-poller,poller}.ts, probes/{doors,shut-doors}.ts: what was shut is found out again when a server comes back
import {createServer} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {describe, expect, it, onTestFinished} from 'vitest';
import {ShutDoors, type Tried} from '../../source/collect/probes/shut-doors.ts';
import type {Client, ClientState} from '../../source/zookeeper/client.ts';
import {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {recordedBody} from '../helpers/recorded-admin.ts';
import {closedPort} from '../zookeeper/fake-server.ts';
import {brings, startPolling} from './polling.ts';
import {as, closed, notServing, shutWord, wordServer} from './word-server.ts';

type Admin = {
	readonly port: number;
	/** Nothing listens there any more, or it closes on whoever comes. */
	readonly goAway: (how: 'silently' | 'closing') => Promise<void>;
	readonly comeBack: () => Promise<void>;
};

/** An AdminServer that answers as recorded, unless it is away. */
const adminServer = async (): Promise<Admin> => {
	let closes = false;
	const server = createServer(({url = ''}, response) => {
		response.end(recordedBody(`3.8.0/leader/${url.slice('/commands/'.length)}.json`));
	}).prependListener('connection', (socket: Socket) => {
		if (closes) {
			socket.destroy();
		}
	});
	let port = 0;
	const listen = async (): Promise<void> =>
		new Promise(resolve => {
			server.listen(port, '127.0.0.1', () => {
				({port} = server.address() as AddressInfo);
				resolve();
			});
		});
	const close = async (): Promise<void> =>
		new Promise(resolve => {
			server.close(() => {
				resolve();
			});
			server.closeAllConnections();
		});
	await listen();
	onTestFinished(close);
	return {
		port,
		async goAway(how) {
			closes = how === 'closing';
			await (closes ? Promise.resolve() : close());
		},
		async comeBack() {
			await (closes ? Promise.resolve() : listen());
			closes = false;
		},
	};
};

const allShut = (word: string): string => shutWord(word);
const srvrOnly = (word: string): string => (word === 'srvr' ? as('3.8.0/standalone')(word) : shutWord(word));

describe('doors that were shut are tried anew', () => {
	// Sixty ticks would be longer than the tests wait.
	it('when a server comes back that was away, though its AdminServer never was there', async () => {
		const server = await wordServer();
		server.behave(srvrOnly);
		const {port} = await closedPort();
		const polling = startPolling({hosts: [server.host], adminPorts: [port], intervalMs: 150});
		const {name} = server.host;
		await polling.until('mntr shut', brings('mntr', name, 'unsupported'));
		server.behave(() => closed);
		await polling.until('away', brings('srvr', name, 'failed'));
		server.behave(as('3.8.0/standalone'));
		await polling.until('mntr answered', brings('mntr', name, 'fresh'));
	});

	it('when a server serves again, though only its AdminServer tells so', async () => {
		const [server, admin] = [await wordServer(), await adminServer()];
		server.behave(allShut);
		const polling = startPolling({hosts: [server.host], adminPorts: [admin.port]});
		const {name} = server.host;
		await polling.until('by the AdminServer', brings('mntr', name, 'fresh'));
		server.behave(() => notServing);
		await admin.goAway('silently');
		polling.poller.refresh();
		await polling.until('away', brings('srvr', name, 'failed'));
		await admin.comeBack();
		server.behave(as('3.8.0/standalone'));
		await polling.until('by the word', ({arrivals}) =>
			arrivals.some(arrival => arrival.of === 'word' && arrival.word === 'mntr' && arrival.source === 'word'),
		);
	});

	it.each(['silently', 'closing'] as const)(
		'when its AdminServer alone comes back that went %s, where srvr itself is shut',
		async how => {
			const [server, admin] = [await wordServer(), await adminServer()];
			server.behave(allShut);
			const polling = startPolling({
				hosts: [server.host],
				adminPorts: [admin.port],
				intervalMs: 150,
			});
			const {name} = server.host;
			await polling.until('by the AdminServer', brings('srvr', name, 'fresh'));
			await admin.goAway(how);
			await polling.until('nowhere', brings('mntr', name, 'unsupported'));
			await admin.comeBack();
			await polling.until('by the AdminServer again', brings('mntr', name, 'fresh'));
			await polling.until('by it, too', brings('srvr', name, 'fresh'));
		},
	);

	it('when our session is back on the server that it lost', async () => {
		const server = await wordServer();
		server.behave(srvrOnly);
		const {name} = server.host;
		const connected: ClientState = {
			kind: 'connected',
			server: server.host,
			session: '0x1',
			timeoutMs: 10_000,
			readOnly: false,
		};
		let tell: (state: ClientState) => void = () => undefined;
		const client: Partial<Client> = {
			state: () => connected,
			onState: listener => {
				tell = listener;
				return () => undefined;
			},
			traffic: () => ({packetsSent: 0, packetsAnswered: 0, notifications: 0, bytesSent: 0, bytesReceived: 0}),
			watches: () => 0,
			offer: () => undefined,
			data: async () => Promise.reject(new ZooKeeperError('no-auth', 'not for us')),
		};
		const polling = startPolling({hosts: [server.host], client: client as Client});
		tell(connected);
		await polling.until('mntr shut', brings('mntr', name, 'unsupported'));
		server.behave(as('3.8.0/standalone'));
		tell({kind: 'connecting', failure: undefined, attempts: 0});
		tell({kind: 'connecting', failure: undefined, attempts: 1});
		tell(connected);
		await polling.until('mntr answered', brings('mntr', name, 'fresh'));
	});
});

describe('a shut door', () => {
	const tried = {} as Tried;
	const nextTries = (doors: ShutDoors, from: number, count: number): number[] => {
		const ticks: number[] = [];
		for (let tick = from; ticks.length < count; tick += 1) {
			if (doors.resting('mntr admin', tick) === undefined) {
				ticks.push(tick - from);
				doors.rest('mntr admin', tick, tried);
			}
		}

		return ticks;
	};

	it('is tried every 60 ticks where it never was open', () => {
		expect(nextTries(new ShutDoors(), 100, 4)).toEqual([0, 60, 120, 180]);
	});

	it('is tried sooner where it was open, and less and less often', () => {
		const doors = new ShutDoors();
		doors.open('mntr admin');
		expect(nextTries(doors, 100, 7)).toEqual([0, 5, 15, 35, 75, 135, 195]);
	});
});
