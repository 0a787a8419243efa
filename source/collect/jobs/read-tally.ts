// What jobs and sorts read of the tree, by the topmost znode that it lies below: servers count it among the reads of all clients.
import type {Client} from '../../zookeeper/client.ts';
import type {ReadsArrival} from '../sample.ts';

type Readable = Pick<Client, 'listing' | 'data' | 'exists'>;

export type ReadTallyOptions = {
	readonly client: Readable;
	/** Our clock, epoch ms. */
	readonly now: () => number;
	/** Hears some times a second what was read since it heard last. */
	readonly deliver: (arrival: ReadsArrival) => void;
};

const everyMs = 100;

export class ReadTally {
	/** Reads as the client does, and counts it. */
	readonly client: Readable;
	readonly #options: ReadTallyOptions;
	#counts = new Map<string, {reads: number; bytes: number}>();
	#since = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: ReadTallyOptions) {
		const {client} = options;
		this.#options = options;
		this.client = {
			listing: async (...asked) => {
				const listing = await client.listing(...asked);
				this.#note(asked[0], listing.names.bytes);
				return listing;
			},
			data: async (...asked) => {
				const content = await client.data(...asked);
				this.#note(asked[0], content.data?.length ?? 0);
				return content;
			},
			exists: async (...asked) => {
				const stat = await client.exists(...asked);
				if (stat !== undefined) {
					this.#note(asked[0], 0);
				}

				return stat;
			},
		};
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	#note(path: string, dataBytes: number): void {
		if (this.#timer === undefined) {
			this.#since = this.#options.now();
			this.#timer = setTimeout(this.#tell.bind(this), everyMs);
		}

		const top = topOf(path);
		const count = this.#counts.get(top) ?? {reads: 0, bytes: 0};
		this.#counts.set(top, count);
		count.reads += 1;
		count.bytes += Buffer.byteLength(path) + dataBytes;
	}

	#tell(): void {
		const {now, deliver} = this.#options;
		const [since, at, counts] = [this.#since, now(), this.#counts];
		this.#counts = new Map();
		this.#timer = undefined;
		for (const [path, {reads, bytes}] of counts) {
			deliver({of: 'reads', path, reads, bytes, since, at});
		}
	}
}

const topOf = (path: string): string => {
	const end = path.indexOf('/', 1);
	return end === -1 ? path : path.slice(0, end);
};
