// Whether bytes hold a record, before the package decodes them: it allocates and loops by whatever length it finds.
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {ops} from './op-codes.ts';

const {protocol} = jute;

/** The reply record of each operation that has one, as the package decodes it. */
const replies: ReadonlyMap<number, jute.RecordClass> = new Map([
	[ops.create, protocol.CreateResponse],
	[ops.getData, protocol.GetDataResponse],
	[ops.setData, protocol.SetDataResponse],
	[ops.getAcl, protocol.GetACLResponse],
	[ops.setAcl, protocol.SetACLResponse],
]);

const fixedBytes: ReadonlyMap<string, number> = new Map([
	['int', 4],
	['long', 8],
	['boolean', 1],
]);

/** The length or count at `at`: −1 (null) counts as 0. Throws a RangeError when so much cannot follow. */
const lengthAt = (frame: Buffer, at: number): number => {
	const length = frame.readInt32BE(at);
	if (length < -1 || length > frame.length - at - 4) {
		throw new RangeError(`a length of ${length} where ${frame.length - at - 4} bytes follow`);
	}

	return Math.max(length, 0);
};

/** Where the value of a jute type ends that begins at `at`. Throws a RangeError when it does not fit into the frame. */
const endOf = (type: string, frame: Buffer, at: number): number => {
	const fixed = fixedBytes.get(type);
	if (fixed !== undefined) {
		return at + fixed;
	}

	if (type === 'ustring' || type === 'buffer') {
		return at + 4 + lengthAt(frame, at);
	}

	const item = /^vector<(?<item>.+)>$/.exec(type)?.groups?.['item'];
	return item === undefined
		? endOfRecord(jute.data[type.replace('data.', '') as keyof typeof jute.data], frame, at)
		: endOfVector(item, frame, at);
};

const endOfVector = (item: string, frame: Buffer, at: number): number => {
	let end = at + 4;
	for (let missing = lengthAt(frame, at); missing > 0; missing -= 1) {
		end = endOf(item, frame, end);
	}

	return end;
};

const endOfRecord = (record: jute.RecordClass, frame: Buffer, at: number): number =>
	fieldsOf(record).reduce((end, field) => endOf(field.type, frame, end), at);

const known = new Map<jute.RecordClass, readonly jute.Field[]>();
const fieldsOf = (record: jute.RecordClass): readonly jute.Field[] => {
	const fields = known.get(record) ?? new record().specification;
	known.set(record, fields);
	return fields;
};

/** Whether the bytes from `at` on hold this record (and maybe more behind it: later versions add fields). */
export const holds = (record: jute.RecordClass, frame: Buffer, at: number): boolean => {
	try {
		return endOfRecord(record, frame, at) <= frame.length;
	} catch (error) {
		if (error instanceof RangeError) {
			return false;
		}

		throw error;
	}
};

/** Whether the body of a reply, from `at` on, is what this operation is answered with. */
export const holdsReply = (operation: number, frame: Buffer, at: number): boolean => {
	const record = replies.get(operation);
	return record === undefined || holds(record, frame, at);
};
