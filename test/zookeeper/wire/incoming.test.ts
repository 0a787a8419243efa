// What a packet is, whatever its bytes are.
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {expect, it} from 'vitest';
import {classify} from '../../../source/zookeeper/wire/incoming.ts';
import {
	getAcl,
	getChildren,
	getData,
	exists,
	type Operation,
} from '../../../source/zookeeper/wire/operations.ts';
import {buffer, int, listing, long, stat} from '../../helpers/fake-zookeeper.ts';

const packet = (xid: number, code: number, body: Buffer): Buffer => {
	const content = Buffer.concat([int(xid), long(1n), int(code), body]);
	return Buffer.concat([int(content.length), content]);
};

const asked = (operation: Operation<unknown>): jute.RequestHeader => {
	const {header} = operation.request('/a', false);
	return Object.assign(header ?? new jute.protocol.RequestHeader(), {xid: 7});
};

it.each([
	['an event', packet(-1, 0, Buffer.concat([int(4), int(3), buffer('/a')])), 'event'],
	['the answer to a ping', packet(-2, 0, Buffer.alloc(0)), 'pong'],
	['the answer to a question', packet(7, 0, stat), 'reply'],
	['an error', packet(7, -999, Buffer.alloc(0)), 'error'],
	['an answer to another question', packet(8, 0, stat), 'garbled'],
	['nothing', Buffer.alloc(4), 'garbled'],
])('knows %s', (_, frame, kind) => {
	expect(classify(frame, asked(exists)).kind).toBe(kind);
});

it('answers no question that was not asked', () => {
	expect(classify(packet(7, 0, stat), undefined).kind).toBe('garbled');
});

/** Numbers in [0, 1), the same ones in each run (mulberry32). */
const rolls = (seed: number) => (): number => {
	seed = (seed + 0x6d_2b_79_f5) | 0;
	let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	bits ^= bits + Math.imul(bits ^ (bits >>> 7), 61 | bits);
	return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
};

const mutate = (frame: Buffer, random: () => number): Buffer => {
	const bytes = Buffer.from(frame);
	for (let times = 1 + random() * 4; times > 0; times -= 1) {
		const at = 20 + Math.floor(random() * (bytes.length - 20));
		bytes[at] = random() < 0.5 ? (random() < 0.5 ? 0xff : 0) : random() * 256;
	}

	return bytes.subarray(0, random() < 0.2 ? 20 + random() * (bytes.length - 20) : bytes.length);
};

const records = jute.protocol;
it.each([
	['getChildren', getChildren, records.GetChildren2Response, listing(['a', 'bc', 'def'])],
	['getData', getData, records.GetDataResponse, Buffer.concat([buffer('hello'), stat])],
	[
		'getACL',
		getAcl,
		records.GetACLResponse,
		Buffer.concat([int(1), int(31), buffer('world'), buffer('x'), stat]),
	],
	['exists', exists, records.ExistsResponse, stat],
])('lets no mutation of a reply to %s through that cannot be decoded', (_, operation, Reply, body) => {
	const random = rolls(2181);
	const header = asked(operation);
	const frame = packet(7, 0, body);
	let passed = 0;
	for (let count = 0; count < 20_000; count += 1) {
		const mutant = mutate(frame, random);
		if (classify(mutant, header).kind === 'reply') {
			passed += 1;
			const reply = new Reply();
			reply.deserialize(mutant, 20);
			operation.read(reply);
		}
	}

	expect(passed).toBeGreaterThan(1000);
});
