// One tier of one metric: slots in a ring that grows until it is full. A slot without a number is a gap, never a zero.
import type {Tier} from './tiers.ts';

/** The least, mean and greatest number of a span. */
export type Point = {readonly min: number; readonly mean: number; readonly max: number};

const firstSlots = 16;

export class Ring {
	readonly tier: Tier;
	/** The slot that was written last; −1 while empty. */
	newest = -1;
	/** A number a slot where a slot is a tick, else three. NaN is a gap. */
	#values = new Float32Array(0);
	readonly #width: 1 | 3;

	constructor(tier: Tier) {
		this.tier = tier;
		this.#width = tier.ticks === 1 ? 1 : 3;
	}

	/** Bytes that the numbers take. */
	get bytes(): number {
		return this.#values.byteLength;
	}

	/** Whether a slot is, or can be, in the ring. */
	holds(slot: number): boolean {
		return slot >= 0 && slot > this.newest - this.tier.slots;
	}

	/** Writes a slot; those that were skipped become gaps. One that the ring has forgotten is ignored. */
	put(slot: number, min: number, mean: number, max: number): void {
		if (!this.holds(slot)) {
			return;
		}

		this.#growTo(slot);
		for (let missed = Math.max(this.newest + 1, slot - this.tier.slots + 1); missed < slot; missed++) {
			this.#write(missed, Number.NaN, Number.NaN, Number.NaN);
		}

		this.#write(slot, min, mean, max);
		this.newest = Math.max(this.newest, slot);
	}

	/** The mean of a slot, NaN for a gap: of a tick its number. */
	meanOf(slot: number): number {
		return this.#read(slot, 1);
	}

	/** The least number of a slot, NaN for a gap. */
	minOf(slot: number): number {
		return this.#read(slot, 0);
	}

	/** The greatest number of a slot, NaN for a gap. */
	maxOf(slot: number): number {
		return this.#read(slot, 2);
	}

	#read(slot: number, part: 0 | 1 | 2): number {
		return slot > this.newest || !this.holds(slot)
			? Number.NaN
			: (this.#values[this.#placeOf(slot) + (this.#width === 1 ? 0 : part)] ?? Number.NaN);
	}

	#write(slot: number, min: number, mean: number, max: number): void {
		const place = this.#placeOf(slot);
		if (this.#width === 1) {
			this.#values[place] = mean;
			return;
		}

		this.#values[place] = min;
		this.#values[place + 1] = mean;
		this.#values[place + 2] = max;
	}

	#placeOf(slot: number): number {
		return (slot % this.tier.slots) * this.#width;
	}

	/** Until the ring has gone round once, a slot's place is its number: growing moves nothing. */
	#growTo(slot: number): void {
		const needed = Math.min(slot + 1, this.tier.slots);
		const has = this.#values.length / this.#width;
		if (needed <= has) {
			return;
		}

		const slots = Math.min(this.tier.slots, Math.max(firstSlots, needed, 2 * has));
		const grown = new Float32Array(slots * this.#width).fill(Number.NaN, this.#values.length);
		grown.set(this.#values);
		this.#values = grown;
	}
}
