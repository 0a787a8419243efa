// source/analyze/traffic/endings.ts and rules/expiry.ts
import {describe, expect, it} from 'vitest';
import {endingsAfter, noEndings, type Endings} from '../../../source/analyze/traffic/endings.ts';
import type {Expiries} from '../../../source/analyze/liveness/expiry.ts';
import type {ServerWitness} from '../../../source/analyze/rules/rule.ts';
import type {SessionRow} from '../../../source/analyze/sessions.ts';
import {find} from '../judging.ts';
import {meterIn} from '../witnesses.ts';
import {sessionOf} from './traffic-of.ts';
import {after, serving, trafficWith} from './traffic-scenes.ts';

/** What the leader tells at a second of sessions and when each ends, seconds from then. */
const told = (second: number, ends: Readonly<Record<string, number>>): Expiries => ({
	server: 'c',
	at: second * 1000,
	firstEndsBy: second * 1000,
	sessions: new Map(
		Object.entries(ends).map(([session, left]) => [
			session,
			{expiresAfterFirstMs: left * 1000} as Expiries['sessions'] extends ReadonlyMap<string, infer S>
				? S
				: never,
		]),
	),
});
const rows = (...sessions: readonly SessionRow[]) => new Map(sessions.map(row => [row.session, row]));
const [x, y] = [sessionOf('10.0.0.4', 0, {session: '0x1'}), sessionOf('10.0.0.5', 0, {session: '0x2'})];

describe('endings', () => {
	it('tell who expired, and whose the sessions were, though their connection had gone before', () => {
		const dead = endingsAfter(
			noEndings,
			{bySession: rows(x, y), expiries: told(0, {'0x1': 9, '0x2': 9})},
			{bySession: rows(y), expiries: told(1, {'0x1': 8, '0x2': 9})},
			1000,
		);
		expect(dead.expired).toEqual([]);
		const {expired} = endingsAfter(
			dead,
			{bySession: rows(y), expiries: told(9, {'0x1': 1, '0x2': 9})},
			{bySession: rows(y), expiries: told(10, {'0x2': 9})},
			10_000,
		);
		expect(expired).toEqual([{session: '0x1', address: '10.0.0.4', at: 10_000}]);
	});

	it('do not take a session that was closed for one that expired, nor one for gone that has moved', () => {
		const before = {bySession: rows(x, y), expiries: told(0, {'0x1': 9, '0x2': 9})};
		const closed = endingsAfter(noEndings, before, {bySession: rows(y), expiries: told(1, {'0x2': 9})}, 1000);
		expect(closed.expired).toEqual([]);
		const back = endingsAfter(
			closed,
			{...before, bySession: rows(y)},
			{...before, bySession: rows(x, y)},
			2000,
		);
		expect(back.departed.size).toBe(0);
	});

	it('are the same value while nothing ends, and forget after a minute', () => {
		const same = {bySession: rows(x), expiries: told(0, {'0x1': 9})};
		expect(endingsAfter(noEndings, same, same, 1000)).toBe(noEndings);
		const old: Endings = {...noEndings, expired: [{session: '0x1', address: undefined, at: 0}]};
		expect(endingsAfter(old, same, same, 61_000).expired).toEqual([]);
	});

	it('tell nothing across leaders, whose clocks differ', () => {
		const other = {...told(10, {}), server: 'a'};
		expect(
			endingsAfter(
				noEndings,
				{bySession: rows(x), expiries: told(9, {'0x1': 0})},
				{bySession: rows(), expiries: other},
				10_000,
			).expired,
		).toEqual([]);
	});
});

describe('sessions-expired', () => {
	const expired = Array.from({length: 18}, (_, index) => ({
		session: `0x${index}`,
		address: index < 15 ? '10.0.0.4' : '10.0.0.7',
		at: 0,
	}));
	const traffic = trafficWith({endings: {departed: new Map(), expired}});
	const leaderWith = (changed: Partial<ServerWitness>) => serving({c: changed});
	const lately = (count: number) => leaderWith({grownIn: () => count});

	it('says how many sessions expired in a minute, and whose they were', () => {
		expect(find(after(1, traffic, lately(18)), 'sessions-expired')).toMatchObject({
			severity: 'warn',
			subject: 'ensemble',
			text: '18 sessions expired in the last minute, 15 of them of 10.0.0.4, the others of 1 address',
			place: {kind: 'sessions', filter: '10.0.0.4'},
		});
	});

	it('counts at least those whom it names', () => {
		expect(find(after(1, traffic, lately(17)), 'sessions-expired')?.text).toMatch(/^18 sessions expired/);
	});

	it('says of how many the address is not known', () => {
		const {text} = find(after(1, traffic, lately(43)), 'sessions-expired') ?? {};
		expect(text).toBe(
			'43 sessions expired in the last minute, 15 of them of 10.0.0.4, 3 of 1 other address, 25 of unknown ones',
		);
	});

	it('sees a burst in one interval before there is a history', () => {
		const burst = leaderWith({meter: meterIn('3.8.0/leader', {stale_sessions_expired: 9})});
		expect(find(after(1, trafficWith({}), burst), 'sessions-expired')?.text).toBe(
			'9 sessions expired in the last minute',
		);
	});

	it('is none of a few, or of a small part of many', () => {
		expect(find(after(9, trafficWith({}), lately(5)), 'sessions-expired')).toBeUndefined();
		const many = leaderWith({
			grownIn: () => 18,
			meter: meterIn('3.8.0/leader', {}, {global_sessions: 1000}),
		});
		expect(find(after(9, traffic, many), 'sessions-expired')).toBeUndefined();
	});

	it('is blind where the leader does not count, or is not asked', () => {
		const old = leaderWith({meter: meterIn('3.8.0/leader', {}, {stale_sessions_expired: undefined})});
		expect(after(1, traffic, old).blind).toContainEqual({
			rule: 'sessions-expired',
			why: 'needs stale_sessions_expired of mntr, since ZooKeeper 3.6',
		});
	});
});
