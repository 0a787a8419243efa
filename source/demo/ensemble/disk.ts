// A server's log, as long as its disk takes for it: all that waits is stored together. Nothing is really written.
import type {Metrics} from './metrics.ts';

export class Disk {
	/** How long each fsync takes; undefined: as on a disk that is well. */
	slowMs: number | undefined;
	readonly #metrics: Metrics;
	readonly #wellMs: () => number;
	readonly #deliver: (letter: () => void) => void;
	#waiting: (() => void)[] = [];
	#isBusy = false;

	/** @param deliver Calls when the server can hear it: a frozen one does later, a dead one never. */
	constructor(metrics: Metrics, wellMs: () => number, deliver: (letter: () => void) => void) {
		this.#metrics = metrics;
		this.#wellMs = wellMs;
		this.#deliver = deliver;
	}

	/** Calls when it is stored. */
	store(stored: () => void): void {
		this.#waiting.push(stored);
		if (!this.#isBusy) {
			this.#sync();
		}
	}

	/** Nobody waits any more for what is not stored. */
	forget(): void {
		this.#waiting = [];
		this.#isBusy = false;
	}

	#sync(): void {
		const [batch, start] = [this.#waiting.splice(0), performance.now()];
		this.#isBusy = batch.length > 0;
		if (this.#isBusy) {
			setTimeout(() => {
				this.#metrics.add('fsynctime', Math.round(performance.now() - start));
				this.#deliver(() => {
					batch.forEach(stored => {
						stored();
					});
					this.#sync();
				});
			}, this.slowMs ?? this.#wellMs());
		}
	}
}
