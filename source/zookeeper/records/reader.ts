// Reads jute records that node-zookeeper-client has none for, and the requests that a server gets. (zookeeper.jute, big endian)
import type {Id} from '../ids.ts';
import type {Acl, Stat} from '../stat.ts';

const none: Id = '0x0';

/** Reads one value after another; each throws a RangeError where the bytes end before it does. */
export class Reader {
	readonly #frame: Buffer;
	#at: number;

	constructor(frame: Buffer, at = 0) {
		this.#frame = frame;
		this.#at = at;
	}

	boolean(): boolean {
		return this.#frame.readInt8(this.#skip(1)) !== 0;
	}

	int(): number {
		return this.#frame.readInt32BE(this.#skip(4));
	}

	long(): bigint {
		return this.#frame.readBigUInt64BE(this.#skip(8));
	}

	/** A ustring; null counts as empty. */
	text(): string {
		const length = Math.max(this.int(), 0);
		const start = this.#skip(length);
		return this.#frame.toString('utf8', start, start + length);
	}

	/** A buffer; undefined for null. */
	bytes(): Buffer | undefined {
		const length = this.int();
		const start = this.#skip(Math.max(length, 0));
		return length < 0 ? undefined : this.#frame.subarray(start, start + length);
	}

	/** A vector, each of its items read by `read`; null counts as empty. */
	list<T>(read: () => T): readonly T[] {
		const items: T[] = [];
		for (let left = this.int(); left > 0; left--) {
			items.push(read());
		}

		return items;
	}

	texts(): readonly string[] {
		return this.list(() => this.text());
	}

	acl(): readonly Acl[] {
		return this.list(() => ({permissions: this.int(), scheme: this.text(), id: this.text()}));
	}

	/** A long in canonical form; without a bigint, for there may be a million. */
	id(): Id {
		const at = this.#skip(8);
		const [high, low] = [this.#frame.readUInt32BE(at), this.#frame.readUInt32BE(at + 4)];
		return high === 0
			? `0x${low.toString(16)}`
			: `0x${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
	}

	/** A moment as ms; exact for 280,000 years. */
	time(): number {
		const at = this.#skip(8);
		return this.#frame.readInt32BE(at) * 2 ** 32 + this.#frame.readUInt32BE(at + 4);
	}

	stat(): Stat {
		const [czxid, mzxid, ctime, mtime] = [this.id(), this.id(), this.time(), this.time()];
		const [version, cversion, aversion] = [this.int(), this.int(), this.int()];
		const owner = this.id();
		return {
			czxid,
			mzxid,
			ctime,
			mtime,
			version,
			cversion,
			aversion,
			ephemeralOwner: owner === none ? undefined : owner,
			dataBytes: this.int(),
			children: this.int(),
			pzxid: this.id(),
		};
	}

	#skip(bytes: number): number {
		const start = this.#at;
		if (start + bytes > this.#frame.length) {
			throw new RangeError(`the bytes end before a record does`);
		}

		this.#at += bytes;
		return start;
	}
}

/** Whether `read` finds all it wants in the frame from `at` on. */
export const fits = (frame: Buffer, at: number, read: (reader: Reader) => unknown): boolean => {
	try {
		read(new Reader(frame, at));
		return true;
	} catch (error) {
		if (error instanceof RangeError) {
			return false;
		}

		throw error;
	}
};
