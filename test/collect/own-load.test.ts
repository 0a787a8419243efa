// source/collect/own-load.ts
import {describe, expect, it} from 'vitest';
import {createLedger} from '../../source/collect/own-load.ts';
import type {Answer} from '../../source/collect/sample.ts';
import type {FailureKind} from '../../source/zookeeper/errors.ts';

const [a, b] = ['a', 'b'].map(host => ({name: `${host}:2181`, host, port: 2181})) as [
	{name: string; host: string; port: number},
	{name: string; host: string; port: number},
];
const fresh: Answer<string> = {kind: 'fresh', value: '', at: 0};
const failed = (kind: FailureKind): Answer<never> => ({
	kind: 'failed',
	failure: {kind, message: kind},
	at: 0,
});

/** A session that has cost one server something. */
const session = {
	traffic: (server?: {readonly name: string}) => ({
		packetsSent: server === undefined || server.name === a.name ? 7 : 0,
		packetsAnswered: 6,
		notifications: 1,
		bytesSent: 300,
		bytesReceived: 900,
	}),
	watches: () => 3,
};

describe('what zktop sent to a server', () => {
	it('is a packet for each word, from the moment it leaves', () => {
		const ledger = createLedger(undefined);
		const book = ledger.bookWord(a.name);
		expect([ledger.packetsOf(a), ledger.packetsOf(b)]).toEqual([1, 0]);
		book(fresh, 100);
		expect(ledger.packetsOf(a)).toBe(1);
	});

	it('is certainly counted once it is answered: before, it may be on its way', () => {
		const ledger = createLedger(session);
		const book = ledger.bookWord(a.name);
		expect([ledger.packetsOf(a), ledger.countedOf(a)]).toEqual([8, 7]);
		book(fresh, 100);
		expect(ledger.countedOf(a)).toBe(8);
		ledger.bookWord(a.name)(failed('refused'), 0);
		expect(ledger.countedOf(a)).toBe(8);
	});

	it('is a packet too when the server refuses the word, or never answers it', () => {
		const ledger = createLedger(undefined);
		ledger.bookWord(a.name)({kind: 'unsupported', why: 'shut'}, 60);
		ledger.bookWord(a.name)(failed('silent'), 0);
		ledger.bookWord(a.name)(failed('not-serving'), 60);
		expect(ledger.packetsOf(a)).toBe(3);
	});

	it.each(['refused', 'unreachable', 'connection-limit', 'tls'] as const)(
		'is no packet when the word never arrived: %s',
		kind => {
			const ledger = createLedger(undefined);
			ledger.bookWord(a.name)(failed(kind), 0);
			expect(ledger.packetsOf(a)).toBe(0);
		},
	);

	it('has what our session sent there, and nowhere else', () => {
		const ledger = createLedger(session);
		ledger.bookWord(a.name)(fresh, 0);
		ledger.bookWord(b.name)(fresh, 0);
		expect([ledger.packetsOf(a), ledger.packetsOf(b)]).toEqual([8, 1]);
	});
});

it('the total is words and session together, both ways, and the watches as they stand', () => {
	const ledger = createLedger(session);
	ledger.bookWord(a.name)(fresh, 500);
	ledger.bookWord(b.name)(fresh, 600);
	expect(ledger.total()).toEqual({packets: 9, bytes: 4 + 500 + 4 + 600 + 300 + 900, watches: 3});
});
