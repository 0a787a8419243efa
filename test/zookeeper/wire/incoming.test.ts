// What a packet is; whatever its bytes are: hostile.test.ts
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {expect, it} from 'vitest';
import {classify} from '../../../source/zookeeper/wire/incoming.ts';
import {exists, type Operation} from '../../../source/zookeeper/wire/operations.ts';
import {buffer, int, long, stat} from '../../helpers/fake-zookeeper.ts';

const packet = (xid: number, code: number, body: Buffer): Buffer => {
	const content = Buffer.concat([int(xid), long(1n), int(code), body]);
	return Buffer.concat([int(content.length), content]);
};

const asked = (operation: Operation<unknown>): jute.RequestHead => {
	const {header} = operation.request('/a', false);
	return Object.assign(header ?? new jute.protocol.RequestHeader(), {xid: 7});
};

it.each([
	['an event', packet(-1, 0, Buffer.concat([int(4), int(3), buffer('/a')])), 'event'],
	['the answer to a ping', packet(-2, 0, Buffer.alloc(0)), 'pong'],
	['the answer to a question', packet(7, 0, stat), 'answer'],
	['an answer cut short', packet(7, 0, stat.subarray(1)), 'garbled'],
	['an error', packet(7, -999, Buffer.alloc(0)), 'error'],
	['an answer to another question', packet(8, 0, stat), 'garbled'],
	['nothing', Buffer.alloc(4), 'garbled'],
])('knows %s', (_, frame, kind) => {
	expect(classify(frame, asked(exists)).kind).toBe(kind);
});

it('answers no question that was not asked', () => {
	expect(classify(packet(7, 0, stat), undefined).kind).toBe('garbled');
});
