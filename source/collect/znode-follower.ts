// Follows the znodes that are on screen: read once, then again when their watch fires or they have become old.
import type {Client, TreeEvent} from '../zookeeper/client.ts';
import {Agenda, changedEveryMs, restAfter, statEveryMs} from './agenda.ts';
import type {Interests} from './interests.ts';
import {probeZnode, type Reader, type ZnodeQuestion} from './probes/znodes.ts';
import type {ReadBudget} from './read-budget.ts';
import {ReadsInTurn} from './reads-in-turn.ts';
import {ListingProgress} from './listing/progress.ts';
import {ShownParts} from './listing/shown-parts.ts';
import {keyOf, LiveTree} from './live/live-tree.ts';
import type {FollowingArrival, Part, ProgressArrival, ZnodeArrival} from './sample.ts';

/** What counts is read again in every tick, but not more often. */
const countEveryMs = 900;
/** What somebody says of itself hardly ever changes. */
const contentEveryMs = 30_000;
/** In a storm of events more rarely. */
const stormEveryMs = 1000;
/** The agenda does not grow with everything that was ever on screen. */
const keptQuestions = 5000;

export type ZnodeFollowerOptions = {
	readonly client: Reader & Pick<Client, 'state' | 'receiving' | 'watchTree'>;
	/** By `srvr`; undefined until it told. */
	readonly versionOf: (server: string) => string | undefined;
	/** What is read. Stats and contents wait for their turn; somebody waits for the rest. */
	readonly budget: ReadBudget;
	/** Told of what a watch on an open subtree tells. */
	readonly heard?: (event: TreeEvent) => void;
	readonly now: () => number;
	/** `waits`: it may wait for the next tick; nobody does for it. */
	readonly deliver: (arrival: ZnodeArrival | ProgressArrival | FollowingArrival, waits?: boolean) => void;
	/** There is something to follow again. */
	readonly wake: () => void;
};

export class ZnodeFollower {
	readonly #options: ZnodeFollowerOptions;
	readonly #agenda: Agenda;
	readonly #progress: ListingProgress;
	readonly #inTurn: ReadsInTurn;
	readonly #live: LiveTree;
	readonly #shown = new ShownParts();
	/** Which children were asked for last. */
	#parts: Interests['parts'] = new Map();
	#unlisted: Interests['unlisted'];
	#described: string | undefined;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: ZnodeFollowerOptions) {
		this.#options = options;
		this.#agenda = new Agenda(options.wake);
		this.#progress = new ListingProgress(options.client, options.deliver);
		this.#inTurn = new ReadsInTurn({
			...options,
			reserve: (of, path) => {
				this.#agenda.ask(keyOf(of, path)); // or it would be asked again while it waits
			},
			ask: async (of, path) => this.#ask(of, path, false),
		});
		this.#live = new LiveTree({
			...options,
			eventsPerSecond: options.budget.perSecond,
			agenda: this.#agenda,
			deliver: arrival => {
				options.deliver(arrival, true);
			},
		});
	}

	/** Asks what is wanted and not known, not in flight, or too old. */
	follow(interests: Interests): void {
		const {open, live, parts, stats, often, once, contents, values, described} = interests;
		this.#describe(described);
		this.#choose(parts);
		this.#unlisted = interests.unlisted;
		this.#live.follow(live);
		this.#progress.keep(open);
		if (this.#options.client.state().kind !== 'connected') {
			return;
		}

		const shown = described === undefined ? [] : [described];
		const watched: ReadonlyArray<readonly [ZnodeQuestion, string]> = [
			...open.map(path => ['children', path] as const),
			...shown.map(path => ['data', path] as const),
		];
		for (const [of, path] of watched.filter(question => this.#restOfWatched(...question) <= 0)) {
			if (of === 'children' && this.#live.keeps(path)) {
				void this.#confirm(path);
			} else {
				this.#askNow(of, path, true);
			}
		}

		for (const path of shown.filter(path => this.#restOf('acl', path, statEveryMs) <= 0)) {
			this.#askNow('acl', path, false);
		}

		const due = [
			...stats.filter(path => this.#restOf('stat', path, statEveryMs) <= 0),
			...often.filter(path => this.#restOf('stat', path, countEveryMs) <= 0),
			...once.filter(path => this.#restOf('stat', path) <= 0),
		];
		const isUnread = (everyMs: number) => (path: string) =>
			path !== described && this.#restOf('data', path, everyMs) <= 0;
		const unread = [...contents.filter(isUnread(contentEveryMs)), ...values.filter(isUnread(statEveryMs))];
		this.#inTurn.ask([
			...[...new Set(due)].map(path => ['stat', path] as const),
			...[...new Set(unread)].map(path => ['data', path] as const),
		]);
		// Of those that were told to have changed: what merely grows old has time until the next tick.
		const told = [...stats, ...often].map(path => this.#restOf('stat', path)).filter(ms => ms > 0);
		this.#wakeIn(Math.min(...watched.map(question => this.#restOfWatched(...question)), ...told));
		this.#prune([...open, ...stats, ...often, ...once, ...contents, ...values, ...shown]);
	}

	/** Makes everything due again. */
	refresh(): void {
		this.#live.forgetAll();
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

		// What was read of it for its name has no watch.
		if (path !== undefined && left !== path) {
			this.#agenda.expireUnwatched(keyOf('data', path));
		}
	}

	/** Other children of the same znode are wanted: it is read again. */
	#choose(parts: Interests['parts']): void {
		const before = this.#parts;
		this.#parts = parts;
		this.#shown.keep(parts);
		for (const [path, part] of parts === before ? [] : parts) {
			if (before.get(path) !== part) {
				this.#live.forget(path);
				this.#agenda.expire(keyOf('children', path));
			}
		}
	}

	/** Asks what somebody waits for. */
	#askNow(of: ZnodeQuestion, path: string, watched: boolean): void {
		this.#options.budget.spend();
		void this.#ask(of, path, watched);
	}

	async #ask(of: ZnodeQuestion, path: string, watched: boolean): Promise<void> {
		const {client, now} = this.#options;
		const part: Part | undefined = of === 'children' ? this.#parts.get(path) : undefined;
		const isFirst = !this.#agenda.isKnown(keyOf(of, path));
		const watch = this.#agenda.ask(keyOf(of, path));
		this.#live.asked(of, path);
		const signal = part === undefined ? undefined : this.#progress.asked(path);
		const leaves = watched && this.#live.leavesWatch(of, path);
		const arrival = await probeZnode(of, {client, path, now, part, signal, ...(leaves ? {watch} : {})});
		this.#progress.ended(path);
		if (signal?.aborted === true) {
			this.#agenda.answer(keyOf(of, path), undefined, 0);
			return;
		}

		if (arrival.of === 'children' && arrival.answer.kind === 'fresh') {
			void this.#live.listed(path, arrival.answer.value);
		}

		this.#answered(arrival, watched, isFirst);
	}

	/** A long listing that watches keep true is not read again; what was told of it is put in. */
	async #confirm(path: string): Promise<void> {
		this.#options.budget.spend();
		this.#agenda.ask(keyOf('children', path));
		const arrival = await this.#live.confirmed(path, this.#parts.get(path));
		if (arrival === undefined) {
			this.#askNow('children', path, true);
		} else {
			this.#answered(arrival, true, false);
		}
	}

	/** What is known already and changes in a storm waits for the tick. */
	#answered(arrival: ZnodeArrival, watched: boolean, isFirst: boolean): void {
		const {of, path, answer} = arrival;
		const isUnwatchedCard = of === 'data' && !watched && path === this.#described;
		const known = answer.kind !== 'fresh' || isUnwatchedCard ? undefined : watched ? 'watched' : 'read';
		const isStorm = this.#live.isStorm;
		const restMs = of === 'children' && this.#live.keeps(path) ? changedEveryMs : restAfter(arrival);
		this.#agenda.answer(keyOf(of, path), known, isStorm ? Math.max(restMs, stormEveryMs) : restMs);
		this.#options.deliver(this.#shown.of(arrival), isStorm && !isFirst);
	}

	/** A listing that watches keep true is proved now and then: not all is told to everybody. So is one that nobody has. */
	#restOfWatched(of: ZnodeQuestion, path: string): number {
		const isDoubted =
			of === 'children' && (this.#live.keeps(path) || this.#unlisted?.includes(path) === true);
		return this.#restOf(of, path, isDoubted ? statEveryMs : undefined);
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
