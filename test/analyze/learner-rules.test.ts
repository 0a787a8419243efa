// source/analyze/rules/learners.ts
import {describe, expect, it} from 'vitest';
import {learnerRules} from '../../source/analyze/rules/learners.ts';
import type {ServerWitness} from '../../source/analyze/rules/rule.ts';
import {lagOf} from '../../source/analyze/ensemble.ts';
import {a, b, blindAmong, c, find, over, sceneOf} from './judging.ts';
import {lost, meterIn, mntrOf, srvrOf, witness} from './witnesses.ts';

const zxid = (counter: number, epoch = 1): string =>
	`0x${((BigInt(epoch) << 32n) + BigInt(counter)).toString(16)}`;
/** A leader that told these counters at these times, newest first. */
const leading = (...told: readonly (readonly [counter: number, at: number])[]): ServerWitness =>
	witness('c', 'leader', {
		srvr: srvrOf('3.8.0/leader', {zxid: zxid(told[0]?.[0] ?? 0)}),
		zxids: told.map(([counter, at]) => ({zxid: zxid(counter), at})),
	});
/** A follower that tells a counter at a time, having been asked 10 ms before. */
const following = (counter: number, at: number, leaderBefore: number, epoch = 1): ServerWitness => {
	const own = zxid(counter, epoch);
	const srvr = srvrOf('3.8.0/follower1', {zxid: own});
	return witness('a', 'follower1', {
		srvr: srvr.kind === 'fresh' ? {...srvr, at} : srvr,
		answerMs: 10,
		lag: lagOf(zxid(leaderBefore), own),
	});
};
const judged = (ticks: number, ...servers: readonly ServerWitness[]) =>
	over(Array.from({length: ticks}, () => sceneOf(servers)));

describe('follower-lag', () => {
	const leader = leading([9000, 5100], [8000, 4000], [7000, 3000], [6000, 2000], [5000, 1000]);

	it('is the time since the leader had passed what the follower shows, and a bracket of transactions', () => {
		const finding = find(judged(3, following(5500, 5000, 8000), b, leader), 'follower-lag');
		expect(finding).toMatchObject({
			severity: 'warn',
			subject: 'a',
			text: 'behind the leader by 3.0 s and 2,500 transactions at least',
		});
		expect(finding?.evidence.map(({now}) => now)).toEqual([
			{value: 2990, unit: 'age'},
			{value: 2500, unit: 'count'},
			{value: 3500, unit: 'count'},
		]);
	});

	it('waits for three intervals in a row', () => {
		expect(find(judged(2, following(5500, 5000, 8000), b, leader), 'follower-lag')).toBeUndefined();
	});

	it('is no noise: a follower that was asked between two answers of a busy leader is not behind', () => {
		// facts.md M12: read one after another, zxids differ by −50 … +13.
		expect(find(judged(9, following(8013, 5000, 8000), b, leader), 'follower-lag')).toBeUndefined();
		expect(find(judged(9, following(7950, 5000, 8000), b, leader), 'follower-lag')).toBeUndefined();
	});

	it('is none while a follower still shows the epoch before', () => {
		expect(find(judged(9, following(0x35, 5000, 8000, 0), b, leader), 'follower-lag')).toBeUndefined();
	});

	it('cannot be seen while the leader cannot', () => {
		const judgement = judged(3, following(5500, 5000, 8000), b, lost('c', 'leader', 'silent'));
		expect(blindAmong(judgement, learnerRules)).toContain('follower-lag');
	});
});

describe('followers-syncing', () => {
	const leader = (gauges: Readonly<Record<string, number>>): ServerWitness =>
		witness('c', 'leader', {
			meter: meterIn('3.8.0/leader', {}, gauges),
			mntr: mntrOf('3.8.0/leader', gauges),
		});

	it('says after a minute how many learners are not in step', () => {
		const stuck = leader({synced_observers: 0});
		expect(find(judged(59, a, b, stuck), 'followers-syncing')).toBeUndefined();
		expect(find(judged(60, a, b, stuck), 'followers-syncing')).toMatchObject({
			severity: 'warn',
			subject: 'ensemble',
			text: '1 of 3 learners of c not in step: reading a snapshot, or stuck',
		});
	});

	it('says how many sync calls wait', () => {
		expect(find(judged(60, a, b, leader({pending_syncs: 7})), 'followers-syncing')).toMatchObject({
			severity: 'info',
			subject: 'c',
			text: '7 sync calls wait for a commit',
		});
	});

	it('is silent while all are in step, and blind without the leader', () => {
		expect(find(judged(60, a, b, c), 'followers-syncing')).toBeUndefined();
		expect(blindAmong(judged(1, a, b), learnerRules)).toContain('followers-syncing');
	});
});
