// One metric of one server over time. While it does not change it is one number; once it varies it has a ring for each tier.
import {Ring, type Point} from './ring.ts';
import type {Tier} from './tiers.ts';

/** A number that has not changed yet: it holds for each tick of its span in which the server was heard. */
type Constant = {readonly value: number; readonly since: number; readonly last: number};

export class Series {
	readonly #tiers: readonly Tier[];
	/** The ticks in which the server was heard; undefined for a series whose gaps are its own. */
	readonly #heard: Series | undefined;
	#constant: Constant | undefined;
	/** Finest first; none while it is a constant, or nothing. */
	#rings: readonly Ring[] = [];

	constructor(tiers: readonly Tier[], heard?: Series) {
		this.#tiers = tiers;
		this.#heard = heard;
	}

	/** The tick of the newest number; −1 while there is none. */
	get lastTick(): number {
		return this.#rings[0]?.newest ?? this.#constant?.last ?? -1;
	}

	/** Bytes that its numbers take. */
	get bytes(): number {
		return this.#rings.reduce((sum, {bytes}) => sum + bytes, 0);
	}

	/**
	 * Files the number of a tick. It comes before `heard` has the tick: what was heard without a number since the last one
	 * is a gap of this series.
	 */
	record(tick: number, value: number): void {
		if (this.#rings.length === 0 && this.#isConstant(tick, value)) {
			this.#constant = {value, since: this.#constant?.since ?? tick, last: tick};
			return;
		}

		this.#vary();
		this.#file(tick, value);
	}

	/** The number of a tick; once the tick itself is forgotten, the mean of its slot. NaN for a gap. */
	valueAt(tick: number): number {
		const ring = this.#finest(tick);
		return ring === undefined ? this.#constantAt(tick) : ring.meanOf(Math.floor(tick / ring.tier.ticks));
	}

	/** The ticks from `from` up to, and without, `to` as one point; undefined where all of it is a gap. */
	pointOf(from: number, to: number): Point | undefined {
		if (this.#constant !== undefined) {
			const {value, since, last} = this.#constant;
			return this.#heard?.pointOf(Math.max(from, since), Math.min(to, last + 1)) && flat(value);
		}

		let [min, max, sum, ticks] = [Infinity, -Infinity, 0, 0];
		const end = Math.min(to, this.lastTick + 1);
		for (let tick = Math.max(0, from); tick < end;) {
			const ring = this.#finest(tick);
			if (ring === undefined) {
				break;
			}

			const slot = Math.floor(tick / ring.tier.ticks);
			const next = Math.min(end, (slot + 1) * ring.tier.ticks);
			const mean = ring.meanOf(slot);
			if (!Number.isNaN(mean)) {
				min = Math.min(min, ring.minOf(slot));
				max = Math.max(max, ring.maxOf(slot));
				sum += mean * (next - tick);
				ticks += next - tick;
			}

			tick = next;
		}

		return ticks === 0 ? undefined : {min, mean: sum / ticks, max};
	}

	#isConstant(tick: number, value: number): boolean {
		if (this.#heard === undefined) {
			return false;
		}

		return this.#constant === undefined
			? true
			: value === this.#constant.value &&
					tick >= this.#constant.last &&
					this.#heard.lastTick <= this.#constant.last;
	}

	#constantAt(tick: number): number {
		const {value, since, last} = this.#constant ?? {value: Number.NaN, since: 0, last: -1};
		return tick < since || tick > last || Number.isNaN(this.#heard?.valueAt(tick) ?? Number.NaN)
			? Number.NaN
			: value;
	}

	/** The finest ring that has the tick: in a coarser one only slots are closed that the ticks have left. */
	#finest(tick: number): Ring | undefined {
		return this.#rings.find(({tier, newest}) => tick > (newest - tier.slots + 1) * tier.ticks - 1);
	}

	/** From now on its numbers are kept one by one; what was constant is written out, as far as the tiers reach. */
	#vary(): void {
		if (this.#rings.length > 0) {
			return;
		}

		this.#rings = this.#tiers.map(tier => new Ring(tier));
		if (this.#constant !== undefined) {
			for (const ring of this.#rings) {
				this.#writeOut(this.#constant, ring);
			}
		}

		this.#constant = undefined;
	}

	#writeOut({value, since, last}: Constant, ring: Ring): void {
		const {ticks, slots} = ring.tier;
		const lastSlot = Math.floor(last / ticks);
		// The slot that is open is made of its ticks when it is closed.
		const end = ticks === 1 ? lastSlot : lastSlot - 1;
		for (let slot = Math.max(Math.floor(since / ticks), end - slots + 1); slot <= end; slot++) {
			const from = Math.max(since, slot * ticks);
			if (this.#heard?.pointOf(from, Math.min(last + 1, (slot + 1) * ticks)) !== undefined) {
				ring.put(slot, value, value, value);
			}
		}
	}

	#file(tick: number, value: number): void {
		const [ticks, ...coarser] = this.#rings;
		if (ticks?.holds(tick) !== true) {
			return;
		}

		const last = ticks.newest;
		if (tick > last) {
			// Before the tick takes the place of one that the ring forgets.
			for (const ring of coarser) {
				closeSlot(ring, ticks, Math.floor(last / ring.tier.ticks), Math.floor(tick / ring.tier.ticks));
			}
		}

		ticks.put(tick, value, value, value);
		for (const ring of tick < last ? coarser : []) {
			closeSlot(ring, ticks, Math.floor(tick / ring.tier.ticks), Math.floor(last / ring.tier.ticks));
		}
	}
}

const flat = (value: number): Point => ({min: value, mean: value, max: value});

/** Makes a slot of its ticks, unless it is still the open one. */
const closeSlot = (ring: Ring, ticks: Ring, slot: number, open: number): void => {
	if (slot < 0 || slot === open) {
		return;
	}

	let [min, max, sum, count] = [Infinity, -Infinity, 0, 0];
	for (let tick = slot * ring.tier.ticks; tick < (slot + 1) * ring.tier.ticks; tick++) {
		const value = ticks.meanOf(tick);
		if (!Number.isNaN(value)) {
			min = Math.min(min, value);
			max = Math.max(max, value);
			sum += value;
			count++;
		}
	}

	if (count > 0) {
		ring.put(slot, min, sum / count, max);
	}
};
