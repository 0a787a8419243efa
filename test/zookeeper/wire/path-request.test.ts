// A question about a znode, written by us: to the byte as the package writes it.
import fc from 'fast-check';
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {expect, it} from 'vitest';
import {ops} from '../../../source/zookeeper/wire/op-codes.ts';
import {PathRequest} from '../../../source/zookeeper/wire/path-request.ts';

/** The record of the same fields that is left in the package's types: path, number; the watch is the number's last byte. */
const byPackage = (xid: number, type: number, path: string): Buffer =>
	new jute.Request(
		new jute.protocol.RequestHeader(xid, type),
		new jute.protocol.GetACLRequest(path),
	).toBuffer();

it('is written as the package writes it, and the watch behind it', () => {
	const types = fc.constantFrom(ops.exists, ops.getData, ops.getChildren2);
	fc.assert(
		fc.property(types, fc.nat(), fc.string({unit: 'binary'}), fc.boolean(), (type, xid, path, watch) => {
			const request = new PathRequest(type, path, watch);
			request.header.xid = xid;
			const frame = request.toBuffer();
			const expected = byPackage(xid, type, path);
			expect(frame.readInt32BE()).toBe(frame.length - 4);
			expect(frame.subarray(4, -1)).toEqual(expected.subarray(4));
			expect(frame.at(-1)).toBe(watch ? 1 : 0);
		}),
	);
});
