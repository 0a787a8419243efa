// All that is read over our one session: the znodes somebody wants, the ensemble's configuration, and whom the server takes us for;
// within the budget.
import type {Client, ClientState} from '../zookeeper/client.ts';
import {parentOf} from '../zookeeper/paths.ts';
import {ConfigFollower} from './config-follower.ts';
import type {Interests} from './interests.ts';
import type {JobArrival} from './jobs/job.ts';
import {Jobs} from './jobs/jobs.ts';
import {ReadTally} from './jobs/read-tally.ts';
import {ReadBudget} from './read-budget.ts';
import {IdentityAsker} from './probes/identity-asker.ts';
import type {
	ConfigArrival,
	FollowingArrival,
	IdentitiesArrival,
	ProgressArrival,
	ReadsArrival,
	WordArrival,
	ZnodeArrival,
} from './sample.ts';
import {Sorter} from './sorting/sorter.ts';
import type {SortedArrival} from './sorting/sorting.ts';
import {throttled} from './throttled.ts';
import {ZnodeFollower} from './znode-follower.ts';

export type SessionReaderOptions = {
	readonly client: Client;
	/** Reads that nobody waits for; undefined: the default. */
	readonly readsPerSecond: number | undefined;
	readonly now: () => number;
	/** `waits`: it may wait for the next tick; nobody does for it. */
	readonly deliver: (
		arrival:
			| JobArrival
			| ReadsArrival
			| ZnodeArrival
			| ProgressArrival
			| FollowingArrival
			| SortedArrival
			| ConfigArrival
			| IdentitiesArrival,
		waits?: boolean,
	) => void;
	readonly signal: AbortSignal;
};

const frameMs = 16;

export class SessionReader {
	readonly #client: Client;
	readonly #budget: ReadBudget;
	readonly #znodes: ZnodeFollower;
	readonly #config: ConfigFollower;
	readonly #identities: IdentityAsker;
	readonly #jobs: Jobs;
	readonly #tally: ReadTally;
	readonly #sorter: Sorter;
	/** The server that our session was on last. */
	#last: string | undefined;
	readonly #follow: () => void;
	#interests: Interests | undefined;

	constructor({client, readsPerSecond, now, deliver, signal}: SessionReaderOptions) {
		this.#client = client;
		this.#budget = new ReadBudget(readsPerSecond);
		this.#config = new ConfigFollower({client, now, deliver});
		this.#identities = new IdentityAsker({client, now, deliver});
		this.#tally = new ReadTally({
			client,
			now,
			deliver: arrival => {
				deliver(arrival, true);
			},
		});
		this.#jobs = new Jobs({client: this.#tally.client, budget: this.#budget, deliver});
		const wake = (): void => {
			this.#follow();
		};
		const versionOf = this.#identities.versionOf.bind(this.#identities);
		this.#sorter = new Sorter({client: this.#tally.client, budget: this.#budget, deliver});
		this.#znodes = new ZnodeFollower({
			...{client, versionOf, budget: this.#budget, now, wake},
			heard: ({kind, path}) => {
				this.#sorter.changed(kind === 'data-changed' ? path : parentOf(path));
			},
			deliver: (arrival, waits) => {
				if (arrival.of === 'stat' && arrival.answer.kind === 'fresh') {
					this.#sorter.note(arrival.path, arrival.answer.value);
				}

				deliver(arrival, waits);
			},
		});
		this.#follow = throttled(
			() => {
				if (this.#interests !== undefined) {
					this.#znodes.follow(this.#interests);
				}
			},
			frameMs,
			signal,
		);
	}

	/** Reads what is wanted and not known; within a frame. */
	follow(interests: Interests): void {
		this.#interests = interests;
		this.#follow();
		this.#jobs.follow(interests.jobs);
		this.#sorter.follow(interests.sorts);
		this.#followIdentities(interests);
	}

	#followIdentities(interests: Interests | undefined): void {
		this.#identities.follow(interests?.sources === true || interests?.identities === true);
	}

	/** Learns of a server what questions over the session depend on. */
	note(arrival: WordArrival): void {
		this.#identities.note(arrival);
	}

	/** The server our session is on, by its name. */
	get server(): string | undefined {
		const state = this.#client.state();
		return state.kind === 'connected' ? state.server.name : undefined;
	}

	/**
	 * Our session came to another state. What it has lost with an expired one, it was told itself. Gives the server that it was on
	 * before, when it is on one again.
	 */
	changed(state: ClientState): string | undefined {
		if (state.kind !== 'connected') {
			return undefined;
		}

		const last = this.#last;
		this.#last = state.server.name;
		this.#follow();
		this.#config.follow();
		this.#followIdentities(this.#interests);
		return last;
	}

	/** Uses this share of the budget from now on. */
	slowTo(factor: number): void {
		this.#budget.slowTo(factor);
	}

	/** Our session may go to these servers too. */
	offer(found: Interests['found']): void {
		this.#client.offer(found.filter(({serves}) => serves));
	}

	/** Makes everything due again. */
	refresh(): void {
		this.#znodes.refresh();
	}

	close(): void {
		this.#znodes.close();
		this.#jobs.close();
		this.#tally.close();
		this.#sorter.close();
		this.#config.close();
		this.#budget.close();
	}
}
