// What our session may read in a second: what somebody waits for leaves at once, the rest in turn as the budget allows.
import {Bucket} from './bucket.ts';

/** `--budget` unless told, reads a second. */
export const defaultReadsPerSecond = 2000;
/** So much of a second's reads may leave together. */
const burstShare = 0.1;

export class ReadBudget {
	readonly #bucket: Bucket;
	readonly #waiting: Array<() => void> = [];
	#perSecond: number;
	#timer: NodeJS.Timeout | undefined;

	/** @param perSecond Infinity: none is held back. */
	constructor(perSecond: number = defaultReadsPerSecond) {
		this.#perSecond = perSecond;
		this.#bucket = new Bucket({perSecond, burst: Math.max(1, perSecond * burstShare)});
	}

	/** As told; Infinity: no limit. */
	get perSecond(): number {
		return this.#perSecond;
	}

	/** Uses this share of the budget from now on: the server is slower than usual. */
	slowTo(factor: number): void {
		this.#bucket.fillAt(this.#perSecond * factor);
	}

	/** Counts a read that somebody waits for; others wait the longer. */
	spend(): void {
		this.#bucket.spend();
	}

	/** Resolves when it is this read's turn; undefined: it is now. */
	turn(): Promise<void> | undefined {
		if (this.#waiting.length === 0 && this.#bucket.room > 0) {
			this.#bucket.spend();
			return undefined;
		}

		return new Promise<void>(resolve => {
			this.#waiting.push(resolve);
			this.#release();
		});
	}

	/** Lets nobody wait any more. */
	close(): void {
		this.#perSecond = Infinity;
		this.#bucket.fillAt(Infinity);
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#release();
	}

	/** Those whose turn it is, and again when there is room. */
	#release(): void {
		const free = this.#waiting.splice(0, this.#bucket.room);
		this.#bucket.spend(free.length);
		for (const resolve of free) {
			resolve();
		}

		if (this.#waiting.length > 0 && this.#timer === undefined) {
			this.#timer = setTimeout(
				() => {
					this.#timer = undefined;
					this.#release();
				},
				Math.max(1, this.#bucket.waitMs),
			);
		}
	}
}
