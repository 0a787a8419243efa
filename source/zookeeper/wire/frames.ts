// Cuts a stream of bytes into frames: `int32 length, length bytes`, big endian. Linear in bytes, whatever the chunks.

const prefixBytes = 4;

export class Frames {
	#chunks: Buffer[] = [];
	/** Bytes of the first chunk that are taken. */
	#at = 0;
	#bytes = 0;

	/** Takes what the socket brought; keeps the chunk, does not copy it. */
	push(chunk: Buffer): void {
		if (chunk.length > 0) {
			this.#chunks.push(chunk);
			this.#bytes += chunk.length;
		}
	}

	/** What the next frame says its length is, whatever that may be; undefined while its 4 bytes are missing. */
	nextLength(): number | undefined {
		const [first] = this.#chunks;
		if (first !== undefined && first.length - this.#at >= prefixBytes) {
			return first.readInt32BE(this.#at);
		}

		return this.#bytes < prefixBytes ? undefined : this.peek(prefixBytes).readInt32BE(0);
	}

	/**
	 * The next frame, its length prefix included; undefined while bytes are missing or when its length is negative.
	 * A frame within one chunk is a view of it, a longer one is copied once.
	 */
	next(): Buffer | undefined {
		const length = this.nextLength() ?? -1;
		return length < 0 || this.#bytes < prefixBytes + length ? undefined : this.#take(prefixBytes + length);
	}

	/** Bytes of a frame that is not complete, its length prefix included; 0 between two frames. */
	get pendingBytes(): number {
		return this.#bytes;
	}

	/** At most the first `count` bytes, left where they are. */
	peek(count: number): Buffer {
		const [first] = this.#chunks;
		return first !== undefined && first.length - this.#at >= count
			? first.subarray(this.#at, this.#at + count)
			: Buffer.concat([...this.#rest(), ...this.#chunks.slice(1, count)]).subarray(0, count); // no chunk is empty
	}

	#take(count: number): Buffer {
		const [first] = this.#chunks;
		const frame =
			first !== undefined && first.length - this.#at >= count
				? first.subarray(this.#at, this.#at + count)
				: Buffer.concat([...this.#rest(), ...this.#chunks.slice(1)], count);
		this.#drop(count);
		return frame;
	}

	/** What is left of the first chunk. */
	#rest(): readonly Buffer[] {
		return this.#chunks.slice(0, 1).map(first => first.subarray(this.#at));
	}

	#drop(count: number): void {
		this.#bytes -= count;
		this.#at += count;
		let index = 0;
		for (let chunk = this.#chunks[0]; chunk !== undefined && this.#at >= chunk.length;) {
			this.#at -= chunk.length;
			index += 1;
			chunk = this.#chunks[index];
		}

		if (index > 0) {
			this.#chunks.splice(0, index);
		}
	}
}
