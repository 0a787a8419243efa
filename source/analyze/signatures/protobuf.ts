// The fields of a protobuf message that hold bytes: strings and messages. No more of protobuf is needed to read a name.
//
//   message = *(key value)      key = varint of (number << 3 | type)
//   type 0: varint · 1: 8 bytes · 2: varint of a length, so many bytes · 5: 4 bytes

type Varint = {readonly value: number; readonly end: number};

const mostVarintBytes = 10;

const varintAt = (data: Uint8Array, start: number): Varint | undefined => {
	let value = 0;
	for (let index = 0; index < mostVarintBytes; index++) {
		const byte = data[start + index];
		if (byte === undefined) {
			return undefined;
		}

		value += (byte & 0x7f) * 2 ** (7 * index);
		if (byte < 0x80) {
			return {value, end: start + index + 1};
		}
	}

	return undefined;
};

/** By their numbers; what comes behind the first byte that fits no message is left out. */
export const stringsIn = (data: Uint8Array): ReadonlyMap<number, Uint8Array> => {
	const found = new Map<number, Uint8Array>();
	let at = 0;
	while (at < data.length) {
		const key = varintAt(data, at);
		const first = key && varintAt(data, key.end);
		if (key === undefined || first === undefined) {
			break;
		}

		const end = endOf(key, first);
		if (end === undefined || end > data.length) {
			break;
		}

		if (key.value % 8 === 2) {
			found.set(Math.floor(key.value / 8), data.subarray(first.end, end));
		}

		at = end;
	}

	return found;
};

/** Where a field ends, `first` being what follows its key as a varint; undefined for a type that there is not. */
const endOf = (key: Varint, first: Varint): number | undefined => {
	switch (key.value % 8) {
		case 0:
			return first.end;
		case 1:
			return key.end + 8;
		case 2:
			return first.end + first.value;
		case 5:
			return key.end + 4;
		default:
			return undefined;
	}
};
