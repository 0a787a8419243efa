// Writes jute records that node-zookeeper-client has none for, and the answers of a server. (zookeeper.jute, big endian)
import type {Acl, Stat} from '../stat.ts';

/** A Stat with its ids as numbers; 0 owns what is not ephemeral. */
export type StatRecord = Omit<Stat, 'czxid' | 'mzxid' | 'pzxid' | 'ephemeralOwner'> & {
	readonly czxid: number;
	readonly mzxid: number;
	readonly pzxid: number;
	readonly owner: bigint;
};

const prefixBytes = 4;

/** Writes one value behind another; the package takes it for a record. */
export class Writer {
	#bytes = Buffer.allocUnsafe(256);
	#end = prefixBytes;

	int(value: number): this {
		this.#end = this.#room(4).writeInt32BE(value, this.#end);
		return this;
	}

	/** Zxids may be numbers where their epoch stays far below 2^21. */
	long(value: number | bigint): this {
		this.#end = this.#room(8).writeBigInt64BE(BigInt.asIntN(64, BigInt(value)), this.#end);
		return this;
	}

	boolean(value: boolean): this {
		this.#end = this.#room(1).writeUInt8(value ? 1 : 0, this.#end);
		return this;
	}

	/** Undefined: null. */
	buffer(value: Buffer | undefined): this {
		this.int(value?.length ?? -1);
		if (value !== undefined) {
			this.#room(value.length).set(value, this.#end);
			this.#end += value.length;
		}

		return this;
	}

	text(value: string): this {
		return this.buffer(Buffer.from(value));
	}

	/** A vector, each of its items written by `write`. */
	list<T>(items: readonly T[], write: (item: T) => unknown): this {
		this.int(items.length);
		items.forEach(write);
		return this;
	}

	texts(values: readonly string[]): this {
		return this.list(values, value => this.text(value));
	}

	acl(entries: readonly Acl[]): this {
		return this.list(entries, ({permissions, scheme, id}) => this.int(permissions).text(scheme).text(id));
	}

	/** 68 bytes. */
	stat(it: StatRecord): this {
		this.long(it.czxid).long(it.mzxid).long(it.ctime).long(it.mtime);
		this.int(it.version).int(it.cversion).int(it.aversion).long(it.owner);
		return this.int(it.dataBytes).int(it.children).long(it.pzxid);
	}

	/** Bytes so far, without the length before them. */
	byteLength(): number {
		return this.#end - prefixBytes;
	}

	/** Puts them into another buffer; gives how many they are. */
	serialize(buffer: Buffer, offset: number): number {
		return this.#bytes.copy(buffer, offset, prefixBytes, this.#end);
	}

	/** All that was written, behind its length. */
	frame(): Buffer {
		this.#bytes.writeInt32BE(this.byteLength(), 0);
		return this.#bytes.subarray(0, this.#end);
	}

	#room(bytes: number): Buffer {
		if (this.#end + bytes > this.#bytes.length) {
			const wider = Buffer.allocUnsafe(2 * (this.#end + bytes));
			this.#bytes.copy(wider, 0, 0, this.#end);
			this.#bytes = wider;
		}

		return this.#bytes;
	}
}
