// Long work cut into slices, between which keys, answers and frames have their turn.
import {setImmediate} from 'node:timers/promises';

/** A slice and a frame fit into 16 ms together. */
const sliceMs = 5;

export class Slices {
	readonly #signal: AbortSignal | undefined;
	#endsAt = performance.now() + sliceMs;

	/** @param signal Ends the work: the next pause throws its reason. */
	constructor(signal?: AbortSignal) {
		this.#signal = signal;
	}

	/** Whether others should have their turn now. */
	get isOver(): boolean {
		return performance.now() >= this.#endsAt;
	}

	/** Lets others have their turn. */
	async pause(): Promise<void> {
		await setImmediate();
		this.#signal?.throwIfAborted();
		this.#endsAt = performance.now() + sliceMs;
	}
}
