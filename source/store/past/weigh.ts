// How much memory a value takes beside another one that it shares parts with: an estimate from what V8 takes on 64 bits.

const word = 8;
/** With what V8 keeps in reserve for fields to come. */
const objectBytes = 7 * word;
const entryBytes = 7 * word;
/** A number that is no small integer stands apart. */
const doubleBytes = 3 * word;

/** Bytes of a value that are not shared by identity with `other`, which has the same shape. */
export const unsharedBytes = (value: unknown, other: unknown): number => {
	if (value === other) {
		return 0;
	}

	if (typeof value === 'string') {
		return 2 * word + value.length;
	}

	if (typeof value !== 'object' || value === null) {
		return typeof value === 'number' && !Number.isInteger(value) ? doubleBytes : word;
	}

	if (ArrayBuffer.isView(value)) {
		return objectBytes + value.byteLength;
	}

	return objectBytes + partsBytes(value, other);
};

const nothing = new Map<unknown, unknown>();
const nobody = new Set<unknown>();
const noFields: Fields = {};

type Fields = Readonly<Record<string, unknown>>;

/** Of ten thousand locks with ten contenders each, once a tick: no copy is made of what is looked through. */
const partsBytes = (value: object, other: unknown): number => {
	let sum = 0;
	if (value instanceof Map) {
		const others: ReadonlyMap<unknown, unknown> = other instanceof Map ? other : nothing;
		for (const [key, item] of value) {
			const keyBytes = others.has(key) ? 0 : unsharedBytes(key, undefined);
			sum += entryBytes + keyBytes + unsharedBytes(item, others.get(key));
		}
	} else if (value instanceof Set) {
		const others: ReadonlySet<unknown> = other instanceof Set ? other : nobody;
		for (const item of value) {
			sum += entryBytes + (others.has(item) ? 0 : unsharedBytes(item, undefined));
		}
	} else {
		const others = typeof other === 'object' && other !== null ? (other as Fields) : noFields;
		for (const name of Object.keys(value)) {
			sum += word + unsharedBytes((value as Fields)[name], others[name]);
		}
	}

	return sum;
};
