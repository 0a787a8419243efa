// One session, on one server after another: node-zookeeper-client's connection manager, made safe to leave alone.
import ConnectionManager from 'node-zookeeper-client/lib/ConnectionManager.js';
import Exception from 'node-zookeeper-client/lib/Exception.js';
import type {Connected, ConnectionOptions} from './connection-options.ts';
import {saslWanted, ZooKeeperError, type Failure} from './errors.ts';
import {formatId} from './ids.ts';
import {openSecurity} from './security.ts';
import {Fifo} from './wire/fifo.ts';
import {introduce, readGreeting, refusalOf} from './wire/handshake.ts';
import type {Attempt} from './wire/host-ring.ts';
import {classify, exceptionOf} from './wire/incoming.ts';
import {Line} from './wire/line.ts';
import {closingSession, isNumbered, ping} from './wire/requests.ts';
import {restore} from './wire/set-watches.ts';
import {Watches} from './wire/watches.ts';
import {LeasedManager} from './session/leased-manager.ts';

export type {Connected};

export const {STATES} = ConnectionManager;
const lastXid = 0x7f_ff_ff_ff;
const unborn = Buffer.alloc(8);
/** The package parses a connect string; ours never reaches it, for it splits addresses at each colon. */
const placeholder = '127.0.0.1:2181';
/** A server that wants to hear of us more often than this is not taken at its word. */
const shortestTimeoutMs = 300;

export class Connection extends LeasedManager {
	readonly watches = new Watches();
	/** The reply that is on its way. */
	readonly receiving = () => this.#line?.receiving;
	readonly #options: ConnectionOptions;
	readonly #pending = new Fifo<ConnectionManager.Packet>();
	#line: Line | undefined;
	#redial: NodeJS.Timeout | undefined;
	#failure: Failure | undefined;
	#readOnly = false;
	#onEnd: () => void = () => undefined;

	constructor(options: ConnectionOptions) {
		super(placeholder, {sessionTimeout: options.sessionTimeoutMs, spinDelay: 0}, options.onState);
		this.#options = options;
		this.xid = 1;
		this.watcherManager = this.watches;
		this.packetQueue.queue = new Fifo();
		this.pendingQueue = this.#pending;
	}

	/** Where questions can be asked now; undefined while they cannot. */
	get connected(): Connected | undefined {
		const server = this.#line?.host;
		if (server === undefined || this.state !== STATES.CONNECTED) {
			return undefined;
		}

		const session = formatId(this.sessionId.readBigUInt64BE());
		return {kind: 'connected', server, session, timeoutMs: this.sessionTimeout, readOnly: this.#readOnly};
	}

	/** Why there is no connection; the last reason. */
	get failure(): Failure | undefined {
		return this.#failure;
	}

	/** Starts, or goes to the next server. The package calls it after each loss. */
	override connect(): void {
		if (this.state === STATES.CLOSED) {
			return; // a listener to the loss has ended us
		}

		const attempt = this.#options.ring.next();
		this.setState(STATES.CONNECTING);
		this.#redial = setTimeout(() => {
			this.#dial(attempt);
		}, attempt.delayMs);
	}

	override onPacketQueueReadable(): void {
		if (this.state !== STATES.CONNECTED && this.state !== STATES.CLOSING) {
			return;
		}

		while (this.#line?.writable === true) {
			const packet = this.packetQueue.shift();
			if (packet === undefined) {
				return;
			}

			this.#send(this.#line, packet);
		}
	}

	/** Unused: the line has a heartbeat of its own, which notifications do not hold back. */
	override onSocketTimeout(): void {}

	/** Closes the session and the connection; after `deadlineMs` the connection alone, and the session times out. */
	async end(deadlineMs: number): Promise<void> {
		clearTimeout(this.#redial);
		const line = this.#line;
		if (line === undefined) {
			this.setState(STATES.CLOSED);
			return;
		}

		const hangUp = line.hangUp.bind(line);
		const deadline = setTimeout(hangUp, line.phase === 'live' ? deadlineMs : 0);
		await new Promise<void>(resolve => {
			this.#onEnd = resolve;
			this.setState(STATES.CLOSING);
			this.queue(closingSession(), hangUp);
		});
		clearTimeout(deadline);
	}

	#dial({host, deadlineMs, round}: Attempt): void {
		const {ledger, frameLimitBytes, security = openSecurity} = this.#options;
		this.#line = new Line({
			host,
			tls: security.tls,
			deadlineMs,
			ledger,
			frameLimitBytes,
			onOpen: this.#introduce.bind(this, round),
			onFrame: this.#receive.bind(this),
			onDrain: this.onPacketQueueReadable.bind(this),
			onClose: this.#closed.bind(this),
		});
		this.socket = this.#line.socket;
	}

	#introduce(round: number, line: Line): void {
		this.lease.renew(performance.now());
		line.send(
			introduce({
				// When nobody lets us in: servers restored from a backup are behind what we saw, and close without a word.
				lastZxidSeen: round === 0 ? this.zxid : unborn,
				timeoutMs: this.#options.sessionTimeoutMs,
				session: this.sessionId,
				password: this.sessionPassword,
				canBeReadOnly: this.#options.canBeReadOnly,
			}),
		);
		restore(this.watches, this.zxid, this.queue.bind(this));
	}

	#send(line: Line, packet: ConnectionManager.Packet): void {
		const {header} = packet.request;
		if (header !== null && isNumbered(header)) {
			header.xid = this.xid;
			this.xid = this.xid === lastXid ? 1 : this.xid + 1;
			this.#pending.push(packet);
		}

		this.lease.sent(performance.now());
		line.send(packet.request.toBuffer());
	}

	#receive(line: Line, frame: Buffer): void {
		if (line.phase !== 'live') {
			this.#greeted(line, frame);
			return;
		}

		const incoming = classify(frame, this.#pending.peek()?.request.header ?? undefined);
		if (incoming.kind === 'garbled') {
			line.fail('garbled', incoming.says);
			return;
		}

		const column = incoming.kind === 'event' ? 'notifications' : 'packetsAnswered';
		this.#options.ledger.add(line.host.name, column, 1);
		if (column === 'packetsAnswered') {
			this.lease.answered();
		}

		if (incoming.kind === 'error' || incoming.kind === 'answer') {
			this.seen(incoming.outcome[1]?.header.zxid);
			this.#pending.shift()?.callback(...incoming.outcome);
		} else {
			super.onSocketData(frame);
		}

		if (incoming.kind === 'error' && incoming.outcome[0]?.getCode() === saslWanted) {
			line.fail('no-auth', 'wants SASL authentication; say who you are with --auth sasl:USER');
		}
	}

	#greeted(line: Line, frame: Buffer): void {
		const greeting = readGreeting(frame);
		if (greeting === undefined) {
			const {kind, message} = refusalOf(frame);
			line.fail(kind, message);
			return;
		}

		this.lease.answered();
		this.#options.ledger.add(line.host.name, 'packetsAnswered', 1);
		if (greeting.timeoutMs <= 0) {
			this.#options.ring.expired(this.sessionId.equals(unborn));
			super.onSocketData(frame);
			line.hangUp();
			return;
		}

		this.#readOnly = greeting.readOnly;
		const {credentials} = this.#options.security ?? openSecurity;
		const enter = () => {
			this.#enter(line, frame, Math.max(greeting.timeoutMs, shortestTimeoutMs));
		};
		if (credentials.length === 0) {
			enter();
		} else {
			void line.login(credentials).then(isIn => {
				if (isIn) {
					enter();
				}
			});
		}
	}

	#enter(line: Line, frame: Buffer, timeoutMs: number): void {
		this.#options.ring.succeeded();
		this.#failure = undefined;
		line.live(timeoutMs, () => {
			this.queue(ping());
		});
		super.onSocketData(frame);
	}

	#closed(failure: Failure): void {
		this.#failure = failure;
		this.#options.ring.endedBy(failure);
		this.#line = undefined;
		if (this.state === STATES.CONNECTING) {
			this.#options.ring.failed();
		}

		if (failure.kind === 'too-large') {
			const cause = new ZooKeeperError(failure.kind, failure.message);
			this.#pending.shift()?.callback(exceptionOf(Exception.CONNECTION_LOSS, cause), undefined);
		}

		for (let packet = this.packetQueue.shift(); packet !== undefined; packet = this.packetQueue.shift()) {
			this.#pending.push(packet);
		}

		super.onSocketClosed(false);
		this.#onEnd();
	}
}
