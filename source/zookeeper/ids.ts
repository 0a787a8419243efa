// 64-bit ids as canonical text: `0x` and lower-case hex without leading zeros, so that ids of all sources join by `===`.

/** A zxid or session id in canonical form, e.g. `0x100000e7c310003`. */
export type Id = string;

/** The canonical form of a 64-bit id; negative numbers are read as two's complement. */
export const formatId = (value: bigint): Id => `0x${BigInt.asUintN(64, value).toString(16)}`;

const canonical = /^0x(?:0|[1-9a-f][0-9a-f]{0,15})$/;
const foreign = /^(?:0x[0-9a-f]{1,16}|-?\d{1,20})$/i;

/** Reads an id in hex (with `0x`) or decimal as ZooKeeper prints them; undefined if it is neither, or above 64 bits. */
export const parseId = (text: string): Id | undefined => {
	if (canonical.test(text)) {
		return text;
	}

	const value = foreign.test(text) ? BigInt(text) : undefined;
	return value !== undefined && value >= -(2n ** 63n) && value < 2n ** 64n ? formatId(value) : undefined;
};

/** A zxid as a user types it: an id, or epoch and counter in hex as the screen writes them, `5a:12f3c`; undefined if it is neither. */
export const parseZxid = (text: string): Id | undefined => {
	const {epoch, counter} = /^(?<epoch>[\da-f]{1,8}):(?<counter>[\da-f]{1,8})$/i.exec(text)?.groups ?? {};
	return epoch === undefined || counter === undefined
		? parseId(text)
		: parseId(`0x${epoch}${counter.padStart(8, '0')}`);
};

/** The epoch of a zxid: its upper 32 bits (0 on a standalone server). */
export const epochOf = (zxid: Id): number => Number(BigInt(zxid) >> 32n);

/** The transaction counter of a zxid within its epoch: its lower 32 bits. */
export const counterOf = (zxid: Id): number => Number(BigInt(zxid) & 0xff_ff_ff_ffn);

/** An id as a decimal number, for programs that know no hex. */
export const decimalOf = (id: Id): string => BigInt(id).toString();

/** Unsigned order of two ids: negative, zero or positive. */
export const compareIds = (a: Id, b: Id): number => {
	const difference = BigInt(a) - BigInt(b);
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The id of the server that created the session: its first byte (`SessionTrackerImpl.initializeNextSessionId`). */
export const bornOn = (session: Id): number => Number.parseInt(session.slice(2, -14) || '0', 16);
