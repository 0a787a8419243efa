// Says how far long listings have come: a server answers in order, so the reply on its way is that of the one asked for first.
import type {Client} from '../../zookeeper/client.ts';
import type {ProgressArrival} from '../sample.ts';

const everyMs = 100;
/** What is shorter has come before anybody could read how far it is. */
const leastBytes = 100_000;

export class ListingProgress {
	readonly #client: Pick<Client, 'receiving'>;
	readonly #deliver: (arrival: ProgressArrival) => void;
	readonly #paths: string[] = [];
	#timer: NodeJS.Timeout | undefined;

	constructor(client: Pick<Client, 'receiving'>, deliver: (arrival: ProgressArrival) => void) {
		this.#client = client;
		this.#deliver = deliver;
	}

	/** A listing that may be long was asked for. */
	asked(path: string): void {
		this.#paths.push(path);
		this.#timer ??= setInterval(() => {
			this.#tell();
		}, everyMs);
	}

	/** It has come, or failed. */
	ended(path: string): void {
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
