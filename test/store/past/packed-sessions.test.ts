// source/store/past/packed-sessions.ts: the sessions of a moment in little room
import {describe, expect, it} from 'vitest';
import type {SessionRow} from '../../../source/analyze/sessions.ts';
import {
	mostSessions,
	noSessions,
	packedBytes,
	packSessions,
	unpackSessions,
} from '../../../source/store/past/packed-sessions.ts';

const row = (number: number, own: Partial<SessionRow> = {}): SessionRow => ({
	session: `0x1000${number.toString(16).padStart(12, '0')}`,
	client: `10.0.0.${number % 250}:${40_000 + (number % 20_000)}`,
	address: `10.0.0.${number % 250}`,
	server: 'zk1:2181',
	fresh: true,
	bornOn: 1,
	timeoutMs: 10_000,
	lastOp: 'PING',
	activity: 'pings only',
	heardAt: 1_795_373_998_765,
	requestsPerSecond: 0,
	receivedPerSecond: 0.25,
	sentPerSecond: 0.25,
	queued: 0,
	establishedAt: 1_795_373_900_000,
	ephemerals: 2,
	...own,
});

const rows = (count: number, own: Partial<SessionRow> = {}): readonly SessionRow[] =>
	Array.from({length: count}, (_, index) => row(index, own));

const at = 1_795_373_999_999;
const nobody = (): boolean => false;

describe('packed sessions', () => {
	it('are the same rows again', () => {
		const packed = [
			row(1, {requestsPerSecond: 1024.5, activity: 'working', lastOp: 'GETD', secure: true}),
			row(2, {
				requestsPerSecond: undefined,
				receivedPerSecond: undefined,
				sentPerSecond: undefined,
				activity: 'unknown',
			}),
			row(3, {ephemerals: undefined, queued: 7}),
		];
		expect(unpackSessions(packSessions(packed, at, noSessions, nobody))).toEqual(packed);
	});

	it('share with the moment before all but the figures', () => {
		const before = packSessions(rows(100), at, noSessions, nobody);
		const after = packSessions(rows(100, {receivedPerSecond: 3, queued: 1, heardAt: at}), at, before, nobody);
		expect(after.who.every((who, index) => who === before.who[index])).toBe(true);
		expect(packedBytes(after, before)).toBeLessThan(100 * 41);
		expect(packedBytes(before, before)).toBe(0);
		expect(packedBytes(before, noSessions)).toBeGreaterThan(100 * 100);
	});

	it('of too many are the busiest and those that somebody waits for, and it is known how many there were', () => {
		const holder = row(99_999);
		const all = [...rows(mostSessions + 500), holder];
		const packed = packSessions(all, at, noSessions, ({session}) => session === holder.session);
		const kept = unpackSessions(packed);
		expect(kept).toHaveLength(mostSessions);
		expect(kept.at(-1)).toEqual(holder);
		expect(kept[0]).toEqual(all[0]);
		expect(packed.omitted).toBe(501);
	});
});
