// Reads binary values that may be cut off or lie about their lengths.
export type Reader = {
	readonly left: () => number;
	readonly u8: () => number;
	readonly u16: () => number;
	readonly i32: () => number;
	readonly i64: () => bigint;
	readonly bytes: (count: number) => Uint8Array;
	/** UTF-8 of so many bytes. */
	readonly text: (count: number) => string;
};

const utf8 = new TextDecoder();

/** What `read` makes of the data; undefined where it ends too early. */
export const reading = <T>(data: Uint8Array, read: (reader: Reader) => T): T | undefined => {
	try {
		return read(readerOf(data));
	} catch (error) {
		if (error instanceof RangeError) {
			return undefined;
		}

		throw error;
	}
};

const readerOf = (data: Uint8Array): Reader => {
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	let at = 0;
	const step = (count: number): number => {
		if (count < 0 || at + count > data.length) {
			throw new RangeError('the data ends here');
		}

		at += count;
		return at - count;
	};

	const bytes = (count: number): Uint8Array => {
		const from = step(count);
		return data.subarray(from, from + count);
	};

	return {
		left: () => data.length - at,
		u8: () => view.getUint8(step(1)),
		u16: () => view.getUint16(step(2)),
		i32: () => view.getInt32(step(4)),
		i64: () => view.getBigInt64(step(8)),
		bytes,
		text: count => utf8.decode(bytes(count)),
	};
};
