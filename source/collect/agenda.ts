// What is known of each question about a znode, and when it is to be asked again.
import type {ZnodeArrival} from './sample.ts';

/** Rows on screen are read again after this time: a watch on each would be dearer. */
export const statEveryMs = 5000;
/** What a watch says has changed is read again at most this often, however fast it fires. */
export const changedEveryMs = 250;
/** A listing the more rarely the longer it is: a million names are read once in fifty seconds. */
const msPerName = 0.05;

/**
 * `watched`: a watch will say when it has changed. `wanted`: failed, or it has changed.
 * `outdated`: in flight, and what it brings is old already.
 */
type State = 'asking' | 'outdated' | 'watched' | 'read' | 'wanted';

type Entry = {
	readonly state: State;
	/** When it came to this state, by the monotonic clock. */
	readonly at: number;
	/** Not to be asked again before this time has passed, if it is wanted. */
	readonly restMs: number;
	/** The one listener of this question: asked again, it is not added twice. */
	readonly watch: () => void;
};

export class Agenda {
	readonly #entries = new Map<string, Entry>();
	readonly #wake: () => void;

	/** @param wake Called when something known has become wanted. */
	constructor(wake: () => void) {
		this.#wake = wake;
	}

	/** How many questions are on record. */
	get size(): number {
		return this.#entries.size;
	}

	/**
	 * Time until a question is to be asked, ms: none or less when it is due, infinite when it is known or in flight.
	 * @param everyMs What is known becomes due again after this time.
	 */
	restOf(key: string, everyMs = Infinity): number {
		const entry = this.#entries.get(key);
		if (entry === undefined) {
			return 0;
		}

		const restMs = entry.state === 'wanted' ? entry.restMs : isInFlight(entry) ? Infinity : everyMs;
		return entry.at + restMs - performance.now();
	}

	/** Whether it was ever asked. */
	isKnown(key: string): boolean {
		return this.#entries.has(key);
	}

	/** It is in flight now. Gives the listener for its watch. */
	ask(key: string): () => void {
		const watch =
			this.#entries.get(key)?.watch ??
			(() => {
				this.changed(key);
			});
		this.#entries.set(key, {state: 'asking', at: performance.now(), restMs: 0, watch});
		return watch;
	}

	/** It was answered. What has changed meanwhile, or failed (`known` undefined), is wanted after `restMs`. */
	answer(key: string, known: 'watched' | 'read' | undefined, restMs: number): void {
		const entry = this.#entries.get(key);
		if (entry === undefined) {
			return;
		}

		const state = known === undefined || entry.state === 'outdated' ? 'wanted' : known;
		this.#entries.set(key, {...entry, state, at: performance.now(), restMs});
		if (state === 'wanted') {
			this.#wake();
		}
	}

	/** What was answered is not true any more; it is asked again when it has rested. */
	changed(key: string): void {
		const entry = this.#entries.get(key);
		if (entry?.state === 'watched' || entry?.state === 'read') {
			this.#entries.set(key, {...entry, state: 'wanted'});
			this.#wake();
		} else if (entry?.state === 'asking') {
			this.#entries.set(key, {...entry, state: 'outdated'});
		}
	}

	/** Makes a question due; one in flight as soon as it is answered. */
	expire(key: string): void {
		const entry = this.#entries.get(key);
		if (entry !== undefined) {
			this.#entries.set(key, {...entry, state: isInFlight(entry) ? 'outdated' : 'wanted', restMs: 0});
		}
	}

	/** Makes a question due that was answered without a watch. */
	expireUnwatched(key: string): void {
		if (this.#entries.get(key)?.state === 'read') {
			this.expire(key);
		}
	}

	/** Makes everything due that is not in flight: that will be new anyway. */
	expireAll(): void {
		for (const [key, entry] of this.#entries) {
			if (!isInFlight(entry)) {
				this.expire(key);
			}
		}
	}

	/** Keeps what is wanted on screen, and watched questions: their watch is still out. */
	prune(isKept: (key: string) => boolean): void {
		for (const [key, {state}] of this.#entries) {
			if ((state === 'read' || state === 'wanted') && !isKept(key)) {
				this.#entries.delete(key);
			}
		}
	}
}

const isInFlight = ({state}: Entry): boolean => state === 'asking' || state === 'outdated';

/** How long a question rests before it is asked again although it has changed or failed. */
export const restAfter = ({of, answer}: ZnodeArrival): number => {
	switch (answer.kind) {
		case 'fresh':
			return of === 'children'
				? Math.max(changedEveryMs, answer.value.stat.children * msPerName)
				: changedEveryMs;
		case 'failed':
			// Without a connection nothing was asked; what the server denies it will deny for a while.
			return answer.failure.kind === 'disconnected' ? changedEveryMs : statEveryMs;
		case 'unsupported':
			return statEveryMs;
	}
};
