// A way to a server that can be cut: at once, or when the reply to a request of some kind is on its way back.
import {connect, createServer, type Socket} from 'node:net';
import {atExit} from './at-exit.ts';

export type CuttingProxy = {
	/** `host:port`, for a connect string. */
	readonly address: string;
	/** Ends all connections; new ones are taken. */
	cut(): void;
	/** Ends all connections and takes no new ones, until `mend`. */
	sever(): void;
	mend(): void;
	/** The next request with this operation code is carried out, but its reply is lost, and the connection with it. */
	loseReplyTo(operation: number): Promise<void>;
	/** Operation codes of the requests so far. */
	readonly asked: readonly number[];
	stop(): Promise<void>;
};

type Packet = {readonly xid: number; readonly operation: number};

/** Calls `onPacket` with each packet that passes by, its length left out. */
const reading = (onPacket: (packet: Buffer) => void): ((chunk: Buffer) => void) => {
	let pending = Buffer.alloc(0);
	return chunk => {
		pending = Buffer.concat([pending, chunk]);
		while (pending.length >= 4 && pending.length >= 4 + pending.readInt32BE(0)) {
			const end = 4 + pending.readInt32BE(0);
			const packet = pending.subarray(4, end);
			pending = pending.subarray(end);
			onPacket(packet);
		}
	};
};

/** Listens on a free port of loopback and passes on to `host:port`. */
export const startCuttingProxy = async (server: string): Promise<CuttingProxy> => {
	const [host = '', port = ''] = server.split(':');
	const sockets = new Set<Socket>();
	const asked: number[] = [];
	let severed = false;
	let losing: {readonly operation: number; readonly done: () => void} | undefined;
	const cut = (): void => {
		for (const socket of sockets) {
			socket.destroy();
		}
	};

	const pair = (client: Socket): void => {
		const upstream = connect(Number(port), host);
		const end = (): void => {
			client.destroy();
			upstream.destroy();
		};
		for (const socket of [client, upstream]) {
			socket.setNoDelay();
			sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => {
				sockets.delete(socket);
				end();
			});
		}

		let greeted = false;
		let fatal: Packet | undefined;
		const see = reading(packet => {
			if (!greeted) {
				greeted = true; // the connect request has no header
				return;
			}

			const operation = packet.readInt32BE(4);
			asked.push(operation);
			if (losing?.operation === operation) {
				fatal = {xid: packet.readInt32BE(0), operation};
			}
		});
		const hear = reading(packet => {
			if (fatal !== undefined && packet.readInt32BE(0) === fatal.xid) {
				losing?.done();
				losing = undefined;
				end();
			}
		});
		client.on('data', (chunk: Buffer) => {
			see(chunk);
			upstream.write(chunk);
		});
		upstream.on('data', (chunk: Buffer) => {
			hear(chunk);
			if (!client.destroyed) {
				client.write(chunk);
			}
		});
	};

	const listener = createServer(client => {
		if (severed) {
			client.destroy();
		} else {
			pair(client);
		}
	});
	await new Promise<void>(resolve => {
		listener.listen(0, '127.0.0.1', resolve);
	});
	const forget = atExit(cut);
	const bound = listener.address();
	return {
		address: `127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
		asked,
		cut,
		sever() {
			severed = true;
			cut();
		},
		mend() {
			severed = false;
		},
		async loseReplyTo(operation) {
			return new Promise(done => {
				losing = {operation, done};
			});
		},
		async stop() {
			forget();
			cut();
			await new Promise(resolve => listener.close(resolve));
		},
	};
};
