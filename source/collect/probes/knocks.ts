// How often each door was tried in the last minute: a part of what zktop costs.

const minuteMs = 60_000;

export class Knocks {
	/** By door: when, our clock. */
	readonly #at = new Map<string, number[]>();

	book(door: string, now: number): void {
		this.#at.set(door, [...this.#recent(door, now), now]);
	}

	inLastMinute(door: string, now: number): number {
		return this.#recent(door, now).length;
	}

	#recent(door: string, now: number): readonly number[] {
		return (this.#at.get(door) ?? []).filter(at => at > now - minuteMs);
	}
}
