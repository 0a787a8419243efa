// source/analyze/hysteresis.ts: findings over time, by the rule about slow disks
import {expect, it} from 'vitest';
import {judge, nothingJudged, type Judgement} from '../../source/analyze/findings.ts';
import type {ServerWitness} from '../../source/analyze/rules/rule.ts';
import {find, over, sceneOf} from './judging.ts';
import {meterIn, shut, witness} from './witnesses.ts';

const servers = (changed: Partial<ServerWitness>): readonly ServerWitness[] => [
	witness('a', 'follower1', changed),
	witness('b', 'follower2'),
	witness('c', 'leader'),
];
const slow = servers({meter: meterIn('3.8.0/follower1', {cnt_fsynctime: 2, sum_fsynctime: 820})});
const quick = servers({meter: meterIn('3.8.0/follower1', {cnt_fsynctime: 9, sum_fsynctime: 20})});
const unseen = servers({meter: undefined, mntr: shut});
const raised = over(Array.from({length: 5}, () => sceneOf(slow)));

/** A judgement at a second of the run, which is its tick, too. */
const at = (second: number, seen: readonly ServerWitness[], before: Judgement): Judgement =>
	judge({...sceneOf(seen), tick: second, now: second * 1000}, before);

it('a finding begins when it was first so, not when it had been so for long enough', () => {
	expect(find(raised, 'fsync-slow')).toMatchObject({since: 0, seenAt: 4000});
});

it('one tick in between that tells otherwise begins the count anew', () => {
	const scenes = [slow, slow, slow, slow, quick, slow, slow, slow, slow].map(seen => sceneOf(seen));
	expect(find(over(scenes), 'fsync-slow')).toBeUndefined();
});

it('several samples of one tick count once', () => {
	const same = Array.from({length: 9}, () => ({...sceneOf(slow), tick: 3, now: 3000}));
	expect(
		find(
			same.reduce<Judgement>((before, scene) => judge(scene, before), nothingJudged),
			'fsync-slow',
		),
	).toBe(undefined);
});

it('a run of two ticks raises what is true in both, however patient the rule', () => {
	const scene = (tick: number) => ({...sceneOf(slow), tick, now: tick * 1000});
	const first = judge(scene(1), nothingJudged, true);
	expect(find(first, 'fsync-slow')).toBeUndefined();
	expect(find(judge(scene(2), first, true), 'fsync-slow')).toMatchObject({since: 1000});
});

it('what cannot be seen any more stays with the age of what was seen, and is not called cleared but lost sight of', () => {
	const held = at(30, unseen, raised);
	expect(find(held, 'fsync-slow')).toMatchObject({seenAt: 4000});
	expect(held.partly).toContainEqual(expect.objectContaining({rule: 'fsync-slow', subject: 'a'}));
	const lost = at(64, unseen, held);
	expect(find(lost, 'fsync-slow')).toBeUndefined();
	expect(lost.cleared).toMatchObject([{how: 'lost-sight', at: 64_000, finding: {seenAt: 4000}}]);
});

it('what is seen again and gone then takes its five ticks to clear', () => {
	const again = at(31, quick, at(30, unseen, raised));
	expect(find(again, 'fsync-slow')).toBeDefined();
	expect(find(at(35, quick, again), 'fsync-slow')).toBeUndefined();
});

it('cleared findings are told for an hour', () => {
	const cleared = at(9, quick, raised);
	expect(cleared.cleared).toHaveLength(1);
	expect(at(3609, quick, cleared).cleared).toHaveLength(1);
	expect(at(3610, quick, cleared).cleared).toEqual([]);
});
