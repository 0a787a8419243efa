// A question about one znode as it travels: written at once, for a scan asks a million of them. (zookeeper.jute, big endian)
//
//   `int length, int xid, int type, ustring path, boolean watch`
import jute from 'node-zookeeper-client/lib/jute/index.js';

const pathAt = 16;

export class PathRequest extends jute.Request {
	override readonly header: jute.RequestHead;
	readonly #path: string;
	readonly #watch: boolean;

	constructor(type: number, path: string, watch: boolean) {
		const header = {xid: 0, type}; // the queue numbers it
		super(header, null);
		this.header = header;
		this.#path = path;
		this.#watch = watch;
	}

	override toBuffer(): Buffer {
		const bytes = Buffer.byteLength(this.#path);
		const frame = Buffer.allocUnsafe(pathAt + bytes + 1);
		frame.writeInt32BE(frame.length - 4, 0);
		frame.writeInt32BE(this.header.xid, 4);
		frame.writeInt32BE(this.header.type, 8);
		frame.writeInt32BE(bytes, 12);
		frame.write(this.#path, pathAt);
		frame.writeUInt8(this.#watch ? 1 : 0, pathAt + bytes);
		return frame;
	}
}
