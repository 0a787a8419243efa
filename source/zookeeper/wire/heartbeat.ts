// The two clocks of a live connection: when we must be heard of, and when a silent server is given up.

export type Beats = {
	readonly pingMs: number;
	readonly silenceMs: number;
	/** Nothing was sent for `pingMs`. */
	readonly ping: () => void;
	/** Nothing was received for `silenceMs`. */
	readonly silent: () => void;
};

export class Heartbeat {
	readonly #ping: NodeJS.Timeout;
	readonly #silence: NodeJS.Timeout;
	#look: NodeJS.Immediate | undefined;
	#stopped = false;

	constructor({pingMs, silenceMs, ping, silent}: Beats) {
		this.#ping = setTimeout(ping, pingMs);
		this.#silence = setTimeout(() => {
			// After a stall of ours the answer may lie in the socket unread: read first, judge then.
			this.#look = setImmediate(silent);
		}, silenceMs);
	}

	sent(): void {
		if (!this.#stopped) {
			this.#ping.refresh();
		}
	}

	received(): void {
		clearImmediate(this.#look);
		if (!this.#stopped) {
			this.#silence.refresh();
		}
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#ping);
		clearTimeout(this.#silence);
		clearImmediate(this.#look);
	}
}
