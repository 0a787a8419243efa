// Curator SharedCount and DistributedAtomicInteger: one znode, int32 big endian; DistributedAtomicLong: int64. kazoo's Counter with
// `support_curator` writes int32, too. Greater numbers look like text, and are not taken for any.
import {counterWords, type SingleSignature} from '../signature.ts';

const known = {
	evidence: 'captured',
	kind: 'counter',
	called: counterWords,
	identity: () => undefined,
} as const;

const viewOf = (data: Uint8Array): DataView => new DataView(data.buffer, data.byteOffset, data.byteLength);

/** Less than 2^24 of 2^31, or 2^56 of 2^63, either way. */
const isSmall = ([first]: Uint8Array): boolean => first === 0 || first === 0xff;

export const curatorCounters: readonly SingleSignature[] = [
	{
		...known,
		recipe: 'curator counter',
		read: data => (data.length === 4 && isSmall(data) ? String(viewOf(data).getInt32(0)) : undefined),
	},
	{
		...known,
		recipe: 'curator atomic long',
		read: data => (data.length === 8 && isSmall(data) ? String(viewOf(data).getBigInt64(0)) : undefined),
	},
];
