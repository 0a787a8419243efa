// Reads that nobody waits for: so many at once, each in its turn as the budget allows.
import type {ReadBudget} from './read-budget.ts';

/** What is read, and of which znode. */
export type LateRead = readonly [of: 'stat' | 'data', path: string];

export type ReadsInTurnOptions = {
	readonly budget: ReadBudget;
	/** It waits for its turn: nobody shall ask it meanwhile. */
	readonly reserve: (...read: LateRead) => void;
	readonly ask: (...read: LateRead) => Promise<void>;
	/** There is room for more of what was due. */
	readonly wake: () => void;
};

/** In flight at most. */
const atOnce = 200;

export class ReadsInTurn {
	readonly #options: ReadsInTurnOptions;
	#inFlight = 0;
	#hasMore = false;

	constructor(options: ReadsInTurnOptions) {
		this.#options = options;
	}

	/** Asks as many of these as there is room for. */
	ask(due: readonly LateRead[]): void {
		const room = atOnce - this.#inFlight;
		this.#hasMore = due.length > room;
		for (const read of due.slice(0, room)) {
			void this.#askLater(read);
		}
	}

	async #askLater(read: LateRead): Promise<void> {
		const {budget, reserve, ask, wake} = this.#options;
		this.#inFlight += 1;
		const turn = budget.turn();
		if (turn !== undefined) {
			reserve(...read);
			await turn;
		}

		await ask(...read);
		this.#inFlight -= 1;
		if (this.#hasMore) {
			wake();
		}
	}
}
