// Which ensemble the screen is connected to: opens another, and ends the one before in the background.
import type {Interests} from '../collect/interests.ts';
import type {Contexts, Options} from '../options.ts';
import type {Store} from '../store/store.ts';
import {contextList} from './context-list.ts';
import {createFeed, openingOf, type Feed} from './feed.ts';

/** Asks for a secret on the terminal; empty when the user would not say. */
export type Ask = (question: string) => Promise<string>;

export type SwitchboardOptions = {
	/** The ensemble of the command line. */
	readonly first: Options;
	readonly contexts: Contexts;
	readonly store: Store;
};

export class Switchboard {
	readonly #options: SwitchboardOptions;
	readonly #endings = new Set<Promise<void>>();
	#feed: Feed;
	/** What was asked for last: of two that are on their way the later one is meant. */
	#wish: symbol | undefined;

	constructor(options: SwitchboardOptions) {
		this.#options = options;
		this.#feed = createFeed(options.first, options.store);
	}

	/** Connects to the first ensemble. */
	start(): void {
		this.#feed.start();
	}

	/** Says what is on screen now. */
	want(interests: Interests): void {
		this.#feed.want(interests);
	}

	/** Asks everything again now. */
	refresh(): void {
		this.#feed.refresh();
	}

	/** Asks all servers once who watches what. */
	askWatchers(): void {
		this.#feed.askWatchers();
	}

	/** Opens the ensemble that is called so; what is in the way is said, and the one on screen stays. */
	async open(name: string, ask: Ask): Promise<void> {
		const wish = Symbol(name);
		this.#wish = wish;
		// Nobody is asked for the secret of an ensemble that is not wanted any more.
		const found = await this.#find(name, async question => (this.#wish === wish ? ask(question) : ''));
		if (this.#wish !== wish) {
			return;
		}

		if (found.kind === 'fault') {
			this.#say(found.message);
			return;
		}

		this.#change(found.options);
		if (found.warnings.length > 0) {
			this.#say(found.warnings.join('\n'));
		}
	}

	/** Tells the store which contexts there are. */
	async readContexts(): Promise<void> {
		const {contexts, store} = this.#options;
		const {sound} = await contexts.names();
		store.dispatch({type: 'contexts-read', names: sound});
	}

	/** Says which contexts there are, and which ensemble is open. */
	async tellContexts(): Promise<void> {
		const {contexts, store} = this.#options;
		this.#say(contextList(await contexts.names(), store.getState().target.name));
	}

	/** Ends all that was opened; resolves when it has ended, which is bounded. */
	async end(): Promise<void> {
		this.#wish = undefined;
		await Promise.all([this.#feed.end(), ...this.#endings]);
	}

	/** What was spelled out on the command line is in no file, and its secrets have been asked for. */
	async #find(name: string, ask: Ask): ReturnType<Contexts['find']> {
		const {first, contexts} = this.#options;
		return name === first.name && first.context === undefined
			? {kind: 'found', options: first, warnings: []}
			: contexts.find(name, ask);
	}

	/** Waits for nothing: the session that is left may belong to a server that does not answer. */
	#change(options: Options): void {
		const {store} = this.#options;
		const ending = this.#feed.end().finally(() => this.#endings.delete(ending));
		this.#endings.add(ending);
		this.#feed = createFeed(options, store);
		store.dispatch({type: 'ensemble-opened', opening: openingOf(options)});
		this.#feed.start();
	}

	#say(text: string): void {
		this.#options.store.dispatch({type: 'noticed', text: text.replaceAll('\n', '; '), at: Date.now()});
	}
}
