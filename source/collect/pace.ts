// How fast zktop may go, by how long a server takes to answer: half as fast each time its answers take twice as long as they did.

/** Answers that are looked at together. */
const window = 5;
/** Less than this is noise, whatever its ratio. */
const noiseMs = 5;
const slowest = 1 / 8;
const slowerBy = 2;
const recoveredBelow = 1.5;
/** So that a server that is slower for good is at full speed again in some minutes. */
const driftPerAnswer = 1.001;

export class Pace {
	#recent: number[] = [];
	#usualMs: number | undefined;
	#factor = 1;

	/** Share of the full speed: 1, 1/2, 1/4 or 1/8. */
	get factor(): number {
		return this.#factor;
	}

	/** One answer took so long. */
	note(tookMs: number): void {
		this.#recent.push(tookMs);
		if (this.#recent.length < window) {
			return;
		}

		const medianMs = this.#recent.toSorted((a, b) => a - b)[Math.floor(window / 2)] ?? tookMs;
		this.#recent = [];
		this.#judge(medianMs, this.#usualMs ?? medianMs);
	}

	#judge(medianMs: number, usualMs: number): void {
		if (medianMs >= usualMs * slowerBy && medianMs - usualMs >= noiseMs) {
			this.#factor = Math.max(slowest, this.#factor / 2);
		} else if (medianMs < usualMs * recoveredBelow || medianMs - usualMs < noiseMs) {
			this.#factor = Math.min(1, this.#factor * 2);
		}

		this.#usualMs = Math.min(medianMs, usualMs * driftPerAnswer ** window);
	}
}
