// One client of a server: packets in, replies in the order of the requests, events in between. (NIOServerCnxn.java)
import type {Socket} from 'node:net';
import {Reader} from '../../zookeeper/records/reader.ts';
import {Frames} from '../../zookeeper/wire/frames.ts';
import {ops} from '../../zookeeper/wire/op-codes.ts';
import type {Identity} from './requests/access.ts';
import {answered, type Answer} from './requests/changes.ts';
import {Tally, type Metrics} from './metrics.ts';
import {codeOf, codes} from './requests/operations.ts';
import {reads, type Desk} from './requests/reads.ts';
import type {Session} from './sessions.ts';
import type {Watcher} from './watch-table.ts';
import {Writer} from './requests/writer.ts';

/** What a connection needs of its server. */
export type Host = Desk & {
	readonly metrics: Metrics;
	/** Of the last transaction that it has applied. */
	readonly zxid: number;
};

/** A request that takes the leader. */
export type Asked = {
	readonly type: number;
	readonly body: Buffer;
	readonly settle: (answer: Answer) => void;
};

/** What is not answered here. */
export type Handlers = {
	/** What is sent in place of these bytes; undefined: nothing. */
	readonly twist: (bytes: Buffer) => Buffer | undefined;
	/** The answer to a four-letter word; empty where it is none. */
	readonly word: (name: string) => string;
	/** The first packet: finds or makes the session, and welcomes it. */
	readonly enter: (hello: Reader) => void;
	/** Calls `settle` with the answer, once the change is in our tree. */
	readonly submit: (asked: Asked) => void;
	/** Something came in. */
	readonly heard: () => void;
	readonly left: () => void;
};

/** A request, until it is answered; a read is, once its turn has come. */
type Slot = {
	readonly xid: number;
	readonly type: number;
	readonly body: Buffer;
	readonly at: number;
	answer: Answer | undefined;
};

const largestFrame = 1_048_575;
/** What counts as read of a namespace. */
const looks: readonly number[] = [ops.exists, ops.getData, ops.getChildren, ops.getChildren2];
/** Codes that end a connection. */
const lastOnes: readonly number[] = [codes.Unimplemented, codes.AuthFailed];

export class Connection implements Watcher {
	readonly ids: Identity[];
	/** `ip:port` as the client has it. */
	readonly address: string;
	readonly establishedAt = Date.now();
	readonly tally = new Tally();
	session: Session | undefined;
	readonly #socket: Socket;
	readonly #host: Host;
	readonly #handlers: Handlers;
	readonly #frames = new Frames();
	readonly #slots: Slot[] = [];

	constructor(socket: Socket, host: Host, handlersOf: (connection: Connection) => Handlers) {
		const {remoteAddress: id = '127.0.0.1', remotePort = 0} = socket;
		this.#socket = socket;
		this.#host = host;
		this.#handlers = handlersOf(this);
		this.address = `${id}:${remotePort}`;
		this.ids = [{scheme: 'ip', id}];
		socket.setNoDelay();
		socket.on('data', this.#receive.bind(this));
		socket.on('error', () => undefined);
		socket.on('close', this.#handlers.left);
	}

	/** 0: none yet. */
	get sessionId(): bigint {
		return this.session?.id ?? 0n;
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
		const {timeoutMs = 0, id = 0n, password = Buffer.alloc(16)} = session ?? {};
		this.session = session;
		this.#send(new Writer().int(0).int(timeoutMs).long(id).buffer(password).boolean(false));
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
		const word = this.#frames.peek(4).toString('latin1');
		if (this.session === undefined && this.tally.received === 0 && /^[a-z]{4}$/.test(word)) {
			this.#count('received');
			const said = this.#handlers.twist(Buffer.from(this.#handlers.word(word)));
			if (said !== undefined) {
				this.#socket.end(said);
			}

			return;
		}

		if ((this.#frames.nextLength() ?? 0) > largestFrame) {
			this.close();
		}

		for (let frame = this.#frames.next(); frame !== undefined; frame = this.#frames.next()) {
			this.#count('received');
			this.#host.metrics.count('bytes_received_count', frame.length);
			this.#take(frame);
		}

		this.#handlers.heard();
	}

	#count(what: 'received' | 'sent'): void {
		this.tally[what] += 1;
		this.#host.metrics.count(`packets_${what}`);
	}

	#take(frame: Buffer): void {
		if (this.session !== undefined && frame.length >= 12) {
			this.#ask(frame);
		} else if (this.tally.received === 1 && frame.length >= 44) {
			this.#handlers.enter(new Reader(frame, 8));
		} else {
			this.close();
		}
	}

	#ask(frame: Buffer): void {
		const [xid, type, body] = [frame.readInt32BE(4), frame.readInt32BE(8), frame.subarray(12)];
		const slot: Slot = {xid, type, body, at: performance.now(), answer: undefined};
		this.#slots.push(slot);
		if (reads[type] === undefined) {
			const settle = (answer: Answer): void => {
				slot.answer = answer;
				this.#answer();
			};
			try {
				this.#handlers.submit({type, body, settle});
			} catch (error) {
				settle(answered(codeOf(error)));
			}
		}

		this.#answer();
	}

	/** Answers what can be answered, in order. */
	#answer(): void {
		for (let slot = this.#slots[0]; slot !== undefined; slot = this.#slots[0]) {
			const answer = slot.answer ?? this.#read(slot);
			if (answer === undefined) {
				return;
			}

			this.#slots.shift();
			this.#reply(slot, answer);
		}
	}

	#read({type, body}: Slot): Answer | undefined {
		try {
			const read = reads[type]?.(new Reader(body), this.#host, this);
			return read && {code: 0, body: read};
		} catch (error) {
			return answered(codeOf(error));
		}
	}

	#reply({xid, type, body, at}: Slot, {code, body: write}: Answer): void {
		const {zxid, metrics} = this.#host;
		const told = type === ops.auth ? 0 : code === codes.Unimplemented ? -1 : zxid;
		const reply = new Writer().int(xid).long(told).int(code);
		if (code === 0) {
			write(reply);
		}

		const ms = Math.floor(performance.now()) - Math.floor(at);
		metrics.add('latency', ms);
		metrics.add(reads[type] === undefined ? 'updatelatency' : 'readlatency', ms);
		if (looks.includes(type) && code === 0) {
			metrics.addSpace('read', new Reader(body).text(), reply.length);
		}

		this.tally.answered(xid, type, ms, zxid);
		this.#send(reply);
		if (type === ops.closeSession || lastOnes.includes(code)) {
			this.#socket.end();
		}
	}

	#send(reply: Writer): void {
		this.#count('sent');
		this.#host.metrics.count('response_bytes', reply.length);
		const {cut = false, delayMs = 0} = this.session?.link ?? {};
		const frame = cut ? undefined : this.#handlers.twist(reply.frame());
		if (frame === undefined) {
			return;
		}

		if (delayMs === 0) {
			this.#socket.write(frame);
		} else {
			setTimeout(() => this.#socket.write(frame), delayMs);
		}
	}
}
