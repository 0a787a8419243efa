// A hundred thousand mutations of what a real server sent, through all that reads packets: only ZooKeeperError may come out.
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {describe, expect, it} from 'vitest';
import {login} from '../../../source/zookeeper/access/login.ts';
import {whoAmI} from '../../../source/zookeeper/access/who-am-i.ts';
import {listChildren} from '../../../source/zookeeper/records/listing.ts';
import {errorOf, ZooKeeperError} from '../../../source/zookeeper/errors.ts';
import {Frames} from '../../../source/zookeeper/wire/frames.ts';
import {readGreeting, refusalOf} from '../../../source/zookeeper/wire/handshake.ts';
import {classify} from '../../../source/zookeeper/wire/incoming.ts';
import {exists, getAcl, getData, type Operation} from '../../../source/zookeeper/wire/operations.ts';
import {Watches} from '../../../source/zookeeper/wire/watches.ts';
import {createRolls, mutateBytes, watched} from '../../helpers/fuzzing.ts';
import {buffer, int, long} from '../../helpers/fake-zookeeper.ts';
import {events, framed, greetings, repliesTo} from '../../helpers/recorded-frames.ts';

const {protocol} = jute;
const headerEnd = 20;
const limitBytes = 1024 * 1024;
type Outcome = 'event' | 'pong' | 'reply' | 'error' | 'answer' | 'garbled' | 'refused' | 'incomplete';

/** One operation whose reply is waited for. */
type Asked = {
	readonly name: string;
	readonly operation: Operation<unknown>;
	readonly Reply: jute.RecordClass | undefined;
	readonly seeds: readonly Buffer[];
};

/** Names are decoded when they are looked at. */
const unpacking: Operation<unknown> = {
	...listChildren,
	read: reply => [...listChildren.read(reply).names],
};
const getAclSeeds = repliesTo(6);
const asked: readonly Asked[] = [
	{name: 'exists', operation: exists, Reply: undefined, seeds: repliesTo(3)},
	{name: 'getData', operation: getData, Reply: protocol.GetDataResponse, seeds: repliesTo(4)},
	{name: 'getACL', operation: getAcl, Reply: protocol.GetACLResponse, seeds: getAclSeeds},
	{name: 'getChildren2', operation: unpacking, Reply: undefined, seeds: repliesTo(12)},
	{name: 'whoAmI', operation: whoAmI, Reply: undefined, seeds: repliesTo(107)},
];

const headerOf = ({operation}: Asked, xid: number): jute.RequestHead =>
	Object.assign(operation.request('/a', false).header ?? new protocol.RequestHeader(), {xid});

/** What the connection does with a packet once it knows what it is. */
const act = (frame: Buffer, question: Asked, xid: number): Outcome => {
	const incoming = classify(frame, headerOf(question, xid));
	switch (incoming.kind) {
		case 'reply': {
			const reply = new (question.Reply ?? protocol.ReplyHeader)();
			reply.deserialize(frame, headerEnd);
			question.operation.read(reply);
			break;
		}

		case 'answer': {
			question.operation.read(incoming.outcome[1]?.payload);
			break;
		}

		case 'error': {
			errorOf(incoming.outcome[0]?.getCode() ?? 0, '/a');
			break;
		}

		case 'event': {
			const event = new protocol.WatcherEvent();
			event.deserialize(frame, headerEnd);
			new Watches().emit(event as unknown as {readonly type: number; readonly path: string});
			break;
		}

		default:
	}

	return incoming.kind;
};

/** All that a stream of bytes comes to, up to the packet for which a connection hangs up. */
const receive = (stream: Buffer, chunkBytes: number, question: Asked, xid: number): readonly Outcome[] => {
	const frames = new Frames();
	const outcomes: Outcome[] = [];
	for (let at = 0; at < stream.length; at += chunkBytes) {
		frames.push(stream.subarray(at, at + chunkBytes));
		for (let length = frames.nextLength(); length !== undefined; length = frames.nextLength()) {
			if (length < 0 || length > limitBytes) {
				return [...outcomes, 'refused'];
			}

			const frame = frames.next();
			if (frame === undefined) {
				break;
			}

			const outcome = act(frame, question, xid);
			outcomes.push(outcome);
			if (outcome === 'garbled') {
				return outcomes;
			}
		}
	}

	return frames.pendingBytes > 0 ? [...outcomes, 'incomplete'] : outcomes;
};

/** Of a ZooKeeperError; anything else is the test's failure. */
const kindOf = (error: unknown): string => {
	if (error instanceof ZooKeeperError) {
		return error.kind;
	}

	throw new Error('no ZooKeeperError', {cause: error});
};

const pick = <T>(items: readonly T[], random: () => number): T =>
	items[Math.floor(random() * items.length)] as T;

describe('a damaged stream', () => {
	const mutations = 16_000;

	it.each(asked)(
		'of replies to $name and events is read, or a reason to hang up',
		question => {
			const random = createRolls(question.name.length);
			const outcomes = new Set<Outcome>();
			const kinds = [
				...question.seeds,
				...question.seeds,
				...events,
				framed(Buffer.concat([int(-2), long(1n), int(0)])),
			];
			for (let count = 0; count < mutations; count++) {
				const first = pick(question.seeds, random);
				const whole = Buffer.concat([first, pick(kinds, random)]);
				const stream = mutateBytes(whole, random);
				const chunkBytes = random() < 0.5 ? stream.length + 1 : 1 + Math.floor(random() * 40);
				watched(`replies to ${question.name}`, stream, () => {
					for (const outcome of receive(stream, chunkBytes, question, first.readInt32BE(4))) {
						outcomes.add(outcome);
					}
				});
			}

			const read = question.Reply === undefined ? 'answer' : 'reply';
			for (const outcome of [read, 'error', 'event', 'garbled', 'refused', 'incomplete'] as const) {
				expect(outcomes).toContain(outcome);
			}
		},
		30_000,
	);
});

it('a damaged greeting is read or refused', () => {
	const random = createRolls(7);
	const outcomes = new Set<string>();
	const refusal = framed(Buffer.concat([int(0), long(0n), int(-119)]));
	for (let count = 0; count < 16_000; count++) {
		const bytes = mutateBytes(pick([...greetings, refusal], random), random);
		const frame = bytes.length < 4 ? framed(bytes) : framed(bytes.subarray(4));
		watched('greetings', frame, () => {
			const greeting = readGreeting(frame);
			if (greeting === undefined) {
				outcomes.add(refusalOf(frame).kind);
			} else {
				new protocol.ConnectResponse().deserialize(frame, 4);
				outcomes.add('greeting');
			}
		});
	}

	expect([...outcomes].toSorted()).toEqual(
		expect.arrayContaining(['garbled', 'greeting', 'not-serving', 'server']),
	);
});

it('a damaged login ends in a ZooKeeperError, or in nothing', async () => {
	const random = createRolls(8);
	const challenge = buffer('realm="zk-sasl-md5",nonce="a",qop="auth",charset=utf-8,algorithm=md5-sess');
	const seed = framed(Buffer.concat([int(1), long(1n), int(0), challenge]));
	const host = {name: 'a:1', host: 'a', port: 1};
	const kinds = new Set<string>();
	for (let count = 0; count < 8000; count++) {
		const replies = [mutateBytes(seed, random), mutateBytes(seed, random)] as const;
		let said = 0;
		const credentials = [
			{kind: pick(['digest', 'sasl-digest-md5'] as const, random), user: 'alice', password: 'x'},
		];
		const error: unknown = await login(credentials, host, async () =>
			Promise.resolve(replies[said++] ?? Buffer.alloc(0)),
		).catch((reason: unknown) => reason);
		watched('logins', Buffer.concat(replies), () => {
			kinds.add(error === undefined ? 'let in' : kindOf(error));
		});
	}

	expect([...kinds].toSorted()).toEqual(['garbled', 'let in', 'no-auth']);
});
