// A server's log, as long as its disk takes for it: all that waits is stored together. Nothing is really written.
import type {Metrics} from './metrics.ts';

export class Disk {
	/** How long each fsync takes; undefined: as on a disk that is well. */
	slowMs: number | undefined;
	/** The last zxid that it has. */
	stored = 0;
	readonly #metrics: Metrics;
	readonly #wellMs: () => number;
	readonly #done: () => void;
	#wanted = 0;
	#syncing: NodeJS.Timeout | undefined;

	/** @param done Called when something is stored. */
	constructor(metrics: Metrics, wellMs: () => number, done: () => void) {
		this.#metrics = metrics;
		this.#wellMs = wellMs;
		this.#done = done;
	}

	/** Stores all up to this transaction. */
	store(zxid: number): void {
		this.#wanted = zxid;
		if (this.#syncing === undefined && zxid > this.stored) {
			const start = performance.now();
			const sync = (): void => {
				this.#metrics.add('fsynctime', Math.round(performance.now() - start));
				this.#syncing = undefined;
				this.stored = zxid;
				this.store(this.#wanted);
				this.#done();
			};
			this.#syncing = setTimeout(sync, this.slowMs ?? this.#wellMs());
		}
	}

	/** Has all up to this transaction, and nobody waits any more for what is not stored. */
	begin(zxid: number): void {
		clearTimeout(this.#syncing);
		this.#syncing = undefined;
		this.stored = zxid;
	}
}
