// A client without opinions: sends the bytes of one request after the other, and gives what came back, events apart.
import {connect, type Socket} from 'node:net';
import {Writer} from '../../source/zookeeper/records/writer.ts';
import {Reader} from '../../source/zookeeper/records/reader.ts';
import {ops} from '../../source/zookeeper/wire/op-codes.ts';
import {Frames} from '../../source/zookeeper/wire/frames.ts';

export type RawReply = {
	readonly xid: number;
	readonly zxid: bigint;
	readonly code: number;
	readonly body: Reader;
};
export type RawEvent = {readonly type: number; readonly state: number; readonly path: string};

export class RawClient {
	readonly events: RawEvent[] = [];
	session = 0n;
	timeoutMs = 0;
	lastZxid = 0n;
	#password: Buffer = Buffer.alloc(16);
	#socket: Socket | undefined;
	#waiting: ((frame: Buffer | undefined) => void)[] = [];
	#xid = 0;

	/** Opens a session, or comes back to the one it has, on this server. */
	async connect(port: number, timeoutMs = 20_000): Promise<void> {
		const socket = connect({port, host: '127.0.0.1'});
		const frames = new Frames();
		this.#socket = socket;
		socket.setNoDelay();
		socket.on('data', (chunk: Buffer) => {
			frames.push(chunk);
			for (let frame = frames.next(); frame !== undefined; frame = frames.next()) {
				this.#receive(frame);
			}
		});
		socket.on('error', () => undefined);
		socket.on('close', () => {
			for (const give of socket === this.#socket ? this.#waiting.splice(0) : []) {
				give(undefined);
			}
		});
		const hello = new Writer().int(0).long(0).int(timeoutMs).long(this.session).buffer(this.#password);
		const answer = await this.#exchange(hello.boolean(false));
		if (answer === undefined) {
			throw new Error('the server closed the connection instead of greeting');
		}

		const reader = new Reader(answer, 4);
		reader.int();
		this.timeoutMs = reader.int();
		this.session = reader.long();
		this.#password = Buffer.from(reader.bytes() ?? Buffer.alloc(16));
	}

	/** The reply; undefined where the server closed the connection instead. */
	async ask(type: number, write: (body: Writer) => void, xid?: number): Promise<RawReply | undefined> {
		this.#xid += 1;
		const request = new Writer().int(xid ?? this.#xid).int(type);
		write(request);
		const frame = await this.#exchange(request);
		if (frame === undefined) {
			return undefined;
		}

		const reader = new Reader(frame, 4);
		const reply = {xid: reader.int(), zxid: reader.long(), code: reader.int(), body: reader};
		this.lastZxid = reply.zxid;
		return reply;
	}

	/** Resolves when all that the server had to say before has come. */
	async settle(): Promise<void> {
		await this.ask(ops.ping, () => undefined, -2);
	}

	/** Loses the connection, and keeps the session. */
	async drop(): Promise<void> {
		const closed = new Promise(resolve => this.#socket?.once('close', resolve));
		this.#socket?.destroy();
		await closed;
	}

	/** Ends the session. */
	async close(): Promise<void> {
		await this.ask(ops.closeSession, () => undefined);
		await this.drop();
		this.session = 0n;
		this.#password = Buffer.alloc(16);
	}

	async #exchange(request: Writer): Promise<Buffer | undefined> {
		return new Promise(resolve => {
			this.#waiting.push(resolve);
			this.#socket?.write(request.frame());
		});
	}

	#receive(frame: Buffer): void {
		if (frame.length > 20 && frame.readInt32BE(4) === -1) {
			const reader = new Reader(frame, 20);
			this.events.push({type: reader.int(), state: reader.int(), path: reader.text()});
		} else {
			this.#waiting.shift()?.(frame);
		}
	}
}
