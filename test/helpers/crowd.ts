// Many bare sessions from one address, as the servers see them: they ping, watch, and ask nothing else. Loopback addresses stand for hosts.
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';

export type Crowd = {
	/** Each sets a persistent watch on a path; since 3.6. */
	readonly watch: (path: string) => void;
	/** Ends all sessions. */
	readonly leave: () => Promise<void>;
	/** Drops all connections as a machine does that loses its power: the sessions expire. */
	readonly vanish: () => void;
};

export type CrowdOptions = {
	readonly port: number;
	readonly count: number;
	/** `127.0.0.9` */
	readonly from: string;
	readonly timeoutMs?: number;
};

const ops = {ping: 11, addWatch: 106, close: -11} as const;
const xids = {ping: -2, request: 1} as const;
/** So many handshakes at a time: a server's backlog is no longer. */
const atOnce = 25;

const framed = (body: Buffer): Buffer => {
	const length = Buffer.alloc(4);
	length.writeInt32BE(body.length);
	return Buffer.concat([length, body]);
};

/** protocolVersion, lastZxidSeen, timeOut, sessionId, passwd. */
const hello = (timeoutMs: number): Buffer => {
	const body = Buffer.alloc(4 + 8 + 4 + 8 + 4 + 16);
	body.writeInt32BE(timeoutMs, 12);
	body.writeInt32BE(16, 24);
	return framed(body);
};

const request = (xid: number, op: number, ...rest: readonly Buffer[]): Buffer => {
	const header = Buffer.alloc(8);
	header.writeInt32BE(xid);
	header.writeInt32BE(op, 4);
	return framed(Buffer.concat([header, ...rest]));
};

const text = (value: string): Buffer => framed(Buffer.from(value));
const int = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeInt32BE(value);
	return bytes;
};

const enter = async ({port, from}: CrowdOptions, timeoutMs: number): Promise<Socket> => {
	const socket = connect({port, host: '127.0.0.1', localAddress: from});
	socket.on('error', () => socket.destroy());
	await once(socket, 'connect');
	const closed = new AbortController();
	socket.once('close', () => {
		closed.abort(new Error('the server closed the connection instead of answering'));
	});
	socket.write(hello(timeoutMs));
	await once(socket, 'data', {signal: closed.signal});
	// What comes from now on is read and forgotten.
	socket.resume();
	return socket;
};

/** Opens sessions, one after the other in groups; resolves when all stand. */
export const startCrowd = async (options: CrowdOptions): Promise<Crowd> => {
	const {count, timeoutMs = 20_000} = options;
	const sockets: Socket[] = [];
	while (sockets.length < count) {
		const group = Array.from({length: Math.min(atOnce, count - sockets.length)}, async () =>
			enter(options, timeoutMs),
		);
		sockets.push(...(await Promise.all(group)));
	}

	const tell = (frame: Buffer): void => {
		for (const socket of sockets) {
			socket.write(frame);
		}
	};
	const beat = setInterval(() => {
		tell(request(xids.ping, ops.ping));
	}, timeoutMs / 3);
	return {
		watch: path => {
			tell(request(xids.request, ops.addWatch, text(path), int(0)));
		},
		leave: async () => {
			clearInterval(beat);
			const ended = sockets.filter(({destroyed}) => !destroyed).map(async socket => once(socket, 'close'));
			tell(request(xids.request, ops.close));
			await Promise.all(ended);
		},
		vanish: () => {
			clearInterval(beat);
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
};
