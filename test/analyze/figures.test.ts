// source/analyze/figures.ts
import {describe, expect, it} from 'vitest';
import {figuresBetween, valuesOfMntr, valuesOfSrvr, type Mark} from '../../source/analyze/figures.ts';
import {readMntr} from '../../source/zookeeper/words/mntr.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {recorded} from '../helpers/recorded-words.ts';

const leader = valuesOfMntr(readMntr(recorded('3.8.0/leader', 'mntr')));

/** The recorded leader at a moment, its counters grown by these. */
const mark = (at: number, own: Partial<Mark> = {}, grown: Readonly<Record<string, number>> = {}): Mark => ({
	at,
	ownPackets: 0,
	ownPacketsAtLeast: own.ownPackets ?? 0,
	ownConnections: 1,
	ownWatches: 0,
	values: new Map([...leader].map(([name, value]) => [name, value + (grown[name] ?? 0)])),
	...own,
});

describe('the figures of a first answer', () => {
	const figures = figuresBetween(undefined, mark(1000));

	it('are gauges without our part: the probe, the session, the watches', () => {
		expect(figures.connections).toBe(2);
		expect(figures.watches).toBe(2);
		const shared = figuresBetween(undefined, mark(1000, {ownConnections: 2, ownWatches: 2}));
		expect([shared.connections, shared.watches]).toEqual([1, 0]);
	});

	it('count the root once', () => {
		expect(leader.get('znode_count')).toBe(33);
		expect(figures.znodes).toBe(32);
	});

	it('have no rates and no means: those of the server run since its start', () => {
		expect(figures.requestsPerSecond).toBeUndefined();
		expect([figures.readMs, figures.writeMs, figures.fsyncMs]).toEqual([undefined, undefined, undefined]);
	});
});

describe('the figures between two answers', () => {
	it('are zero requests on a server that nobody but zktop asks (M4)', () => {
		const figures = figuresBetween(
			mark(1000, {ownPackets: 5}),
			mark(2000, {ownPackets: 26}, {packets_received: 21}),
		);
		expect(figures.requestsPerSecond).toBe(0);
	});

	it('subtract our packets exactly', () => {
		const figures = figuresBetween(
			mark(1000, {ownPackets: 40}),
			mark(3000, {ownPackets: 50}, {packets_received: 110}),
		);
		expect(figures.requestsPerSecond).toBe(50);
	});

	it('count nothing that may be ours: packets that left while the first answer was on its way', () => {
		const figures = figuresBetween(
			mark(1000, {ownPackets: 42, ownPacketsAtLeast: 40}),
			mark(2000, {ownPackets: 50}, {packets_received: 10}),
		);
		expect(figures.requestsPerSecond).toBe(0);
	});

	it('are never negative when our packets are counted before the server does', () => {
		const figures = figuresBetween(mark(1000), mark(2000, {ownPackets: 9}, {packets_received: 5}));
		expect(figures.requestsPerSecond).toBe(0);
	});

	it('leave a gap in the requests after an election, which resets them (M11)', () => {
		const figures = figuresBetween(mark(1000), mark(2000, {}, {packets_received: -200, uptime: -60_000}));
		expect(figures.requestsPerSecond).toBeUndefined();
		expect(figures.outstanding).toBe(0);
	});

	it('leave that gap also when the new count is above the old one already', () => {
		const figures = figuresBetween(mark(1000), mark(2000, {}, {packets_received: 500, uptime: -60_000}));
		expect(figures.requestsPerSecond).toBeUndefined();
	});

	it('leave a gap in the means too where another start is told: behind one name it may be another server', () => {
		const grown = {uptime: -60_000, cnt_fsynctime: 4, sum_fsynctime: 100};
		expect(figuresBetween(mark(1000), mark(2000, {}, grown)).fsyncMs).toBeUndefined();
		expect(figuresBetween(mark(1000), mark(2000, {}, {...grown, uptime: 1000})).fsyncMs).toBe(25);
	});

	it('leave gaps everywhere after srst', () => {
		const grown = Object.fromEntries([...leader].map(([name, value]) => [name, -value]));
		const figures = figuresBetween(mark(1000), mark(2000, {}, grown));
		expect([figures.requestsPerSecond, figures.readMs, figures.writeMs, figures.fsyncMs]).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});
});

describe('the figures of a server that allows srvr alone', () => {
	const srvr = readSrvr(recorded('3.8.0/leader', 'srvr'));
	const at = (ms: number, packets: number): Mark => ({
		at: ms,
		ownPackets: 0,
		ownPacketsAtLeast: 0,
		ownConnections: 1,
		ownWatches: 0,
		values: valuesOfSrvr({...srvr, received: srvr.received + packets}),
	});

	it('are the same as those of mntr, as far as it tells them', () => {
		const figures = figuresBetween(at(1000, 0), at(2000, 7));
		expect(figures).toMatchObject({requestsPerSecond: 7, outstanding: 0, connections: 2, znodes: 32});
		expect([figures.watches, figures.fsyncMs, figures.dataBytes]).toEqual([undefined, undefined, undefined]);
	});
});
