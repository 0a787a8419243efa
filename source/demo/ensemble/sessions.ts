// The sessions of the ensemble, as its leader keeps them: who has which, and when it ends unless it is heard of. (SessionTrackerImpl.java)
import {randomBytes} from 'node:crypto';

export class Session {
	readonly id: bigint;
	readonly timeoutMs: number;
	readonly password = randomBytes(16);
	/** Between its client and its server nothing gets through, or each answer is late. */
	cut = false;
	delayMs = 0;
	/** What its client says its host is called, where it plays one. */
	host: string | undefined;
	/** By the monotonic clock, a multiple of tickTime. */
	expiresAt = Infinity;
	/** Its end is on its way. */
	ending = false;
	/** The newest one that it was welcomed on, wherever that is. */
	connection: {close(): void} | undefined;

	constructor(id: bigint, timeoutMs: number) {
		this.id = id;
		this.timeoutMs = timeoutMs;
	}
}

const born = BigInt(Date.now() - Math.floor(performance.now())) % 2n ** 40n;

/** By id. */
export class Sessions extends Map<bigint, Session> {
	readonly tickMs: number;
	#made = 0n;

	constructor(tickMs: number) {
		super();
		this.tickMs = tickMs;
	}

	/** @param server Which one has made it: the first byte of its id. */
	create(server: number, timeoutMs: number): Session {
		const id = ((BigInt(server) << 56n) | (born << 16n)) + this.#made++;
		const session = new Session(id, Math.min(Math.max(timeoutMs, 2 * this.tickMs), 20 * this.tickMs));
		this.set(id, session);
		this.touch(session);
		return session;
	}

	/** When something ends that is not heard of for so long, by the monotonic clock: together with others of the same tick. */
	endAfter(ms: number): number {
		return (Math.floor((performance.now() + ms) / this.tickMs) + 1) * this.tickMs;
	}

	/** It was heard of now. */
	touch(session: Session): void {
		session.expiresAt = this.endAfter(session.timeoutMs);
	}

	/** Those that have not been heard of for too long. */
	overdue(): readonly Session[] {
		const now = performance.now();
		return [...this.values()].filter(({ending, expiresAt}) => !ending && expiresAt <= now);
	}
}
