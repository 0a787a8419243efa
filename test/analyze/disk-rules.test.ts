// source/analyze/rules/disk.ts
import {describe, expect, it} from 'vitest';
import {find, over, sceneOf} from './judging.ts';
import {lost, meterIn, witness} from './witnesses.ts';

const fsyncs = (count: number, sumMs: number) => ({cnt_fsynctime: count, sum_fsynctime: sumMs});
const slow = (name: string, at: 'follower1' | 'follower2' | 'leader') =>
	witness(name, at, {
		meter: meterIn(`3.8.0/${at}`, fsyncs(2, 820)),
		usual: figure => (figure === 'fsyncMs' ? 4 : undefined),
	});
const quick = (name: string, at: 'follower1' | 'follower2' | 'leader') =>
	witness(name, at, {meter: meterIn(`3.8.0/${at}`, fsyncs(31, 124))});
const ticks = (count: number, ...servers: Parameters<typeof sceneOf>[0]) =>
	Array.from({length: count}, () => sceneOf(servers));

describe('fsync-slow', () => {
	const hidden = [slow('a', 'follower1'), quick('b', 'follower2'), quick('c', 'leader')] as const;

	it('names a slow disk that the quorum hides, and who must go for it to be felt', () => {
		expect(find(over(ticks(5, ...hidden)), 'fsync-slow')).toMatchObject({
			severity: 'warn',
			subject: 'a',
			text: 'fsync 410 ms, usually 4.0 ms: hidden by the quorum, felt if b or c goes',
		});
	});

	it('is bad once every write waits for it, and says what to bring back', () => {
		const needed = [slow('a', 'follower1'), lost('b', 'follower2', 'silent'), quick('c', 'leader')] as const;
		const finding = find(over(ticks(5, ...needed)), 'fsync-slow');
		expect(finding?.severity).toBe('bad');
		expect(finding?.text).toContain('every write waits for it');
		expect(finding?.evidence.map(({what, server}) => `${what} ${server ?? ''}`)).toEqual([
			'fsync, mean of the last interval a',
			'fsyncs in that interval a',
			'voters in step ',
			'since start, for comparison only a',
		]);
	});

	it('is no finding before its fifth tick, for a shorter pause, or by what is so since the start', () => {
		expect(find(over(ticks(4, ...hidden)), 'fsync-slow')).toBeUndefined();
		const lifetime = witness('a', 'follower1', {
			meter: meterIn('3.8.0/follower1', fsyncs(31, 124), {avg_fsynctime: 900, max_fsynctime: 4000}),
		});
		expect(find(over(ticks(9, lifetime, hidden[1], hidden[2])), 'fsync-slow')).toBeUndefined();
	});

	it('waits on while nothing is written, and goes five ticks after the disk is quick again', () => {
		const still = witness('a', 'follower1');
		const well = ticks(1, quick('a', 'follower1'), hidden[1], hidden[2]);
		const rest = ticks(1, still, hidden[1], hidden[2]);
		const bad = ticks(1, ...hidden);
		expect(
			find(over([...bad, ...bad, ...rest, ...rest, ...bad, ...bad, ...bad]), 'fsync-slow'),
		).toBeDefined();
		const raised = [...bad, ...bad, ...bad, ...bad, ...bad];
		expect(find(over([...raised, ...well, ...well, ...well, ...well]), 'fsync-slow')).toBeDefined();
		const gone = over([...raised, ...well, ...well, ...well, ...well, ...well]);
		expect(find(gone, 'fsync-slow')).toBeUndefined();
		expect(gone.cleared).toMatchObject([{how: 'cleared', at: 9000, finding: {rule: 'fsync-slow', since: 0}}]);
	});

	it('says which server it cannot see, and is blind where none tells', () => {
		const old = witness('a', 'follower1', {
			meter: meterIn('3.8.0/follower1', {}, {cnt_fsynctime: undefined}),
		});
		const judgement = over(ticks(1, old, hidden[1], hidden[2]));
		expect(judgement.partly).toContainEqual({
			rule: 'fsync-slow',
			subject: 'a',
			why: 'needs fsynctime of mntr, since ZooKeeper 3.6',
		});
		expect(over(ticks(1, old)).blind.map(({rule}) => rule)).toContain('fsync-slow');
	});
});
