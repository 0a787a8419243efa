// Follows the znodes that are on screen: read once, then again when their watch fires or they have become old.
import type {Client} from '../zookeeper/client.ts';
import {Agenda} from './agenda.ts';
import type {Interests} from './interests.ts';
import {probeZnode, type Reader, type ZnodeQuestion} from './probes/znodes.ts';
import type {ReadBudget} from './read-budget.ts';
import {ListingProgress} from './listing/progress.ts';
import type {Part, ProgressArrival, ZnodeArrival} from './sample.ts';

/** Rows on screen are read again after this time: a watch on each would be dearer. */
const statEveryMs = 5000;
/** What counts is read again in every tick, but not more often. */
const countEveryMs = 900;
/** Stats in flight at most. */
const statsAtOnce = 200;
/** What a watch says has changed is read again at most this often, however fast it fires. */
const changedEveryMs = 250;
/** And a listing the more rarely the longer it is: a million names are read once in fifty seconds. */
const msPerName = 0.05;
/** The agenda does not grow with everything that was ever on screen. */
const keptQuestions = 5000;

export type ZnodeFollowerOptions = {
	readonly client: Reader & Pick<Client, 'state' | 'receiving'>;
	/** What is read. Stats wait for their turn; somebody waits for the rest. */
	readonly budget: ReadBudget;
	readonly now: () => number;
	readonly deliver: (arrival: ZnodeArrival | ProgressArrival) => void;
	/** There is something to follow again. */
	readonly wake: () => void;
};

export class ZnodeFollower {
	readonly #options: ZnodeFollowerOptions;
	readonly #agenda: Agenda;
	readonly #progress: ListingProgress;
	/** Which children were asked for last. */
	#parts: Interests['parts'] = new Map();
	#described: string | undefined;
	#statsInFlight = 0;
	#hasMoreStats = false;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: ZnodeFollowerOptions) {
		this.#options = options;
		this.#agenda = new Agenda(options.wake);
		this.#progress = new ListingProgress(options.client, options.deliver);
	}

	/** Asks what is wanted and not known, not in flight, or too old. */
	follow({open, parts, stats, often, once, described}: Interests): void {
		this.#describe(described);
		this.#choose(parts);
		if (this.#options.client.state().kind !== 'connected') {
			return;
		}

		const shown = described === undefined ? [] : [described];
		const watched: ReadonlyArray<readonly [ZnodeQuestion, string]> = [
			...open.map(path => ['children', path] as const),
			...shown.map(path => ['data', path] as const),
		];
		for (const [of, path] of watched.filter(question => this.#restOf(...question) <= 0)) {
			void this.#ask(of, path, true);
		}

		for (const path of shown.filter(path => this.#restOf('acl', path, statEveryMs) <= 0)) {
			void this.#ask('acl', path, false);
		}

		this.#askStats([
			...stats.filter(path => this.#restOf('stat', path, statEveryMs) <= 0),
			...often.filter(path => this.#restOf('stat', path, countEveryMs) <= 0),
			...once.filter(path => this.#restOf('stat', path) <= 0),
		]);
		this.#wakeIn(Math.min(...watched.map(question => this.#restOf(...question))));
		this.#prune([...open, ...stats, ...often, ...once, ...shown]);
	}

	/** Makes everything due again. */
	refresh(): void {
		this.#agenda.expireAll();
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#progress.close();
	}

	/** Who comes back to a card finds it empty: it is read again. */
	#describe(path: string | undefined): void {
		const left = this.#described;
		this.#described = path;
		if (left !== undefined && left !== path) {
			this.#agenda.expire(keyOf('data', left));
			this.#agenda.expire(keyOf('acl', left));
		}
	}

	/** Other children of the same znode are wanted: it is read again. */
	#choose(parts: Interests['parts']): void {
		const before = this.#parts;
		this.#parts = parts;
		for (const [path, part] of parts === before ? [] : parts) {
			if (before.get(path) !== part) {
				this.#agenda.expire(keyOf('children', path));
			}
		}
	}

	#askStats(due: readonly string[]): void {
		const paths = [...new Set(due)];
		const room = statsAtOnce - this.#statsInFlight;
		this.#hasMoreStats = paths.length > room;
		for (const path of paths.slice(0, room)) {
			void this.#askStat(path);
		}
	}

	async #askStat(path: string): Promise<void> {
		this.#statsInFlight += 1;
		const turn = this.#options.budget.turn();
		if (turn !== undefined) {
			this.#agenda.ask(keyOf('stat', path)); // or it would be asked again while it waits
			await turn;
		}

		await this.#ask('stat', path, false);
		this.#statsInFlight -= 1;
		if (this.#hasMoreStats) {
			this.#options.wake();
		}
	}

	async #ask(of: ZnodeQuestion, path: string, watched: boolean): Promise<void> {
		const {client, budget, now, deliver} = this.#options;
		if (of !== 'stat') {
			budget.spend();
		}

		const part: Part | undefined = of === 'children' ? this.#parts.get(path) : undefined;
		const watch = this.#agenda.ask(keyOf(of, path));
		if (part !== undefined) {
			this.#progress.asked(path);
		}

		const arrival = await probeZnode(of, {client, path, now, part, ...(watched ? {watch} : {})});
		this.#progress.ended(path);
		const known = arrival.answer.kind === 'fresh' ? (watched ? 'watched' : 'read') : undefined;
		this.#agenda.answer(keyOf(of, path), known, restAfter(arrival));
		deliver(arrival);
	}

	#restOf(of: ZnodeQuestion, path: string, everyMs?: number): number {
		return this.#agenda.restOf(keyOf(of, path), everyMs);
	}

	#wakeIn(ms: number): void {
		clearTimeout(this.#timer);
		// What became due while this was reckoned (none left, or less) is due at once, not in the next tick.
		if (ms < Infinity) {
			this.#timer = setTimeout(this.#options.wake, Math.max(0, ms));
		}
	}

	#prune(wanted: readonly string[]): void {
		if (this.#agenda.size > keptQuestions) {
			const kept = new Set(wanted);
			this.#agenda.prune(key => kept.has(key.slice(key.indexOf(' ') + 1)));
		}
	}
}

const keyOf = (of: ZnodeQuestion, path: string): string => `${of} ${path}`;

/** How long a question rests before it is asked again although it has changed or failed. */
const restAfter = ({of, answer}: ZnodeArrival): number => {
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
