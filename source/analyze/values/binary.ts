// Binary values that say what they are: numbers, items of Curator's queues, and what HBase writes.
import {protoLines, readProto, type ProtoField} from './protobuf.ts';
import {reading} from './reader.ts';
import {asText} from './text.ts';

/** What 4 or 8 bytes are as a number, big endian, as Java writes it. */
export const numberLines = (data: Uint8Array): readonly string[] | undefined => {
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	switch (data.length) {
		case 4:
			return [`int32 ${view.getInt32(0)} · little endian ${view.getInt32(0, true)}`];
		case 8: {
			const value = view.getBigInt64(0);
			return [
				`int64 ${value} · little endian ${view.getBigInt64(0, true)} · double ${view.getFloat64(0)}`,
				...(isTime(value) ? [`as a time in ms ${new Date(Number(value)).toISOString()}`] : []),
			];
		}

		default:
			return undefined;
	}
};

/** Between 2000 and 2100. */
const isTime = (value: bigint): boolean => value > 946_684_800_000n && value < 4_102_444_800_000n;

/** An item of Curator's queues: int32 0x00010001, {1, int32 length, bytes}*, 2. (ItemSerializer) */
export const queueLines = (data: Uint8Array): readonly string[] | undefined =>
	reading(data, reader => {
		if (reader.i32() !== 0x00_01_00_01) {
			return undefined;
		}

		const items: string[] = [];
		for (let mark = reader.u8(); mark !== 2; mark = reader.u8()) {
			const item = mark === 1 ? reader.bytes(reader.i32()) : undefined;
			if (item === undefined) {
				return undefined;
			}

			items.push(asText(item) ?? `${item.length} bytes`);
		}

		return reader.left() === 0 ? items : undefined;
	});

export type HBaseValue = {
	/** The process that wrote it, where it says so. */
	readonly writer: string | undefined;
	readonly fields: readonly ProtoField[];
};

/** The salt behind the name of the process. */
const saltBytes = 8;

/** What HBase writes: 0xff, int32 n, n bytes (process and a salt), or none of this; then `PBUF` and a protobuf. (ZKMetadata) */
export const hbaseValue = (data: Uint8Array): HBaseValue | undefined =>
	reading(data, reader => {
		let writer: string | undefined;
		if (data[0] === 0xff) {
			reader.u8();
			writer = reader.text(Math.max(0, reader.i32() - saltBytes));
			reader.bytes(saltBytes);
		}

		const fields = reader.text(4) === 'PBUF' ? readProto(reader.bytes(reader.left())) : undefined;
		return fields && {writer, fields};
	});

export const hbaseLines = (data: Uint8Array): readonly string[] | undefined => {
	const value = hbaseValue(data);
	return value && protoLines(value.fields);
};
