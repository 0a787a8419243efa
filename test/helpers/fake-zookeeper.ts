// A server on loopback whose bytes a test writes: it greets as ZooKeeper does unless told otherwise, and says whatever it is told.
// Where a server need only be ordinary, slow or damaged, the demo's ensemble is one (demo-server.ts, and its `twist`).
import {createServer, type Socket} from 'node:net';
import type {Host} from '../../source/zookeeper/hosts.ts';
import {Frames} from '../../source/zookeeper/wire/frames.ts';

/** What a client sent after its connect request. */
export type Request = {readonly xid: number; readonly type: number; readonly body: Buffer};

export type Greeting = {
	readonly timeoutMs?: number;
	readonly session?: bigint;
	readonly readOnly?: boolean;
};

export type Peer = {
	readonly socket: Socket;
	/** A packet: its length, then these bytes. */
	send(...parts: Buffer[]): void;
	/** The answer to a connect request. */
	greet(greeting?: Greeting): void;
	/** A reply of a server at zxid 1. */
	reply(xid: number, body?: Buffer, code?: number): void;
	/** A watch event. */
	notify(type: number, path: string): void;
};

export type Script = {
	/** On the TCP connection, before anything was said. */
	readonly connected?: (peer: Peer, count: number) => void;
	/** On the connect request; greets unless given. `count` is 1 for the first one. */
	readonly introduced?: (peer: Peer, frame: Buffer, count: number) => void;
	/** On each request but pings, which are answered unless `mute`. */
	readonly asked?: (peer: Peer, request: Request) => void;
	readonly mute?: boolean;
	/** On each packet, before anything is answered. */
	readonly heard?: (packets: readonly Buffer[]) => void;
};

export type FakeZooKeeper = {
	readonly host: Host;
	/** Connect requests so far, without their length. */
	readonly introductions: readonly Buffer[];
	/** All later packets so far, without their length. */
	readonly packets: readonly Buffer[];
	/** Closes all connections. */
	hangUp(): void;
	stop(): Promise<void>;
};

export const int = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeInt32BE(value);
	return bytes;
};

export const long = (value: bigint): Buffer => {
	const bytes = Buffer.alloc(8);
	bytes.writeBigInt64BE(BigInt.asIntN(64, value));
	return bytes;
};

/** A jute buffer or ustring. */
export const buffer = (value: string | Buffer): Buffer => {
	const bytes = Buffer.from(value);
	return Buffer.concat([int(bytes.length), bytes]);
};

/** The Stat of /w on a real 3.8.0 server (reference D.5). */
export const stat = Buffer.from(
	'00000000000000b600000000000000bd000001a204b113d4000001a204b113df0000000100000005000000010000000000000000000000050000000500000000000000bc',
	'hex',
);

/** The body of a reply to getChildren2. */
export const listing = (names: readonly (string | Buffer)[]): Buffer =>
	Buffer.concat([int(names.length), ...names.map(name => buffer(name)), stat]);

const pingXid = -2;
const getDataType = 4;
const noNode = -101;
const pingType = 11;

const peerOf = (socket: Socket): Peer => {
	const send = (...parts: Buffer[]): void => {
		const body = Buffer.concat(parts);
		socket.write(Buffer.concat([int(body.length), body]));
	};

	return {
		socket,
		send,
		greet: ({timeoutMs = 6000, session = 0x100000e7c310003n, readOnly = false} = {}) => {
			send(int(0), int(timeoutMs), long(session), buffer(Buffer.alloc(16, 7)), Buffer.of(readOnly ? 1 : 0));
		},
		reply: (xid, body = Buffer.alloc(0), code = 0) => {
			send(int(xid), long(1n), int(code), body);
		},
		notify: (type, path) => {
			send(int(-1), long(-1n), int(0), int(type), int(3), buffer(path));
		},
	};
};

/** Calls `onFrame` with each packet, without its length. */
const readFrames = (socket: Socket, onFrame: (frame: Buffer) => void): void => {
	const frames = new Frames();
	socket.on('data', (chunk: Buffer) => {
		frames.push(chunk);
		for (let frame = frames.next(); frame !== undefined; frame = frames.next()) {
			onFrame(frame.subarray(4));
		}
	});
};

type Log = {readonly introductions: Buffer[]; readonly packets: Buffer[]};

const serve = (socket: Socket, script: Script, {introductions, packets}: Log): void => {
	const peer = peerOf(socket);
	let introduced = false;
	readFrames(socket, frame => {
		if (!introduced) {
			introduced = true;
			introductions.push(frame);
			script.heard?.(packets);
			(
				script.introduced ??
				(() => {
					peer.greet();
				})
			)(peer, frame, introductions.length);
			return;
		}

		packets.push(frame);
		script.heard?.(packets);
		const request = {xid: frame.readInt32BE(0), type: frame.readInt32BE(4), body: frame.subarray(8)};
		if (request.type === getDataType && request.body.includes('/zookeeper/config')) {
			peer.reply(request.xid, Buffer.alloc(0), noNode); // as before 3.5
		} else if (request.type !== pingType) {
			script.asked?.(peer, request);
		} else if (script.mute !== true) {
			peer.reply(pingXid);
		}
	});
};

/** Listens on a free port of 127.0.0.1. */
export const startFake = async (script: Script = {}): Promise<FakeZooKeeper> => {
	const log: Log = {introductions: [], packets: []};
	const sockets = new Set<Socket>();
	let count = 0;
	const server = createServer(socket => {
		socket.setNoDelay();
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
		count += 1;
		script.connected?.(peerOf(socket), count);
		serve(socket, script, log);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const hangUp = (): void => {
		for (const socket of sockets) {
			socket.destroy();
		}
	};

	return {
		...log,
		host: {name: `127.0.0.1:${port}`, host: '127.0.0.1', port},
		hangUp,
		async stop() {
			hangUp();
			await new Promise(resolve => server.close(resolve));
		},
	};
};
