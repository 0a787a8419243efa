// One address in front of several servers: each new connection goes to the next of them.
import {connect, createServer, type Socket} from 'node:net';

export type Balancer = {
	/** host:port */
	readonly connect: string;
	stop(): Promise<void>;
};

/** Listens on a free port of 127.0.0.1. */
export const startBalancer = async (ports: readonly number[]): Promise<Balancer> => {
	const sockets = new Set<Socket>();
	const keep = (socket: Socket): Socket => {
		sockets.add(socket);
		return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
	};

	let count = 0;
	const server = createServer(client => {
		const port = ports[count % ports.length] ?? 0;
		count += 1;
		const behind = keep(connect({port, host: '127.0.0.1'}));
		keep(client).pipe(behind).pipe(client);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	return {
		connect: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
		async stop() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => server.close(resolve));
		},
	};
};
