// A bucket of requests that fills at a steady rate: what is in it may be asked at once, what is not has to wait.

/** Of sums of small shares. */
const rounding = 1e-9;

export type BucketOptions = {
	/** Infinity: no limit. */
	readonly perSecond: number;
	/** What the full bucket holds. */
	readonly burst: number;
	/** Monotonic, ms. */
	readonly now?: () => number;
};

export class Bucket {
	readonly #burst: number;
	readonly #now: () => number;
	#perSecond: number;
	#level: number;
	#at: number;

	constructor({perSecond, burst, now = () => performance.now()}: BucketOptions) {
		this.#perSecond = perSecond;
		this.#burst = burst;
		this.#level = burst;
		this.#now = now;
		this.#at = now();
	}

	/** From now on it fills at this rate. */
	fillAt(perSecond: number): void {
		this.#fill();
		this.#perSecond = perSecond;
	}

	/** How many requests may leave now. */
	get room(): number {
		this.#fill();
		return this.#perSecond === Infinity ? Infinity : Math.max(0, Math.floor(this.#level + rounding));
	}

	/** Takes requests out, be it more than there are: later ones wait the longer. */
	spend(count = 1): void {
		this.#fill();
		this.#level -= count;
	}

	/** Until there is room for one, ms. */
	get waitMs(): number {
		return this.room > 0 ? 0 : ((1 - this.#level) * 1000) / this.#perSecond;
	}

	#fill(): void {
		const now = this.#now();
		const filled = this.#perSecond === Infinity ? this.#burst : (this.#perSecond * (now - this.#at)) / 1000;
		this.#level = Math.min(this.#burst, this.#level + filled);
		this.#at = now;
	}
}
