// source/analyze/liveness/expiry.ts
import {describe, expect, it} from 'vitest';
import {endOf, expiriesIn, forecastOf, type ClockKnown} from '../../../source/analyze/liveness/expiry.ts';
import {readDump, type Dump} from '../../../source/zookeeper/words/dump.ts';
import {recorded} from '../../helpers/recorded-words.ts';

/** A leader's answer: sessions by the second of the minute in which they end. */
const dumpOf = (sessions: Readonly<Record<string, number>>): Dump =>
	readDump(
		`SessionTracker dump:\nGlobal Session Sets (1)/(1):\n${Object.entries(sessions)
			.map(
				([id, second]) =>
					`1 expire at Sun Nov 22 18:58:${String(second).padStart(2, '0')} UTC 2026:\n\t${id}\n`,
			)
			.join('')}ephemeral nodes dump:\nSessions with Ephemerals (1):\n0x1:\n\t/a\n\t/b\n`,
	);
const minute = Date.UTC(2026, 10, 22, 18, 58);
const clock = (own: Partial<ClockKnown> = {}): ClockKnown => ({
	at: minute + 30_000,
	tickMs: 1000,
	offsetMs: undefined,
	timeoutOf: () => 10_000,
	...own,
});
const endIn = (dump: Dump, session: string, known: ClockKnown): number | undefined => {
	const end = endOf(expiriesIn('zk1', dump, known), session);
	return end === undefined ? undefined : (end - known.at) / 1000;
};

describe('when a session ends', () => {
	it("is what the leader says by its own clock, where that is known, and a second for its dates' cut", () => {
		const timeoutOf = () => undefined;
		expect(endIn(dumpOf({'0x1': 33, '0x2': 40}), '0x1', clock({offsetMs: 0, timeoutOf}))).toBe(4);
		expect(endIn(dumpOf({'0x1': 33, '0x2': 40}), '0x1', clock({offsetMs: -2000, timeoutOf}))).toBe(6);
	});

	it('is no further away than the timeout of a session that was heard of just now allows, whatever clocks say', () => {
		// 0x2 ends at :40, so its 10 s began at :29 or later: it is at least :29, and :33 at most 4 s away.
		const dump = dumpOf({'0x1': 33, '0x2': 40});
		expect(endIn(dump, '0x1', clock())).toBe(4);
		expect(endIn(dump, '0x1', clock({offsetMs: -20_000}))).toBe(4);
	});

	it('is never before the first end that the leader still tells', () => {
		expect(endIn(dumpOf({'0x1': 33, '0x2': 40}), '0x2', clock({offsetMs: 60_000}))).toBe(7);
	});

	it('is not known of a session that the leader does not tell', () => {
		expect(endIn(dumpOf({'0x1': 33}), '0x9', clock())).toBeUndefined();
	});

	it('is told by no follower', () => {
		const follower = readDump(recorded('3.8.0/follower1', 'dump'));
		expect(endIn(follower, '0x100000ec87b0000', clock())).toBeUndefined();
	});
});

describe('the forecast', () => {
	const forecast = (sessions: Readonly<Record<string, number>>) => {
		const dump = dumpOf(sessions);
		return forecastOf(expiriesIn('zk1', dump, clock({offsetMs: 0})), {
			timeoutOf: () => 10_000,
			ephemeralsOf: session => dump.ephemerals.get(session)?.length ?? 0,
			holdsOf: session => Number(session === '0x1'),
			leadsOf: session => Number(session === '0x1'),
		});
	};

	it('leaves out healthy sessions, which are seen at all times with less than their whole timeout (M7)', () => {
		expect(forecast({'0x1': 36, '0x2': 40})).toEqual([]);
	});

	it('counts what goes with each second', () => {
		expect(forecast({'0x1': 32, '0x3': 33, '0x2': 40})).toEqual([
			{endsBy: minute + 33_000, sessions: ['0x1'], ephemerals: 2, holds: 1, leads: 1},
			{endsBy: minute + 34_000, sessions: ['0x3'], ephemerals: 0, holds: 0, leads: 0},
		]);
	});

	it('is empty on a healthy recorded leader', () => {
		const dump = readDump(recorded('3.8.0/leader', 'dump'));
		const at = Date.UTC(2026, 10, 22, 18, 58, 29);
		const timeouts: Readonly<Record<string, number>> = {'0x300000ec8e50001': 10_000};
		const known = clock({at, offsetMs: 0, timeoutOf: session => timeouts[session] ?? 14_000});
		const stakes = {timeoutOf: known.timeoutOf, ephemeralsOf: () => 1, holdsOf: () => 0, leadsOf: () => 0};
		expect(forecastOf(expiriesIn('zk3', dump, known), stakes)).toEqual([]);
	});
});
