// source/analyze/rules/elections.ts
import {describe, expect, it} from 'vitest';
import type {Reign} from '../../source/analyze/reigns.ts';
import type {ServerWitness} from '../../source/analyze/rules/rule.ts';
import {a, b, blindAmong, c, connecting, find, healthy, over, sceneOf} from './judging.ts';
import {electionRules} from '../../source/analyze/rules/elections.ts';
import {meterIn, mntrOf, neverSeen, shut, witness} from './witnesses.ts';

const minuteMs = 60_000;
const reign = (leader: string, epoch: number, since: number, gapMs?: number): Reign => ({
	leader,
	epoch,
	since,
	zxid: undefined,
	gapMs,
});
/** One look, with these reigns behind it, newest first. */
const judged = (list: readonly Reign[], servers: readonly ServerWitness[] = healthy, ticks = 1) =>
	over(Array.from({length: ticks}, () => sceneOf(servers, connecting, {reigns: {list, seenAt: 0}})));

describe('even-ensemble', () => {
	const voters = (count: number): readonly ServerWitness[] => [
		{...a, conf: shut, mntr: mntrOf('3.8.0/follower1', {quorum_size: count})},
		{...b, conf: shut, mntr: mntrOf('3.8.0/follower2', {quorum_size: count})},
		{...c, conf: shut, mntr: mntrOf('3.8.0/leader', {quorum_size: count, synced_followers: count - 1})},
	];

	it('says that four voters survive no more than three would', () => {
		expect(find(judged([], voters(4)), 'even-ensemble')).toMatchObject({
			severity: 'info',
			text: '4 voters survive 1 failure, no more than 3 would',
		});
	});

	it('is silent where the number is odd', () => {
		expect(find(judged([], voters(5)), 'even-ensemble')).toBeUndefined();
		expect(find(judged([]), 'even-ensemble')).toBeUndefined();
	});
});

describe('election', () => {
	it('says who was elected, after whom, and for how long nobody led', () => {
		const finding = find(
			judged([reign('c', 6, -2 * minuteMs, 4200), reign('a', 5, -90 * minuteMs)]),
			'election',
		);
		expect(finding).toMatchObject({
			severity: 'warn',
			subject: 'ensemble',
			since: -2 * minuteMs,
			sinceAtLeast: false,
			text: 'c was elected in epoch 6, after a; nobody led for 4.2 s at most, as seen from here',
		});
		expect(finding?.evidence.map(({what, from}) => `${what}: ${from}`)).toEqual([
			'nobody seen leading: srvr Mode, our clock',
			'leads for: mntr leader_uptime',
			'until it led: mntr max_leader_unavailable_time',
		]);
	});

	it('is over after five minutes', () => {
		const old = [reign('c', 6, -6 * minuteMs, 4200), reign('a', 5, -90 * minuteMs)];
		expect(find(judged(old), 'election')).toBeUndefined();
	});

	it('is told by the leader where zktop came later, and says that it did', () => {
		const looking = (name: string, at: 'follower1' | 'follower2' | 'leader') =>
			witness(name, at, {meter: meterIn(`3.8.0/${at}`, {}, {looking_count: 2})});
		const servers = [looking('a', 'follower1'), b, looking('c', 'leader')];
		expect(find(judged([reign('c', 1, 0)], servers), 'election')).toMatchObject({
			// leader_uptime is 70,625 ms.
			since: 1000 - 70_625,
			text: 'c was elected in epoch 1; zktop came later and did not see for how long nobody led',
		});
	});

	it('is none when the ensemble starts: each server has looked for a leader once', () => {
		expect(find(judged([reign('c', 1, 0)]), 'election')).toBeUndefined();
	});

	it('is none when a follower was frozen and has found the leader again that there was', () => {
		const returned = witness('a', 'follower1', {
			meter: meterIn('3.8.0/follower1', {}, {looking_count: 2}),
		});
		expect(find(judged([reign('c', 1, 0)], [returned, b, c]), 'election')).toBeUndefined();
	});

	it('is blind until a leader was seen', () => {
		expect(blindAmong(over([sceneOf([neverSeen('a')])]), electionRules)).toEqual([
			'even-ensemble',
			'election',
			'election-flapping',
		]);
	});
});

describe('election-flapping', () => {
	const times = (...minutes: readonly number[]): readonly Reign[] => [
		...minutes.map((minute, index) => reign('abc'[index % 3] ?? 'a', 9 - index, -minute * minuteMs, 3000)),
		reign('c', 1, -300 * minuteMs),
	];

	it('counts three elections in half an hour, since the first of them', () => {
		expect(find(judged(times(1, 9, 20)), 'election-flapping')).toMatchObject({
			severity: 'bad',
			since: -20 * minuteMs,
			text: '3 elections in 30 m: leadership does not stay (a, b, c)',
		});
	});

	it('does not count two, nor what is longer ago', () => {
		expect(find(judged(times(1, 20)), 'election-flapping')).toBeUndefined();
		expect(find(judged(times(1, 20, 40, 50)), 'election-flapping')).toBeUndefined();
	});
});
