// One TCP connection to one server: frames in, frames out, counted, and never longer silent than agreed.
import type {Socket} from 'node:net';
import {ZooKeeperError, type Failure, type FailureKind} from '../errors.ts';
import type {Host} from '../hosts.ts';
import type {Credentials, Tls} from '../security.ts';
import {dial, openEvent} from '../access/dial.ts';
import {Dialogue} from '../access/dialogue.ts';
import {brokenOff, closedIn, lateIn, type Phase} from './endings.ts';
import {Frames} from './frames.ts';
import {greetingLimitBytes, strangerBy, unknownAnswer} from './handshake.ts';
import {Heartbeat} from './heartbeat.ts';
import {login} from '../access/login.ts';
import {isTlsRecord, speaksTls} from '../access/tls-errors.ts';
import type {Ledger} from './traffic.ts';

export type LineOptions = {
	readonly host: Host;
	/** Undefined: plain TCP. */
	readonly tls: Tls | undefined;
	/** From dialling to the answer to the connect request. */
	readonly deadlineMs: number;
	/** The longest reply that is read. */
	readonly frameLimitBytes: number;
	readonly ledger: Ledger;
	readonly onOpen: (line: Line) => void;
	/** A complete frame, its length prefix included. */
	readonly onFrame: (line: Line, frame: Buffer) => void;
	readonly onDrain: () => void;
	/** Comes once, last. */
	readonly onClose: (failure: Failure) => void;
};

export type Receiving = {readonly receivedBytes: number; readonly expectedBytes: number};

/** A Kerberos ticket may be some KiB long. */
const tokenLimitBytes = 128 * 1024;
const outgoingLimitBytes = 64 * 1024;

export class Line {
	readonly host: Host;
	readonly socket: Socket;
	readonly #options: LineOptions;
	readonly #frames = new Frames();
	readonly #dialogue = new Dialogue(packet => {
		this.send(packet);
	});
	readonly #deadline: NodeJS.Timeout;
	/** Packets of this turn of the event loop: written as one, which costs a tenth of as many writes. */
	#outgoing: Buffer[] = [];
	#outgoingBytes = 0;
	#phase: Phase = 'dialling';
	#heartbeat: Heartbeat | undefined;
	#failure: Failure | undefined;

	constructor(options: LineOptions) {
		this.host = options.host;
		this.#options = options;
		this.#deadline = setTimeout(() => {
			this.#giveUp(options.deadlineMs);
		}, options.deadlineMs);
		this.socket = dial(options.host, options.tls);
		this.#listen();
	}

	get phase(): Phase {
		return this.#phase;
	}

	/** Whether more should be sent now; if not, `onDrain` says when. */
	get writable(): boolean {
		return (
			!this.socket.destroyed && !this.socket.writableNeedDrain && this.#outgoingBytes < outgoingLimitBytes
		);
	}

	/** How much of a reply has come that is not complete, and how long it says it is; undefined between two replies. */
	get receiving(): Receiving | undefined {
		const expectedBytes = this.#frames.nextLength();
		return expectedBytes === undefined
			? undefined
			: {receivedBytes: this.#frames.pendingBytes, expectedBytes};
	}

	/** The server answered our connect request; now we say who we are, under the same deadline. Gives whether it lets us in. */
	async login(credentials: readonly Credentials[]): Promise<boolean> {
		this.#phase = 'login';
		try {
			await login(credentials, this.host, async packet => this.#dialogue.exchange(packet));
			return !this.socket.destroyed;
		} catch (error) {
			if (error instanceof ZooKeeperError) {
				this.fail(error.kind, error.message);
				return false;
			}

			throw error;
		}
	}

	/** We are let in: from now on we ping at a third of the timeout and give up at two thirds. */
	live(timeoutMs: number, ping: () => void): void {
		clearTimeout(this.#deadline);
		this.#phase = 'live';
		const silenceMs = Math.floor((timeoutMs * 2) / 3);
		const silent = () => {
			this.#giveUp(silenceMs);
		};
		this.#heartbeat = new Heartbeat({pingMs: Math.floor(timeoutMs / 3), silenceMs, ping, silent});
	}

	/** Sends one packet; those of one turn of the event loop leave together. */
	send(frame: Buffer): void {
		if (this.#outgoing.length === 0) {
			process.nextTick(() => {
				this.#flush();
			});
		}

		this.#outgoing.push(frame);
		this.#outgoingBytes += frame.length;
		this.#heartbeat?.sent();
		this.#options.ledger.add(this.host.name, 'packetsSent', 1);
		this.#options.ledger.add(this.host.name, 'bytesSent', frame.length);
	}

	/** Closes at once, for this reason; only the first reason counts. */
	fail(kind: FailureKind, says: string): void {
		this.#failure ??= {kind, message: `${this.host.name}: ${says}`};
		this.hangUp();
	}

	hangUp(): void {
		this.socket.destroy();
	}

	#flush(): void {
		const wasFull = this.#outgoingBytes >= outgoingLimitBytes;
		this.socket.write(Buffer.concat(this.#outgoing));
		this.#outgoing = [];
		this.#outgoingBytes = 0;
		if (wasFull && this.writable) {
			this.#options.onDrain();
		}
	}

	#listen(): void {
		this.socket.on('connect', () => {
			this.#phase = 'securing';
		});
		this.socket.on(openEvent(this.#options.tls), () => {
			this.#phase = 'greeting';
			this.#options.onOpen(this);
		});
		this.socket.on('data', (chunk: Buffer) => {
			this.#receive(chunk);
		});
		this.socket.on('drain', this.#options.onDrain);
		this.socket.on('error', error => {
			this.#failure ??= this.#closedBy(error);
		});
		this.socket.on('close', () => {
			clearTimeout(this.#deadline);
			this.#heartbeat?.stop();
			this.#options.onClose(this.#failure ?? this.#closedBy());
		});
	}

	#receive(chunk: Buffer): void {
		this.#heartbeat?.received();
		this.#options.ledger.add(this.host.name, 'bytesReceived', chunk.length);
		this.#frames.push(chunk);
		for (let frame = this.#nextFrame(); frame !== undefined; frame = this.#nextFrame()) {
			if (this.#phase === 'login') {
				this.#discuss(frame);
			} else {
				this.#options.onFrame(this, frame);
			}
		}
	}

	#discuss(frame: Buffer): void {
		this.#options.ledger.add(this.host.name, 'packetsAnswered', 1);
		if (!this.#dialogue.answered(frame)) {
			this.fail('garbled', 'answered what was not asked');
		}
	}

	#nextFrame(): Buffer | undefined {
		if (this.socket.destroyed) {
			return undefined;
		}

		const limitBytes = this.#limitBytes();
		const length = this.#frames.nextLength();
		if (length === undefined || (length >= 0 && length <= limitBytes)) {
			return this.#frames.next();
		}

		this.#refuse(length, limitBytes);
		return undefined;
	}

	#limitBytes(): number {
		if (this.#phase === 'live') {
			return this.#options.frameLimitBytes;
		}

		return this.#phase === 'login' ? tokenLimitBytes : greetingLimitBytes;
	}

	#refuse(length: number, limitBytes: number): void {
		const start = this.#frames.peek(8);
		if (this.#phase === 'greeting' && isTlsRecord(start)) {
			this.fail('tls', speaksTls);
		} else if (this.#phase === 'greeting') {
			this.fail('garbled', `no ZooKeeper: ${strangerBy(start) ?? unknownAnswer}`);
		} else if (length < 0) {
			this.fail('garbled', `sent a packet of ${length} bytes`);
		} else {
			this.fail(
				'too-large',
				`answered with ${length} bytes; at most ${limitBytes} are read (--jute-maxbuffer)`,
			);
		}
	}

	#closedBy(error?: Error): Failure {
		const {pendingBytes} = this.#frames;
		if (pendingBytes > 0) {
			return {kind: 'disconnected', message: `${this.host.name}: ${brokenOff(pendingBytes)}`};
		}

		return closedIn(this.#phase, {name: this.host.name, tls: this.#options.tls}, error);
	}

	#giveUp(waitedMs: number): void {
		this.#failure ??= lateIn(this.#phase, this.host.name, waitedMs);
		this.hangUp();
	}
}
