// Doors that were found shut, and when each is worth another try.
import type {Attempt} from '../attempt.ts';
import type {Asked} from './words.ts';

/** Ticks until a door that was shut is tried again; one that had been open, sooner at first. */
const shutDoorEvery = 60;
const lostDoorAfter = 5;

/** What came of trying a door. */
export type Tried = {readonly asked: Asked; readonly attempt: Attempt};

export class ShutDoors {
	/** By door: until which tick not to try, how long that is, and what it said last. */
	readonly #shut = new Map<string, {readonly until: number; readonly ticks: number; readonly tried: Tried}>();
	readonly #everOpen = new Set<string>();

	/** What a door said last that is not to be tried in this tick. */
	resting(door: string, tick: number): Tried | undefined {
		const known = this.#shut.get(door);
		return known !== undefined && known.until > tick ? known.tried : undefined;
	}

	/** What a door said that is shut, resting or not. */
	said(door: string): Tried | undefined {
		return this.#shut.get(door)?.tried;
	}

	rest(door: string, tick: number, tried: Tried): void {
		const before = this.#shut.get(door)?.ticks;
		const first = this.#everOpen.has(door) ? lostDoorAfter : shutDoorEvery;
		const ticks = before === undefined ? first : Math.min(before * 2, shutDoorEvery);
		this.#shut.set(door, {until: tick + ticks, ticks, tried});
	}

	/** The door is open; says whether it was shut before. */
	open(door: string): boolean {
		this.#everOpen.add(door);
		return this.#shut.delete(door);
	}

	/** The door may be tried at once. */
	release(door: string): void {
		this.#shut.delete(door);
	}

	/** All doors may be. */
	clear(): void {
		this.#shut.clear();
	}

	/** Ticks until the first of these is tried again. */
	ticksLeft(doors: readonly string[], tick: number): number {
		return Math.min(
			shutDoorEvery,
			...doors.flatMap(door => {
				const known = this.#shut.get(door);
				return known === undefined ? [] : [Math.max(1, known.until - tick)];
			}),
		);
	}
}
