// Bytes that lie about their lengths are told before they are decoded.
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {expect, it} from 'vitest';
import {listingReply} from '../../../source/zookeeper/records/listing.ts';
import {ops} from '../../../source/zookeeper/wire/op-codes.ts';
import {holds, holdsReply} from '../../../source/zookeeper/wire/well-formed.ts';
import {buffer, int, listing, stat} from '../../helpers/fake-zookeeper.ts';

const [, holdsListing] = listingReply;
const isReply = (type: number, body: Buffer): boolean =>
	type === ops.getChildren2 ? holdsListing(body, 0) : holdsReply(type, body, 0);

// Of a real 3.8.0 server (reference D.5), without length and header.
const realData = Buffer.from(
	'00000004646174610000000000000' +
		'0b600000000000000b6000001a204b113d4000001a204b113d40000000000000005000000000000000000000000000000040000000500000000000000bc',
	'hex',
);
const realChildren = Buffer.from(
	'0000000500000004636f6e7400000001650000000374746c0000001174746c7365712d303030303030303030340000000e7365712d30303030303030303031' +
		'00000000000000b600000000000000bd000001a204b113d4000001a204b113df0000000100000005000000010000000000000000000000050000000500000000000000bc',
	'hex',
);
const acl = Buffer.concat([int(1), int(31), buffer('world'), buffer('anyone'), stat]);

it.each([
	['getData', ops.getData, realData],
	['getChildren2', ops.getChildren2, realChildren],
	['setData', ops.setData, stat],
	['getACL', ops.getAcl, acl],
	['getData of null', ops.getData, Buffer.concat([int(-1), stat])],
	['getChildren2 without children', ops.getChildren2, listing([])],
	['a field that a later version added', ops.setData, Buffer.concat([stat, int(7)])],
	['closeSession, which has no body', ops.closeSession, Buffer.alloc(0)],
])('accepts %s', (_, type, body) => {
	expect(isReply(type, body)).toBe(true);
});

it.each([
	['nothing', ops.setData, Buffer.alloc(0)],
	['a stat cut short', ops.setData, stat.subarray(1)],
	['data longer than the frame', ops.getData, Buffer.concat([int(2_147_483_647), stat])],
	['data of negative length', ops.getData, Buffer.concat([int(-2), stat])],
	['more children than bytes', ops.getChildren2, Buffer.concat([int(2_147_483_647), stat])],
	['a child whose name leads backwards', ops.getChildren2, Buffer.concat([int(9), int(-4), stat])],
	['an ACL without end', ops.getAcl, acl.subarray(0, 12)],
])('refuses %s', (_, type, body) => {
	expect(isReply(type, body)).toBe(false);
});

it('reads beyond no frame, wherever that is cut', () => {
	for (const [type, body] of [
		[ops.getData, realData],
		[ops.getChildren2, realChildren],
		[ops.getAcl, acl],
	] as const) {
		for (let end = 0; end < body.length; end += 1) {
			expect(isReply(type, body.subarray(0, end))).toBe(false);
		}
	}
});

it('takes a watch event without a path', () => {
	expect(holds(jute.protocol.WatcherEvent, Buffer.concat([int(-1), int(3), int(-1)]), 0)).toBe(true);
});
