// source/analyze/rules/latency.ts and load.ts
import {describe, expect, it} from 'vitest';
import type {FigureName} from '../../source/analyze/figures.ts';
import type {ServerWitness} from '../../source/analyze/rules/rule.ts';
import {b, c, find, over, sceneOf} from './judging.ts';
import {lost, meterIn, witness} from './witnesses.ts';

const judged = (ticks: number, ...servers: readonly ServerWitness[]) =>
	over(Array.from({length: ticks}, () => sceneOf(servers)));
const usually =
	(values: Partial<Record<FigureName, number>>) =>
	(figure: FigureName): number | undefined =>
		values[figure];
const writing = (meanMs: number, changed: Partial<ServerWitness> = {}): ServerWitness =>
	witness('a', 'follower1', {
		meter: meterIn('3.8.0/follower1', {
			cnt_updatelatency: 10,
			sum_updatelatency: 10 * meanMs,
			cnt_readlatency: 10,
			sum_readlatency: 10,
		}),
		usual: usually({writeMs: 3, readMs: 1}),
		...changed,
	});

describe('latency-shift', () => {
	it('says which mean of the interval left its habit, after five intervals', () => {
		expect(find(judged(4, writing(60), b, c), 'latency-shift')).toBeUndefined();
		expect(find(judged(5, writing(60), b, c), 'latency-shift')).toMatchObject({
			severity: 'warn',
			subject: 'a',
			text: 'writes take 60 ms, usually 3.0 ms',
			why: 'No disk is slow: load, a pause or the network.',
		});
	});

	it('pays no heed to many times of next to nothing, nor to what is usual, nor to what is so since the start', () => {
		expect(find(judged(9, writing(19), b, c), 'latency-shift')).toBeUndefined();
		const always = writing(60, {usual: usually({writeMs: 50, readMs: 1})});
		expect(find(judged(9, always, b, c), 'latency-shift')).toBeUndefined();
		const since = writing(3, {
			meter: meterIn('3.8.0/follower1', {}, {avg_updatelatency: 900, max_latency: 9000}),
		});
		expect(find(judged(9, since, b, c), 'latency-shift')).toBeUndefined();
	});

	it('needs no habit where any server would be slow, and says that it has none else', () => {
		expect(find(judged(5, writing(140, {usual: usually({})}), b, c), 'latency-shift')?.text).toBe(
			'writes take 140 ms',
		);
		expect(judged(1, writing(60, {usual: usually({})}), b, c).partly).toContainEqual({
			rule: 'latency-shift',
			subject: 'a',
			why: 'has no habit to compare with yet: sees only means over 100 ms until it was watched for 90 intervals',
		});
	});

	it('names the slow disk that explains it once the quorum hides it no more', () => {
		const slow = writing(400, {
			meter: meterIn('3.8.0/follower1', {
				cnt_updatelatency: 2,
				sum_updatelatency: 800,
				cnt_fsynctime: 2,
				sum_fsynctime: 800,
			}),
		});
		const needed = judged(5, slow, lost('b', 'follower2', 'refused'), c);
		expect(find(needed, 'latency-shift')?.why).toBe(
			'The slow disk of a explains it (fsync-slow): a majority is not had without it.',
		);
		expect(find(judged(5, slow, b, c), 'latency-shift')?.why).toBe(
			'The disk of a is slow, but a majority is had without it: look elsewhere.',
		);
	});
});

describe('outstanding-growing', () => {
	const waiting = (count: number, before: number): ServerWitness =>
		witness('a', 'follower1', {
			meter: meterIn(
				'3.8.0/follower1',
				{outstanding_requests: count - before},
				{outstanding_requests: before},
			),
		});

	it('says how many requests wait and by how much they grew, after five intervals', () => {
		expect(find(judged(4, waiting(212, 180), b, c), 'outstanding-growing')).toBeUndefined();
		expect(find(judged(5, waiting(212, 180), b, c), 'outstanding-growing')).toMatchObject({
			severity: 'warn',
			text: '212 requests wait for an answer, 32 more than 1 s before',
		});
	});

	it('is bad at half of the limit at which the server stops reading', () => {
		expect(find(judged(5, waiting(640, 700), b, c), 'outstanding-growing')).toMatchObject({
			severity: 'bad',
			text: '640 requests wait for an answer',
		});
	});

	it('is silent while few wait', () => {
		expect(find(judged(9, waiting(40, 0), b, c), 'outstanding-growing')).toBeUndefined();
	});
});

describe('own-cost', () => {
	const asked = (perSecond: number, others: number): ServerWitness =>
		witness('a', 'follower1', {
			meter: meterIn('3.8.0/follower1', {packets_received: perSecond}),
			figures: {
				requestsPerSecond: others,
				readMs: undefined,
				writeMs: undefined,
				fsyncMs: undefined,
				outstanding: 0,
				connections: 1,
				watches: 0,
				znodes: 30,
				dataBytes: 2000,
			},
		});

	it('says what zktop itself asks where it is much and a large share', () => {
		expect(find(judged(10, asked(60, 20), b, c), 'own-cost')).toMatchObject({
			severity: 'info',
			subject: 'a',
			text: 'gets 40/s from zktop itself, 67 % of its requests',
		});
	});

	it('is silent on an idle ensemble, which nobody else asks, and where others ask far more', () => {
		expect(find(judged(10, asked(5, 0), b, c), 'own-cost')).toBeUndefined();
		expect(find(judged(10, asked(1040, 1000), b, c), 'own-cost')).toBeUndefined();
	});
});
