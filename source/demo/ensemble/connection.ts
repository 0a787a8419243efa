// One client of a server: packets in, replies in the order of the requests, events in between. (NIOServerCnxn.java)
import type {Socket} from 'node:net';
import {codeOf} from '../../zookeeper/errors.ts';
import {Reader} from '../../zookeeper/records/reader.ts';
import {Writer} from '../../zookeeper/records/writer.ts';
import {Frames} from '../../zookeeper/wire/frames.ts';
import {ops} from '../../zookeeper/wire/op-codes.ts';
import {Tally, type Metrics} from './metrics.ts';
import type {Identity} from './requests/access.ts';
import {answerOf, shortNameOf, type Answer} from './requests/operations.ts';
import {reads, type Desk} from './requests/reads.ts';
import type {Session} from './sessions.ts';
import {eventTypes, type EventType, type Watcher} from './watch-table.ts';

/** The server, as far as a connection needs it. */
export type Host = Desk & {
	readonly metrics: Metrics;
	/** Of the last transaction that it has applied. */
	readonly zxid: number;
	readonly clerk: Clerk;
	forget(connection: Connection): void;
};

/** Who answers what a server does not answer alone. */
export type Clerk = {
	/** What is sent in place of these bytes; undefined: nothing. */
	twist(bytes: Buffer): Buffer | undefined;
	/** The answer to a four-letter word; empty where it is none. */
	word(name: string, asking: Connection): string;
	/** The first packet: finds or makes the session, and welcomes it. */
	enter(connection: Connection, hello: Reader): void;
	/** Calls `settle` with the answer, once the change is in our tree. */
	submit(connection: Connection, type: number, body: Buffer, settle: (answer: Answer) => void): void;
	/** Something came in. */
	heard(connection: Connection): void;
};

/** A request, until it is answered; a read is, once its turn has come. */
type Slot = {
	readonly xid: number;
	readonly type: number;
	readonly body: Buffer;
	readonly at: number;
	answer?: Answer;
};

const largestFrame = 1_048_575;
/** What counts as read of a namespace. */
const looks: readonly number[] = [ops.exists, ops.getData, ops.getChildren, ops.getChildren2];
const [unimplemented, authFailed] = [codeOf('Unimplemented'), codeOf('AuthFailed')];

export class Connection implements Watcher {
	readonly ids: Identity[];
	/** `ip:port` as the client has it. */
	readonly address: string;
	readonly establishedAt = Date.now();
	readonly tally = new Tally();
	session: Session | undefined;
	readonly #socket: Socket;
	readonly #host: Host;
	readonly #frames = new Frames();
	readonly #slots: Slot[] = [];

	constructor(socket: Socket, host: Host) {
		const {remoteAddress: id = '127.0.0.1', remotePort = 0} = socket;
		this.#socket = socket;
		this.#host = host;
		this.address = `${id}:${remotePort}`;
		this.ids = [{scheme: 'ip', id}];
		socket.setNoDelay();
		socket.on('data', this.#receive.bind(this));
		socket.on('error', () => undefined);
		socket.on('close', host.forget.bind(host, this));
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

	tell(event: EventType, path: string): void {
		this.#send(new Writer().int(-1).long(-1).int(0).int(eventTypes[event]).int(3).text(path));
	}

	#receive(chunk: Buffer): void {
		if (this.session?.link.cut === true) {
			return;
		}

		this.#frames.push(chunk);
		const word = this.#frames.peek(4).toString('latin1');
		if (this.tally.received === 0 && /^[a-z]{4}$/.test(word)) {
			this.#count('received');
			if (this.#write(Buffer.from(this.#host.clerk.word(word, this)))) {
				this.#socket.end();
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

		this.#host.clerk.heard(this);
	}

	#count(what: 'received' | 'sent'): void {
		this.tally[what] += 1;
		this.#host.metrics.count(`packets_${what}`);
	}

	#take(frame: Buffer): void {
		if (this.session !== undefined && frame.length >= 12) {
			this.#ask(frame.readInt32BE(4), frame.readInt32BE(8), frame.subarray(12));
		} else if (this.tally.received === 1 && frame.length >= 44) {
			this.#host.clerk.enter(this, new Reader(frame, 8));
		} else {
			this.close();
		}
	}

	#ask(xid: number, type: number, body: Buffer): void {
		const slot: Slot = {xid, type, body, at: performance.now()};
		this.#slots.push(slot);
		if (reads[type] === undefined) {
			this.#host.clerk.submit(this, type, body, answer => {
				slot.answer = answer;
				this.#answer();
			});
		}

		this.#answer();
	}

	/** Answers what can be answered, in order. */
	#answer(): void {
		for (let slot = this.#slots[0]; slot !== undefined; slot = this.#slots[0]) {
			const {type, body, answer} = slot;
			const read = reads[type];
			if (read !== undefined) {
				this.#reply(
					slot,
					answerOf(() => read(new Reader(body), this.#host, this)),
				);
			} else if (answer !== undefined) {
				this.#reply(slot, answer);
			} else {
				return;
			}

			this.#slots.shift();
		}
	}

	#reply({xid, type, body, at}: Slot, {code, reply: write}: Answer): void {
		const {zxid, metrics} = this.#host;
		const reply = new Writer()
			.int(xid)
			.long(type === ops.auth ? 0 : code === unimplemented ? -1 : zxid)
			.int(code);
		write(reply);
		const ms = Math.floor(performance.now()) - Math.floor(at);
		metrics.add('latency', ms);
		metrics.add(reads[type] === undefined ? 'updatelatency' : 'readlatency', ms);
		if (looks.includes(type) && code === 0) {
			metrics.addSpace('read', new Reader(body).text(), reply.byteLength());
		}

		this.tally.answered(shortNameOf(type), xid, ms, zxid);
		this.#send(reply);
		if (type === ops.closeSession || code === unimplemented || code === authFailed) {
			this.#socket.end();
		}
	}

	#send(reply: Writer): void {
		this.#count('sent');
		this.#host.metrics.count('response_bytes', reply.byteLength());
		this.#write(reply.frame());
	}

	/** Whether something goes out, now or later. */
	#write(bytes: Buffer): boolean {
		const {cut = false, delayMs = 0} = this.session?.link ?? {};
		const twisted = cut ? undefined : this.#host.clerk.twist(bytes);
		if (delayMs === 0) {
			this.#socket.write(twisted ?? '');
		} else {
			setTimeout(() => this.#socket.write(twisted ?? ''), delayMs);
		}

		return twisted !== undefined;
	}
}
