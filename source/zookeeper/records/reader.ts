// Reads jute records, of a client's requests or of a server's answers. (zookeeper.jute, big endian)
import type {Acl, Stat} from '../stat.ts';
import {formatId} from '../ids.ts';

const none = formatId(0n);

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

	acl(): readonly Acl[] {
		return this.list(() => ({permissions: this.int(), scheme: this.text(), id: this.text()}));
	}

	stat(): Stat {
		const [czxid, mzxid, ctime, mtime] = [this.long(), this.long(), this.long(), this.long()];
		const [version, cversion, aversion] = [this.int(), this.int(), this.int()];
		const owner = formatId(this.long());
		return {
			czxid: formatId(czxid),
			mzxid: formatId(mzxid),
			ctime: Number(ctime),
			mtime: Number(mtime),
			version,
			cversion,
			aversion,
			ephemeralOwner: owner === none ? undefined : owner,
			dataBytes: this.int(),
			children: this.int(),
			pzxid: formatId(this.long()),
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
