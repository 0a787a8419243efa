// Until when our session lives whatever happens: a server hears each packet after we sent it and before its answer is here.
import {Fifo} from '../wire/fifo.ts';

export class Lease {
	#unanswered = new Fifo<number>();
	#heardAt: number | undefined;

	/** A new connection, with its connect request: what was asked on the last one is not answered any more. */
	renew(now: number): void {
		this.#unanswered = new Fifo();
		this.sent(now);
	}

	/** @param now By `performance.now()`, as all moments here. */
	sent(now: number): void {
		this.#unanswered.push(now);
	}

	/** Servers answer in the order of the questions. */
	answered(): void {
		this.#heardAt = this.#unanswered.shift() ?? this.#heardAt;
	}

	/** Before this moment no server has given the session up; undefined when none has ever answered. */
	until(timeoutMs: number): number | undefined {
		return this.#heardAt === undefined ? undefined : this.#heardAt + timeoutMs;
	}
}
