// The way to one client of a server: what is known of it, and what goes out. (NIOServerCnxn.java)
import type {Socket} from 'node:net';
import {Writer} from '../../zookeeper/records/writer.ts';
import {Frames} from '../../zookeeper/wire/frames.ts';
import {Summary, type Metrics} from './metrics.ts';
import type {Identity} from './requests/access.ts';
import type {Answer} from './requests/answers.ts';
import type {Session} from './sessions.ts';

export const eventTypes = {created: 1, deleted: 2, changed: 3, children: 4} as const;
export type EventType = keyof typeof eventTypes;

/** A request, until it is answered; a read is, once its turn has come. */
export type Slot = {
	readonly xid: number;
	readonly type: number;
	readonly body: Buffer;
	readonly at: number;
	answer?: Answer;
};

/** What is sent in place of these bytes; undefined: nothing. */
export type Twist = (bytes: Buffer) => Buffer | undefined;

export class Connection {
	/** Paused as long as the server is frozen. */
	readonly socket: Socket;
	readonly ids: Identity[];
	/** `ip:port` as the client has it. */
	readonly address: string;
	readonly establishedAt = Date.now();
	/** What has come in and is no whole request yet, and requests that wait for their answer. */
	readonly frames = new Frames();
	readonly slots: Slot[] = [];
	session: Session | undefined;
	/** Packets. */
	received = 0;
	sent = 0;
	/** What was answered last: its op and cxid, the zxid that was told, when by the monotonic clock; −1: nothing yet. */
	last = {op: 'NA', cxid: -1, zxid: -1, atMs: 0};
	readonly latency = new Summary();
	readonly #metrics: Metrics;
	readonly #twist: Twist;

	constructor(socket: Socket, metrics: Metrics, twist: Twist) {
		const {remoteAddress: id = '127.0.0.1', remotePort = 0} = socket;
		this.socket = socket.setNoDelay().on('error', () => undefined);
		this.address = `${id}:${remotePort}`;
		this.ids = [{scheme: 'ip', id}];
		this.#metrics = metrics;
		this.#twist = twist;
	}

	/** 0: none yet. */
	get sessionId(): bigint {
		return this.session?.id ?? 0n;
	}

	/** Closes it, behind its last word if that is still on the way. */
	close(): void {
		this.socket.destroySoon();
	}

	/** The answer to the first packet; without a session it has expired, and the connection ends. */
	welcome(session: Session | undefined): void {
		const {timeoutMs = 0, id = 0n, password = Buffer.alloc(16)} = session ?? {};
		session?.connection?.close();
		this.session = session;
		this.send(new Writer().int(0).int(timeoutMs).long(id).buffer(password).boolean(false));
		if (session === undefined) {
			this.close();
		} else {
			session.connection = this;
		}
	}

	tell(event: EventType, path: string): void {
		this.send(new Writer().int(-1).long(-1).int(0).int(eventTypes[event]).int(3).text(path));
	}

	hears(): void {
		this.received += 1;
		this.#metrics.add('packets_received');
	}

	send(reply: Writer): void {
		this.sent += 1;
		this.#metrics.add('packets_sent');
		this.#metrics.add('response_bytes', reply.byteLength());
		this.write(reply.frame());
	}

	/** Whether something goes out, now or later. */
	write(bytes: Buffer): boolean {
		const {cut = false, delayMs = 0} = this.session ?? {};
		const twisted = cut ? undefined : this.#twist(bytes);
		if (delayMs === 0) {
			this.socket.write(twisted ?? '');
		} else {
			setTimeout(() => this.socket.write(twisted ?? ''), delayMs);
		}

		return twisted !== undefined;
	}
}
