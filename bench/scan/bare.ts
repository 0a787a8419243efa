// A scan over a bare socket, the least that a scan takes: getChildren2 of one znode after the other, 256 on their way, names and sizes read.
import {connect} from 'node:net';

const inFlight = 256;
const getChildren2 = 12;
const statBytes = 68;
const dataLengthAt = 52;
/** Length, xid, zxid, error. */
const headBytes = 4 + 4 + 8 + 4;

export type Scan = {readonly znodes: number; readonly bytes: number; readonly ms: number};

/** Length, protocol, zxid, timeout, no session, an empty password. */
const hello = (): Buffer => {
	const frame = Buffer.alloc(4 + 28 + 16);
	frame.writeInt32BE(44, 0);
	frame.writeInt32BE(30_000, 16);
	frame.writeInt32BE(16, 28);
	return frame;
};

const question = (xid: number, path: string): Buffer => {
	const bytes = Buffer.byteLength(path);
	const frame = Buffer.alloc(4 + 4 + 4 + 4 + bytes + 1);
	frame.writeInt32BE(frame.length - 4, 0);
	frame.writeInt32BE(xid, 4);
	frame.writeInt32BE(getChildren2, 8);
	frame.writeInt32BE(bytes, 12);
	frame.write(path, 16);
	return frame;
};

/** Counts all znodes. */
export const bareScan = async (port: number): Promise<Scan> =>
	new Promise((resolve, reject) => {
		const socket = connect({port, host: '127.0.0.1', noDelay: true});
		const paths = ['/'];
		const asked: string[] = [];
		let pending: Buffer = Buffer.alloc(0);
		let [isOpen, znodes, bytes, startedAt] = [false, 0, 0, 0];
		const ask = (): void => {
			socket.cork();
			for (let path = asked.length < inFlight ? paths.pop() : undefined; path !== undefined;) {
				asked.push(path);
				socket.write(question(asked.length, path));
				path = asked.length < inFlight ? paths.pop() : undefined;
			}

			socket.uncork();
		};

		const take = (reply: Buffer): void => {
			const parent = asked.shift() ?? '';
			znodes += 1;
			let at = headBytes;
			const count = reply.readInt32BE(at);
			at += 4;
			for (let index = 0; index < count; index++) {
				const length = reply.readInt32BE(at);
				paths.push(`${parent === '/' ? '' : parent}/${reply.toString('utf8', at + 4, at + 4 + length)}`);
				at += 4 + length;
			}

			bytes += reply.readInt32BE(reply.length - statBytes + dataLengthAt);
		};

		const received = (frame: Buffer): void => {
			if (isOpen) {
				take(frame);
			} else {
				isOpen = true;
				startedAt = performance.now();
			}
		};

		socket.on('data', (chunk: Buffer) => {
			pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
			let at = 0;
			while (pending.length - at >= 4 && pending.length - at >= 4 + pending.readInt32BE(at)) {
				const end = at + 4 + pending.readInt32BE(at);
				received(pending.subarray(at, end));
				at = end;
			}

			pending = pending.subarray(at);
			ask();
			if (isOpen && asked.length === 0) {
				socket.destroy();
				resolve({znodes, bytes, ms: performance.now() - startedAt});
			}
		});
		socket.on('error', reject);
		socket.write(hello());
	});
