// Long listings on their way: says how far they have come, and gives up what nobody wants any more. A server answers in order, so
// the reply that comes is that of the one asked for first.
import type {Client} from '../../zookeeper/client.ts';
import {ZooKeeperError} from '../../zookeeper/errors.ts';
import type {ProgressArrival} from '../sample.ts';

const everyMs = 100;
/** What is shorter has come before anybody could read how far it is. */
const leastBytes = 100_000;

export class ListingProgress {
	readonly #client: Pick<Client, 'receiving'>;
	readonly #deliver: (arrival: ProgressArrival) => void;
	readonly #paths: string[] = [];
	readonly #ends = new Map<string, AbortController>();
	#timer: NodeJS.Timeout | undefined;

	constructor(client: Pick<Client, 'receiving'>, deliver: (arrival: ProgressArrival) => void) {
		this.#client = client;
		this.#deliver = deliver;
	}

	/** A listing that may be long was asked for. The signal says when it is not wanted any more: what comes need not be read. */
	asked(path: string): AbortSignal {
		const end = new AbortController();
		this.#ends.set(path, end);
		this.#paths.push(path);
		this.#timer ??= setInterval(() => {
			this.#tell();
		}, everyMs);
		return end.signal;
	}

	/** Gives up those that are not among these. */
	keep(open: readonly string[]): void {
		for (const [path, end] of this.#ends) {
			if (!open.includes(path)) {
				end.abort(new ZooKeeperError('disconnected', `${path} is closed`));
			}
		}
	}

	/** It has come, or failed. */
	ended(path: string): void {
		this.#ends.delete(path);
		const at = this.#paths.indexOf(path);
		if (at !== -1) {
			this.#paths.splice(at, 1);
		}

		if (this.#paths.length === 0) {
			this.close();
		}
	}

	close(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	#tell(): void {
		const [path] = this.#paths;
		const receiving = this.#client.receiving();
		if (path !== undefined && receiving !== undefined && receiving.expectedBytes >= leastBytes) {
			this.#deliver({of: 'progress', path, ...receiving});
		}
	}
}
