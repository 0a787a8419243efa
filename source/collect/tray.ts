// Where arrivals wait for the next sample. The first of a run and those that somebody waits for do not wait for the tick.
import type {Arrival, OwnLoad, Sample} from './sample.ts';

/** Answers that somebody waits for are dispatched within a frame, ms. */
const frameMs = 16;

export type TrayOptions = {
	readonly deliver: (sample: Sample) => void;
	readonly own: () => OwnLoad;
	readonly now: () => number;
};

export class Tray {
	readonly #options: TrayOptions;
	#arrivals: Arrival[] = [];
	#tick = 0;
	#frame: NodeJS.Timeout | undefined;
	#closed = false;

	constructor(options: TrayOptions) {
		this.#options = options;
	}

	/** The tick that samples are cut for. */
	get tick(): number {
		return this.#tick;
	}

	/** Takes an arrival; an urgent one is dispatched within a frame, with whatever else is there by then. */
	put(arrival: Arrival, urgent: boolean): void {
		if (this.#closed) {
			return;
		}

		this.#arrivals.push(arrival);
		if (urgent) {
			this.#frame ??= setTimeout(() => {
				this.#cut();
			}, frameMs);
		}
	}

	/** A new tick: cuts a sample from what has arrived, be it nothing. Ticks that were slept through are gaps. */
	nextTick(ticks = 1): void {
		this.#tick += ticks;
		this.#cut();
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#frame);
	}

	#cut(): void {
		const {deliver, own, now} = this.#options;
		clearTimeout(this.#frame);
		this.#frame = undefined;
		const arrivals = this.#arrivals;
		this.#arrivals = [];
		deliver({tick: this.#tick, at: now(), arrivals, own: own()});
	}
}
