// One client of a server: packets in, replies in the order of the requests, events in between. (NIOServerCnxn.java)
import type {Socket} from 'node:net';
import {Reader} from '../../zookeeper/records/reader.ts';
import {Frames} from '../../zookeeper/wire/frames.ts';
import type {Identity} from './access.ts';
import {greetingOf, readHello, type Hello} from './hello.ts';
import {noteSpace, type Metrics} from './metrics.ts';
import {answerRead} from './reads.ts';
import {codeOf, codes} from './refusal.ts';
import {ops, readRequest, type Read, type Write} from './requests.ts';
import type {Session} from './sessions.ts';
import {Tally} from './tally.ts';
import type {Tree} from './tree.ts';
import type {WatchTable} from './watch-table.ts';
import {Writer} from './writer.ts';

/** What a connection needs of its server. */
export type Host = {
	readonly tree: Tree;
	readonly data: WatchTable<Connection>;
	readonly child: WatchTable<Connection>;
	readonly metrics: Metrics;
	/** The answer to a four-letter word; undefined where it is none. */
	word(word: string, asking: Connection): string | undefined;
	/** Finds or makes the session of a client. */
	enter(connection: Connection, hello: Hello): void;
	/** Calls `settle` with what the reply says, once the change is in our tree. */
	submit(connection: Connection, write: Write, settle: (code: number, body: Body) => void): void;
	/** Something came in. */
	heard(connection: Connection): void;
	left(connection: Connection): void;
};

export type Body = (reply: Writer) => unknown;

type Slot = {
	readonly xid: number;
	readonly type: number;
	readonly at: number;
	/** A read, once its turn has come. */
	readonly read: Read | undefined;
	answer: {readonly code: number; readonly body: Body} | undefined;
};

const largestFrame = 1_048_575;
const nothing: Body = () => undefined;

export class Connection {
	readonly ids: Identity[];
	/** `ip:port` as the client has it. */
	readonly address: string;
	readonly establishedAt = Date.now();
	session: Session | undefined;
	readonly tally = new Tally();
	readonly #socket: Socket;
	readonly #host: Host;
	readonly #frames = new Frames();
	#slots: Slot[] = [];

	constructor(socket: Socket, host: Host) {
		this.#socket = socket;
		this.#host = host;
		this.address = `${socket.remoteAddress ?? '127.0.0.1'}:${socket.remotePort ?? 0}`;
		this.ids = [{scheme: 'ip', id: socket.remoteAddress ?? '127.0.0.1'}];
		socket.setNoDelay();
		socket.on('data', (chunk: Buffer) => {
			this.#receive(chunk);
		});
		socket.on('error', () => undefined);
		socket.on('close', () => {
			host.left(this);
		});
	}

	/** Requests that wait for their answer. */
	get outstanding(): number {
		return this.#slots.length;
	}

	/** As long as the server is frozen. */
	pause(): void {
		this.#socket.pause();
	}

	resume(): void {
		this.#socket.resume();
	}

	/** Closes it without a word; one that has had its last word closes by itself. */
	close(): void {
		if (!this.#socket.writableEnded) {
			this.#socket.destroy();
		}
	}

	/** The answer to the first packet; without a session it has expired, and the connection ends. */
	welcome(session: Session | undefined): void {
		this.session = session;
		this.#send(greetingOf(session));
		if (session === undefined) {
			this.#socket.end();
		}
	}

	/** A watch event. */
	tell(type: number, path: string): void {
		this.#send(new Writer().int(-1).long(-1).int(0).int(type).int(3).text(path));
	}

	#receive(chunk: Buffer): void {
		if (this.session?.link.cut === true) {
			return;
		}

		this.#frames.push(chunk);
		if (this.session === undefined && this.tally.received === 0 && this.#answerWord()) {
			return;
		}

		if ((this.#frames.nextLength() ?? 0) > largestFrame) {
			this.close();
		}

		for (let frame = this.#frames.next(); frame !== undefined; frame = this.#frames.next()) {
			this.tally.received += 1;
			this.#host.metrics.count('packets_received');
			this.#host.metrics.count('bytes_received_count', frame.length);
			this.#take(frame);
		}

		this.#host.heard(this);
	}

	#answerWord(): boolean {
		const start = this.#frames.peek(4);
		const isWord = start.length === 4 && start.every(byte => byte >= 0x61 && byte <= 0x7a);
		if (isWord) {
			this.tally.received = 1;
			this.#host.metrics.count('packets_received');
			this.#socket.end(this.#host.word(start.toString(), this) ?? '');
		}

		return isWord;
	}

	#take(frame: Buffer): void {
		try {
			if (this.tally.received === 1 && this.session === undefined) {
				this.#host.enter(this, readHello(frame));
			} else if (this.session !== undefined) {
				this.#ask(frame);
			}
		} catch (error) {
			if (!(error instanceof RangeError)) {
				throw error;
			}

			this.close(); // bytes are missing
		}
	}

	#ask(frame: Buffer): void {
		const [xid, type] = [frame.readInt32BE(4), frame.readInt32BE(8)];
		const request = readRequest(type, new Reader(frame, 12));
		const read = request?.kind === 'read' ? request.read : undefined;
		const slot: Slot = {xid, type, at: performance.now(), read, answer: undefined};
		this.#slots.push(slot);
		if (request === undefined) {
			slot.answer = {code: codes.Unimplemented, body: nothing};
		} else if (request.kind === 'write') {
			this.#host.submit(this, request.write, (code, body) => {
				slot.answer = {code, body};
				this.#answer();
			});
		}

		this.#answer();
	}

	/** Answers what can be answered, in order. */
	#answer(): void {
		for (let slot = this.#slots[0]; slot !== undefined; slot = this.#slots[0]) {
			const {answer = slot.read && this.#read(slot.read)} = slot;
			if (answer === undefined) {
				return;
			}

			this.#slots.shift();
			this.#reply(slot, answer.code, answer.body);
		}
	}

	#read(read: Read): {readonly code: number; readonly body: Body} {
		const {tree, data, child} = this.#host;
		const desk = {
			tree,
			data,
			child,
			watcher: this,
			session: this.session?.id ?? 0n,
			ids: this.ids,
			tell: this.tell.bind(this),
		};
		try {
			return {code: 0, body: answerRead(read, desk)};
		} catch (error) {
			return {code: codeOf(error), body: nothing};
		}
	}

	#reply({xid, type, at, read}: Slot, code: number, body: Body): void {
		const {tree, metrics} = this.#host;
		const isAuth = type === ops.auth;
		const header = new Writer().int(xid).long(isAuth ? 0 : code === codes.Unimplemented ? -1 : tree.zxid);
		header.int(code);
		if (code === 0) {
			body(header);
		}

		const ms = Math.floor(performance.now()) - Math.floor(at);
		metrics.add('latency', ms);
		metrics.add(read === undefined ? 'updatelatency' : 'readlatency', ms);
		if (read !== undefined && 'watch' in read && code === 0) {
			noteSpace(metrics, 'read', read.path, header.length);
		}

		this.tally.answered(xid, type, ms, tree.zxid);
		this.#send(header);
		if (type === ops.closeSession || code === codes.Unimplemented || code === codes.AuthFailed) {
			this.#socket.end();
		}
	}

	#send(reply: Writer): void {
		const frame = reply.frame();
		this.tally.sent += 1;
		this.#host.metrics.count('packets_sent');
		this.#host.metrics.count('response_bytes', frame.length);
		const {cut = false, delayMs = 0} = this.session?.link ?? {};
		if (cut) {
			return;
		}

		if (delayMs === 0) {
			this.#socket.write(frame);
		} else {
			setTimeout(() => this.#socket.write(frame), delayMs);
		}
	}
}
