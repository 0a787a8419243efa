// A loopback TCP server that misbehaves as it is told; closed, with all its connections, when the test is over.
import {createServer, type Socket} from 'node:net';
import {onTestFinished} from 'vitest';
import type {Host} from '../../source/zookeeper/hosts.ts';

/** What the server does with a connection. */
export type Behaviour = (socket: Socket) => void;

const listening = async (behave: Behaviour): Promise<Host & {readonly close: () => Promise<void>}> => {
	const sockets = new Set<Socket>();
	const server = createServer({allowHalfOpen: true}, socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		behave(socket);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const close = async (): Promise<void> =>
		new Promise(resolve => {
			for (const socket of sockets) {
				socket.destroy();
			}

			server.close(() => {
				resolve();
			});
		});
	return {name: `127.0.0.1:${port}`, host: '127.0.0.1', port, close};
};

export const fakeServer = async (behave: Behaviour): Promise<Host> => {
	const server = await listening(behave);
	onTestFinished(server.close);
	return server;
};

/** A port on which nothing listens. */
export const closedPort = async (): Promise<Host> => {
	const server = await listening(() => undefined);
	await server.close();
	return server;
};

/** Answers the first four bytes and closes, as ZooKeeper does. */
export const answering =
	(answer: (word: string) => string | Buffer): Behaviour =>
	socket => {
		socket.once('data', data => {
			socket.end(answer(data.toString()));
		});
	};
