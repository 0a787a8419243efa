// The children of a znode as they travel: decoded one name after another, for there may be a million. (zookeeper.jute, big endian)
//
//   GetChildren2Response = `vector<ustring> children, Stat stat`
import type {Stat} from '../stat.ts';
import {ops} from '../wire/op-codes.ts';
import type {Operation} from '../wire/operations.ts';
import {PathRequest} from '../wire/path-request.ts';
import {Reader} from './reader.ts';

/** Names that are not decoded yet, in no order. */
export type PackedNames = Iterable<string> & {
	readonly count: number;
	/** What the names take in UTF-8. */
	readonly bytes: number;
};

export type PackedListing = {readonly names: PackedNames; readonly stat: Stat};

const lengthBytes = 4;
const statBytes = 68;

/** Where the names end that begin at `at`; undefined when they and a Stat do not fit into the bytes. */
const endOfNames = (frame: Buffer, at: number): number | undefined => {
	if (at + lengthBytes > frame.length) {
		return undefined;
	}

	let end = at + lengthBytes;
	for (let missing = frame.readInt32BE(at); missing > 0; missing -= 1) {
		if (end + lengthBytes > frame.length) {
			return undefined;
		}

		const length = frame.readInt32BE(end);
		if (length < -1) {
			return undefined;
		}

		end += lengthBytes + Math.max(0, length);
	}

	return end + statBytes <= frame.length ? end : undefined;
};

function* namesIn(body: Buffer): Generator<string, undefined> {
	let at = lengthBytes;
	for (let missing = countIn(body); missing > 0; missing -= 1) {
		const start = at + lengthBytes;
		at = start + Math.max(0, body.readInt32BE(at));
		yield body.toString('utf8', start, at);
	}
}

/** A vector of −1 items is null. */
const countIn = (body: Buffer): number => Math.max(0, body.readInt32BE(0));

/** The children and the Stat of a znode. */
export const listChildren: Operation<PackedListing> = {
	watch: 'child',
	request: (path, watch) => new PathRequest(ops.getChildren2, path, watch),
	read(reply) {
		const body = Buffer.isBuffer(reply) ? reply : Buffer.alloc(lengthBytes + statBytes);
		const [end, count] = [endOfNames(body, 0) ?? lengthBytes, countIn(body)];
		const names = {
			count,
			bytes: end - lengthBytes * (count + 1),
			[Symbol.iterator]: () => namesIn(body),
		};
		return {names, stat: new Reader(body, end).stat()};
	},
};

/** Whether the body of a reply, from `at` on, is a listing. */
export const listingReply: readonly [number, (frame: Buffer, at: number) => boolean] = [
	ops.getChildren2,
	(frame, at) => endOfNames(frame, at) !== undefined,
];
