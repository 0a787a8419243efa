// The sessions of the ensemble, as its leader keeps them: who has which, and when it ends unless it is heard of. (SessionTrackerImpl.java)
import {randomBytes} from 'node:crypto';

/** The way between a client and its server: nothing gets through, or each answer is late. */
export type Link = {cut: boolean; delayMs: number};

export type Session = {
	readonly id: bigint;
	readonly timeoutMs: number;
	readonly password: Buffer;
	readonly link: Link;
	/** What its client says its host is called, where it plays one. */
	host: string | undefined;
	/** By the monotonic clock, a multiple of tickTime. */
	expiresAt: number;
	/** Its end is on its way. */
	ending: boolean;
	/** The newest one, wherever it is. */
	connection: {close(): void} | undefined;
};

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
		const session: Session = {
			id: ((BigInt(server) << 56n) | (born << 16n)) + this.#made++,
			timeoutMs: Math.min(Math.max(timeoutMs, 2 * this.tickMs), 20 * this.tickMs),
			password: randomBytes(16),
			link: {cut: false, delayMs: 0},
			host: undefined,
			expiresAt: Infinity,
			ending: false,
			connection: undefined,
		};
		this.set(session.id, session);
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

	/** A new leader gives all of them their full time. (facts.md M9) */
	renew(): void {
		for (const session of this.values()) {
			session.ending = false;
			this.touch(session);
		}
	}

	/** Those that have not been heard of for too long. */
	overdue(): readonly Session[] {
		const now = performance.now();
		return [...this.values()].filter(({ending, expiresAt}) => !ending && expiresAt <= now);
	}
}
