// A client's life: one session, and when that has expired a new one, until it is closed.
import {Connection, STATES, type Connected} from './connection.ts';
import type {Failure} from './errors.ts';
import type {Host} from './hosts.ts';
import type {Credentials, Security} from './security.ts';
import {HostRing} from './wire/host-ring.ts';
import {Ledger, type Traffic} from './wire/traffic.ts';
import type {Watches} from './wire/watches.ts';

export type ClientState =
	/**
	 * Not connected: not yet, or not any more. `failure` is the last reason (`session-expired`: a new session is being made);
	 * `attempts` counts the vain ones since we were connected; `retryInMs`: the pause that has begun, where that is a long one.
	 */
	| {
			readonly kind: 'connecting';
			readonly failure: Failure | undefined;
			readonly attempts: number;
			readonly retryInMs?: number;
	  }
	| Connected
	| {readonly kind: 'closed'};

export type SessionsOptions = {
	/** Asked for; the server has the last word. */
	readonly sessionTimeoutMs: number;
	/** For one server, from dialling to its answer to the connect request; doubled with each round of all that was in vain. */
	readonly connectDeadlineMs: number;
	/** The longest reply that is read. */
	readonly frameLimitBytes: number;
	/** Whether a server without quorum will do (`readonlymode.enabled`). */
	readonly canBeReadOnly: boolean;
	/** Undefined: plain and anonymous. */
	readonly security?: Security;
	/** Gives numbers in [0, 1): the order of servers and the jitter of pauses. */
	readonly random?: () => number;
};

type Listener = (state: ClientState) => void;

export class Sessions {
	readonly #options: SessionsOptions;
	readonly #ring: HostRing;
	readonly #ledger = new Ledger();
	readonly #listeners = new Set<Listener>();
	#lost: Watches[] = [];
	#state: ClientState = {kind: 'connecting', failure: undefined, attempts: 0};
	#current: Connection | undefined;
	#closing: Promise<void> | undefined;

	constructor(hosts: readonly Host[], options: SessionsOptions) {
		this.#options = options;
		this.#ring = new HostRing(hosts, {
			connectDeadlineMs: options.connectDeadlineMs,
			longestDeadlineMs: (options.sessionTimeoutMs * 2) / 3,
			...(options.random && {random: options.random}),
		});
	}

	get state(): ClientState {
		return this.#state;
	}

	/** The connection to ask on; undefined when there is none. */
	get live(): Connection | undefined {
		return this.#state.kind === 'connected' ? this.#current : undefined;
	}

	/** By `performance.now()`: before this moment no server has given our session up; undefined while we have none. */
	get leaseUntil(): number | undefined {
		return this.#closing === undefined ? this.#current?.leaseUntil : undefined;
	}

	/** Who we say we are. */
	get credentials(): readonly Credentials[] {
		return this.#options.security?.credentials ?? [];
	}

	/** How many watches the server holds for us. */
	get watches(): number {
		return this.#current?.watches.size ?? 0;
	}

	/** Connects. Does nothing the second time. */
	start(): void {
		if (this.#current === undefined && this.#closing === undefined) {
			this.#begin();
		}
	}

	/** Called with every new state, at once. Returns how to stop that. */
	onState(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	offer(hosts: readonly Host[]): void {
		this.#ring.offer(hosts);
	}

	traffic(server?: Host): Traffic {
		return this.#ledger.read(server?.name);
	}

	/** Ends the session; waits at most `deadlineMs` for the server to say so. */
	async close(deadlineMs: number): Promise<void> {
		if (this.#closing === undefined) {
			this.#closing = this.#current?.end(deadlineMs) ?? Promise.resolve();
			this.#set({kind: 'closed'});
		}

		await this.#closing;
	}

	#begin(): void {
		const connection: Connection = new Connection({
			...this.#options,
			ring: this.#ring,
			ledger: this.#ledger,
			onState: state => {
				this.#changed(connection, state);
			},
		});
		this.#current = connection;
		connection.connect();
	}

	#changed(connection: Connection, state: number): void {
		if (connection !== this.#current || this.#closing !== undefined) {
			return;
		}

		const {connected} = connection;
		if (connected !== undefined) {
			this.#set(connected);
			this.#tellLosses();
		} else if (state === STATES.DISCONNECTED) {
			const {failures: attempts, penaltyMs: retryInMs} = this.#ring;
			this.#set({
				kind: 'connecting',
				failure: connection.failure,
				attempts,
				...(retryInMs > 0 && {retryInMs}),
			});
		} else if (state === STATES.SESSION_EXPIRED) {
			this.#replace(connection);
		}
	}

	#replace({watches}: Connection): void {
		this.#lost.push(watches);
		this.#begin();
		const failure: Failure = {
			kind: 'session-expired',
			message: 'the session expired; a new one is being made',
		};
		this.#set({kind: 'connecting', failure, attempts: this.#ring.failures});
	}

	/** Only now, when who reads again gets an answer. */
	#tellLosses(): void {
		const lost = this.#lost;
		this.#lost = [];
		for (const watches of lost) {
			watches.lose();
		}
	}

	#set(state: ClientState): void {
		this.#state = state;
		for (const listener of this.#listeners) {
			listener(state);
		}
	}
}
