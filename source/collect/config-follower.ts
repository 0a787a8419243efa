// Follows `/zookeeper/config` over our session: read once, and again when its watch says that the ensemble was reconfigured.
import type {Client} from '../zookeeper/client.ts';
import {readConfig} from '../zookeeper/config.ts';
import {answerOf} from './answer.ts';
import type {ConfigArrival} from './sample.ts';

/** ZooDefs.CONFIG_NODE; the chroot does not move it. There since 3.5. */
const path = '/zookeeper/config';
/** Until a read that failed is tried again, ms. */
const patienceMs = 5000;

export type ConfigFollowerOptions = {
	readonly client: Pick<Client, 'data' | 'state'>;
	readonly now: () => number;
	readonly deliver: (arrival: ConfigArrival) => void;
};

export class ConfigFollower {
	readonly #options: ConfigFollowerOptions;
	#state: 'wanted' | 'asking' | 'known' = 'wanted';
	#retry: NodeJS.Timeout | undefined;

	constructor(options: ConfigFollowerOptions) {
		this.#options = options;
	}

	/** Reads it if it is not known; call it when the session is there. */
	follow(): void {
		if (this.#state === 'wanted' && this.#options.client.state().kind === 'connected') {
			clearTimeout(this.#retry);
			this.#state = 'asking';
			void this.#read();
		}
	}

	close(): void {
		clearTimeout(this.#retry);
	}

	async #read(): Promise<void> {
		const {client, now, deliver} = this.#options;
		const watch = (): void => {
			this.#state = 'wanted';
			this.follow();
		};
		const answer = await answerOf(async () => {
			const {data} = await client.data(path, {watch});
			return readConfig(data?.toString('utf8') ?? '');
		}, now);
		if (this.#state === 'asking') {
			this.#state = answer.kind === 'fresh' ? 'known' : 'wanted';
		}

		if (answer.kind !== 'fresh') {
			this.#retry = setTimeout(() => {
				this.follow();
			}, patienceMs);
		}

		deliver({of: 'config', answer});
	}
}
