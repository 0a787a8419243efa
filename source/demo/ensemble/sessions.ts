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

/** When something ends that is not heard of for so long, by the monotonic clock: together with others of the same tick. */
export const endAfter = (ms: number, tickMs: number): number =>
	(Math.floor((performance.now() + ms) / tickMs) + 1) * tickMs;

const born = BigInt(Date.now() - Math.floor(performance.now())) % 2n ** 40n;

export class Sessions {
	readonly #byId = new Map<bigint, Session>();
	readonly #tickMs: number;
	#made = 0n;

	constructor(tickMs: number) {
		this.#tickMs = tickMs;
	}

	get all(): readonly Session[] {
		return [...this.#byId.values()];
	}

	get(id: bigint): Session | undefined {
		return this.#byId.get(id);
	}

	/** @param server Which one has made it: the first byte of its id. */
	create(server: number, timeoutMs: number): Session {
		const session: Session = {
			id: ((BigInt(server) << 56n) | (born << 16n)) + this.#made++,
			timeoutMs: Math.min(Math.max(timeoutMs, 2 * this.#tickMs), 20 * this.#tickMs),
			password: randomBytes(16),
			link: {cut: false, delayMs: 0},
			host: undefined,
			expiresAt: Infinity,
			ending: false,
			connection: undefined,
		};
		this.#byId.set(session.id, session);
		this.touch(session);
		return session;
	}

	/** It was heard of now. */
	touch(session: Session): void {
		session.expiresAt = endAfter(session.timeoutMs, this.#tickMs);
	}

	/** A new leader gives all of them their full time. (facts.md M9) */
	renew(): void {
		for (const session of this.all) {
			session.ending = false;
			this.touch(session);
		}
	}

	/** Those that have not been heard of for too long. */
	overdue(): readonly Session[] {
		const now = performance.now();
		return this.all.filter(({ending, expiresAt}) => !ending && expiresAt <= now);
	}

	end(id: bigint): void {
		this.#byId.delete(id);
	}
}
