// What a decoder has written so far: it copies from there, and grows up to a limit.

/** A small value may unpack to gigabytes. */
export const mostUnpackedBytes = 16 * 1024 * 1024;

export class Output {
	#bytes = new Uint8Array(4096);
	#length = 0;

	get length(): number {
		return this.#length;
	}

	/** All that was written. */
	get data(): Uint8Array {
		return this.#bytes.subarray(0, this.#length);
	}

	append(bytes: Uint8Array): void {
		this.#grow(bytes.length);
		this.#bytes.set(bytes, this.#length);
		this.#length += bytes.length;
	}

	/** Writes again what was written so far back; more than that repeats itself. */
	repeat(back: number, count: number): void {
		if (back < 1 || back > this.#length) {
			throw new RangeError('what is to be copied was never written');
		}

		this.#grow(count);
		for (let index = 0; index < count; index++) {
			this.#bytes[this.#length] = this.#bytes[this.#length - back] ?? 0;
			this.#length += 1;
		}
	}

	#grow(by: number): void {
		const needed = this.#length + by;
		if (needed > mostUnpackedBytes) {
			throw new RangeError('too much to unpack');
		}

		if (needed > this.#bytes.length) {
			const grown = new Uint8Array(Math.min(mostUnpackedBytes, Math.max(needed, this.#bytes.length * 2)));
			grown.set(this.data);
			this.#bytes = grown;
		}
	}
}

/** Reads bytes one after the other; where they end too early it throws. */
export class Input {
	readonly #bytes: Uint8Array;
	#at: number;

	constructor(bytes: Uint8Array, at = 0) {
		this.#bytes = bytes;
		this.#at = at;
	}

	get left(): number {
		return this.#bytes.length - this.#at;
	}

	take(count: number): Uint8Array {
		if (count > this.left) {
			throw new RangeError('it ends too early');
		}

		this.#at += count;
		return this.#bytes.subarray(this.#at - count, this.#at);
	}

	/** Little-endian, of one to four bytes. */
	number(bytes: number): number {
		return this.take(bytes).reduceRight((number, byte) => number * 256 + byte, 0);
	}
}
