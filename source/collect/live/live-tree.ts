// What watches on whole subtrees tell: who is asked again because of it, and long listings that are not.
import type {Client, TreeEvent} from '../../zookeeper/client.ts';
import {baseName, parentOf} from '../../zookeeper/paths.ts';
import type {Agenda} from '../agenda.ts';
import {answerOf} from '../answer.ts';
import type {ZnodeQuestion} from '../probes/znodes.ts';
import type {FollowingArrival, Listing, Part, ZnodeArrival} from '../sample.ts';
import {LiveListing} from './live-listing.ts';
import {Subtrees} from './subtrees.ts';

/** Fewer names are read again as soon as they are told: that takes one packet, and brings the parent's Stat along. */
const longFrom = 2000;
/** From so many events in a second on, what they bring waits for the tick. */
export const stormPerSecond = 100;

export type LiveTreeOptions = {
	readonly client: Pick<Client, 'state' | 'watchTree' | 'exists'>;
	readonly versionOf: (server: string) => string | undefined;
	readonly eventsPerSecond: number;
	readonly agenda: Agenda;
	readonly now: () => number;
	readonly deliver: (arrival: FollowingArrival) => void;
	readonly heard?: (event: TreeEvent) => void;
};

export const keyOf = (of: ZnodeQuestion, path: string): string => `${of} ${path}`;

export class LiveTree {
	readonly #options: LiveTreeOptions;
	readonly #subtrees: Subtrees;
	readonly #listings = new Map<string, LiveListing>();
	readonly #long = new Set<string>();
	/** Not all of their children are told of. */
	readonly #untold = new Set<string>();
	#reads = 0;
	#told: Subtrees['told'];

	constructor(options: LiveTreeOptions) {
		const {client, versionOf, eventsPerSecond, agenda} = options;
		this.#options = options;
		this.#subtrees = new Subtrees({
			client,
			versionOf,
			eventsPerSecond,
			heard: this.#heard.bind(this),
			isKnown: path => agenda.isKnown(keyOf('children', path)) || agenda.isKnown(keyOf('data', path)),
			doubt: this.#doubt.bind(this),
		});
		this.#told = this.#subtrees.told;
	}

	/** More is told than can be shown at once. */
	get isStorm(): boolean {
		return this.#told.eventsPerSecond >= stormPerSecond;
	}

	/** Watches what is open; says once a second what that brings. */
	follow(open: readonly string[]): void {
		this.#subtrees.follow(open);
		const {told} = this.#subtrees;
		if (told !== this.#told) {
			const wasQuiet = this.#told.eventsPerSecond === 0 && this.#told.left.length === 0;
			this.#told = told;
			if (!wasQuiet || told.eventsPerSecond > 0 || told.left.length > 0) {
				this.#options.deliver({of: 'following', ...told, readsPerSecond: this.#reads});
			}

			this.#reads = 0;
		}
	}

	/** Whether a watch of its own may be left where this is asked. */
	leavesWatch(of: ZnodeQuestion, path: string): boolean {
		return of === 'children' || !this.#subtrees.watches(path);
	}

	/** A question leaves. */
	asked(of: ZnodeQuestion, path: string): void {
		this.#reads += 1;
		if (of === 'children') {
			this.forget(path);
			if (this.#subtrees.covers(path) && !this.#untold.has(path)) {
				this.#listings.set(path, new LiveListing());
			}
		}
	}

	/** All children were listed: of a long list the changes are told from now on. */
	async listed(path: string, {names, bytes}: Listing): Promise<void> {
		const listing = this.#listings.get(path);
		if (listing === undefined || names.length < longFrom || bytes === undefined) {
			this.forget(path);
			return;
		}

		await listing.listed(names, bytes);
		if (this.#listings.get(path) === listing) {
			this.#long.add(path);
		}
	}

	/** Whether its names are known to be true but for what was told since. */
	keeps(path: string): boolean {
		return this.#long.has(path);
	}

	/**
	 * The listing as it is now, and the parent's Stat, which proves it: it counts the children. Undefined where they have to be
	 * listed, and are followed by a one-shot watch from then on: a server does not tell of children that we must not read.
	 */
	async confirmed(path: string, part: Part = 'all'): Promise<ZnodeArrival | undefined> {
		const {client, now} = this.#options;
		const listing = this.#listings.get(path);
		const before = listing?.count;
		this.#reads += 1;
		const answer = await answerOf(async () => client.exists(path), now);
		const stat = answer.kind === 'fresh' ? answer.value : undefined;
		const applied = this.#listings.get(path) === listing ? listing?.apply() : undefined;
		const wasTold = listing?.count !== before; // then the Stat may be older or newer than the names
		if (stat === undefined || applied === undefined) {
			this.forget(path);
			return undefined;
		}

		if (!wasTold && stat.children !== applied.names.length) {
			this.#untold.add(path);
			this.forget(path);
			return undefined;
		}

		return {of: 'children', path, answer: {kind: 'fresh', value: {...applied, stat, part}, at: now()}};
	}

	/** Nothing is taken for true without asking. */
	forgetAll(): void {
		this.#listings.clear();
		this.#long.clear();
		this.#untold.clear();
	}

	/** This one has to be listed. */
	forget(path: string): void {
		this.#listings.delete(path);
		this.#long.delete(path);
	}

	#heard(event: TreeEvent): void {
		const {agenda, heard} = this.#options;
		const {kind, path} = event;
		heard?.(event);
		if (kind === 'data-changed') {
			agenda.changed(keyOf('data', path));
			agenda.changed(keyOf('stat', path));
			return;
		}

		const parent = parentOf(path);
		const listing = this.#listings.get(parent);
		agenda.changed(keyOf('stat', parent));
		if (listing !== undefined) {
			listing.note(baseName(path), kind === 'created');
			agenda.changed(keyOf('children', parent));
		}
	}

	#doubt(root: string): void {
		const {agenda} = this.#options;
		agenda.expire(keyOf('data', root));
		for (const path of new Set([root, ...this.#listings.keys()])) {
			if (path === root || !this.#subtrees.covers(path)) {
				this.forget(path);
				agenda.expire(keyOf('children', path));
			}
		}
	}
}
