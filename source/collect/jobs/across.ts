// A subtree here and one elsewhere, on another ensemble: what only one of them has, and whose data differ. Transactions of two ensembles
// cannot be compared, so that data of the same size are read.
import {setTimeout as pause} from 'node:timers/promises';
import type {Client} from '../../zookeeper/client.ts';
import {failureOf, passing, type Failure} from '../../zookeeper/errors.ts';
import type {Stat} from '../../zookeeper/stat.ts';
import type {ReadBudget} from '../read-budget.ts';
import {AcrossCount, type Found, type Pair, type Side} from './across-count.ts';
import type {Progress} from './job.ts';
import {retryMs, Walk} from './walk.ts';

export type Place = {
	readonly client: Pick<Client, 'listing' | 'data'>;
	readonly budget: Pick<ReadBudget, 'turn'>;
	/** The subtree. */
	readonly root: string;
};

/** How many could not be read, and the first of them with its reason. */
export type Failed = Pick<Progress, 'failed' | 'failure'>;

type Content = {readonly data: Uint8Array | undefined; readonly stat: Stat};

/** Data in flight at once, of both sides: a mebibyte each at the worst. */
const window = 32;

const noneFailed: Failed = {failed: 0, failure: undefined};

export class Across {
	readonly #places: Readonly<Record<Side, Place>>;
	readonly #count = new AcrossCount();
	readonly #walks: Readonly<Record<Side, Walk<string>>>;
	readonly #failed: Record<Side, Failed> = {here: noneFailed, there: noneFailed};
	/** Below the roots: what is there and could not be read. */
	readonly #unread = {here: new Set<string>(), there: new Set<string>()};
	/** Of both sides; also those that could not be read. */
	#values = 0;
	#isRead = false;
	#isOver = false;

	constructor(places: Readonly<Record<Side, Place>>) {
		this.#places = places;
		this.#walks = {here: this.#walkOf('here'), there: this.#walkOf('there')};
	}

	/** Znodes and values that were read on both sides. */
	get read(): number {
		return this.#walks.here.progress.read + this.#walks.there.progress.read + this.#values;
	}

	/** Znodes and values that are known to come. */
	get left(): number {
		return this.#walks.here.progress.left + this.#walks.there.progress.left + 2 * this.#count.open;
	}

	/** What could not be read: of no such path it is said neither that it is the same nor that it is not. */
	get failed(): Readonly<Record<Side, Failed>> {
		return this.#failed;
	}

	/** Resolves when all is compared (true) or it was stopped (false). */
	async run(): Promise<boolean> {
		const ends = await Promise.all([this.#walks.here.run(), this.#walks.there.run()]);
		if (!ends.every(Boolean)) {
			return false;
		}

		this.#isRead = true;
		const pairs = this.#count.undecided();
		await Promise.all(Array.from({length: window}, async () => this.#compareAll(pairs)));
		return !this.#isOver;
	}

	/** Asks for nothing more. */
	stop(): void {
		this.#isOver = true;
		this.#walks.here.pause();
		this.#walks.there.pause();
	}

	/** So far; what only one side has is known when both were read whole. */
	told(): Found {
		return this.#count.told(this.#isRead, this.#unread);
	}

	#walkOf(side: Side): Walk<string> {
		return new Walk({
			...this.#places[side],
			visit: (path, stat) => this.#count.met(side, this.#belowOf(side, path), stat),
			fail: (path, failure) => {
				this.#fail(side, path, failure);
				// A side without a root has nothing: all of the other one is there alone.
				if (failure.kind !== 'no-node') {
					this.#unread[side].add(this.#belowOf(side, path));
				}
			},
		});
	}

	#fail(side: Side, path: string, reason: Failure): void {
		const {failed, failure = {...reason, path}} = this.#failed[side];
		this.#failed[side] = {failed: failed + 1, failure};
	}

	/** What the path is called below its root; the root itself is empty. */
	#belowOf(side: Side, path: string): string {
		const {root} = this.#places[side];
		return root === '/' ? (path === '/' ? '' : path) : path.slice(root.length);
	}

	async #compareAll(pairs: Iterator<Pair>): Promise<void> {
		for (let next = pairs.next(); next.done !== true && !this.#isOver; next = pairs.next()) {
			const pair = next.value;
			const [here, there] = await Promise.all([this.#data('here', pair), this.#data('there', pair)]);
			if (here !== undefined && there !== undefined) {
				this.#count.judged(pair, {here: here.stat, there: there.stat}, isSame(here.data, there.data));
			}
		}
	}

	/** Undefined: it cannot be read, is gone meanwhile, or nothing is asked for any more. */
	async #data(side: Side, {below}: Pair): Promise<Content | undefined> {
		const {root} = this.#places[side];
		const path = root === '/' ? below || '/' : root + below;
		while (!this.#isOver) {
			const answer = await this.#ask(side, path);
			if (!('stat' in answer) && passing.has(answer.kind)) {
				await pause(retryMs);
				continue;
			}

			this.#values += 1;
			if ('stat' in answer) {
				return answer;
			}

			if (answer.kind !== 'no-node') {
				this.#fail(side, path, answer);
			}

			break;
		}

		return undefined;
	}

	async #ask(side: Side, path: string): Promise<Content | Failure> {
		const {client, budget} = this.#places[side];
		await budget.turn();
		try {
			return await client.data(path);
		} catch (error) {
			const failure = failureOf(error);
			if (failure === undefined) {
				throw error;
			}

			return failure;
		}
	}
}

const isSame = (left: Uint8Array | undefined, right: Uint8Array | undefined): boolean =>
	left === undefined || right === undefined ? left === right : Buffer.compare(left, right) === 0;
