// Which server is tried next, after what pause and for how long: round and round a shuffled list.
import type {Failure} from '../errors.ts';
import type {Host} from '../hosts.ts';

export type Attempt = {
	readonly host: Host;
	/** Pause before dialling. */
	readonly delayMs: number;
	/** From dialling to its answer to the connect request. */
	readonly deadlineMs: number;
	/** Whole rounds without success before this attempt. */
	readonly round: number;
};

export type Patience = {
	/** For one server in the first round; doubled with each round that brought nothing. */
	readonly connectDeadlineMs: number;
	/** It does not grow beyond this. */
	readonly longestDeadlineMs: number;
	/** Gives numbers in [0, 1). */
	readonly random?: () => number;
};

const firstPauseMs = 50;
const longestPauseMs = 1000;
const firstDenialMs = 5000;
const longestDenialMs = 60_000;

const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
	items
		.map(item => ({item, rank: random()}))
		.sort((a, b) => a.rank - b.rank)
		.map(({item}) => item);

export class HostRing {
	readonly #named: readonly Host[];
	#hosts: readonly Host[];
	readonly #patience: Patience;
	readonly #random: () => number;
	#next = 0;
	#failures = 0;
	#denials = 0;
	#penaltyMs = 0;

	/** `hosts` is not empty. */
	constructor(hosts: readonly Host[], patience: Patience) {
		this.#random = patience.random ?? Math.random;
		this.#named = shuffled(hosts, this.#random);
		this.#hosts = this.#named;
		this.#patience = patience;
	}

	/** How many servers there are to try. */
	get size(): number {
		return this.#hosts.length;
	}

	/** Other servers of the same ensemble, in place of those offered before: they are tried after the named ones. */
	offer(hosts: readonly Host[]): void {
		const names = new Set(this.#named.map(({name}) => name));
		this.#hosts = [...this.#named, ...hosts.filter(({name}) => !names.has(name))];
	}

	/** Attempts that failed since the last success. */
	get failures(): number {
		return this.#failures;
	}

	/** The pause before the next server, where our credentials were rejected by the last; else 0. */
	get penaltyMs(): number {
		return this.#penaltyMs;
	}

	/** The next server. Only the first of a round is waited for: 25–50 ms, doubled with each round, 1 s at most. */
	next(): Attempt {
		const host = this.#hosts[this.#next % this.size];
		if (host === undefined) {
			throw new RangeError('no server to connect to');
		}

		this.#next += 1;
		const round = Math.floor(this.#failures / this.size);
		return {host, round, delayMs: this.#delayMs(round), deadlineMs: this.#deadlineMs(round)};
	}

	failed(): void {
		this.#failures += 1;
	}

	succeeded(): void {
		this.#denials = 0;
		this.#failures = 0;
	}

	/** The server lives, only our session does not: it is asked for another. One that refuses even a new session has failed. */
	expired(wasNew: boolean): void {
		if (wasNew) {
			this.#failures += 1;
		} else {
			this.#next += this.size - 1;
		}
	}

	/**
	 * Why a connection ended. Rejected credentials will be so everywhere: a long pause comes before the next server, 5 s, doubled
	 * each time, 60 s at most.
	 */
	endedBy({kind}: Failure): void {
		if (kind === 'no-auth') {
			const pauseMs = Math.min(firstDenialMs * 2 ** this.#denials, longestDenialMs);
			this.#denials += 1;
			this.#penaltyMs = pauseMs * (0.8 + this.#random() / 5);
		}
	}

	#delayMs(round: number): number {
		const penaltyMs = this.#penaltyMs;
		this.#penaltyMs = 0;
		return Math.max(penaltyMs, this.#pauseMs(round));
	}

	#pauseMs(round: number): number {
		const startsRound = this.#failures > 0 && this.#failures % this.size === 0;
		const pauseMs = Math.min(firstPauseMs * 2 ** (round - 1), longestPauseMs);
		return startsRound ? pauseMs * (0.5 + this.#random() / 2) : 0;
	}

	#deadlineMs(round: number): number {
		const {connectDeadlineMs, longestDeadlineMs} = this.#patience;
		return Math.min(connectDeadlineMs * 2 ** round, Math.max(connectDeadlineMs, longestDeadlineMs));
	}
}
