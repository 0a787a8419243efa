// source/analyze/history/intake.ts: recorded mntr of real servers
import {describe, expect, it} from 'vitest';
import {metricsBetween} from '../../../source/analyze/history/intake.ts';
import type {Mark} from '../../../source/analyze/figures.ts';
import {readMntr} from '../../../source/zookeeper/words/mntr.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

const markOf = (at: string, ms: number, grown: Readonly<Record<string, number>> = {}): Mark => ({
	at: ms,
	ownPackets: 0,
	ownPacketsAtLeast: 0,
	ownConnections: 1,
	ownWatches: 0,
	values: new Map(
		[...readMntr(recorded(at, 'mntr')).values].map(([name, value]) => [name, value + (grown[name] ?? 0)]),
	),
});

const leader = '3.8.0/leader';
const between = (
	grown: Readonly<Record<string, number>>,
	elapsedMs = 2000,
): ReadonlyMap<string, number | undefined> =>
	new Map(
		metricsBetween(markOf(leader, 1000), markOf(leader, 1000 + elapsedMs, {uptime: elapsedMs, ...grown})),
	);

describe('the metrics between two answers', () => {
	it.each(situationsOf('mntr'))('are all that the server of %s tells', at => {
		const names = new Set(metricsBetween(undefined, markOf(at, 0)).map(([name]) => name));
		for (const row of markOf(at, 0).values.keys()) {
			expect(names).toContain(row.startsWith('sum_') ? row.slice('sum_'.length) : row);
		}
	});

	it('are gauges as they are', () => {
		expect(between({}).get('ephemerals_count')).toBe(4);
	});

	it('are counters as rates a second', () => {
		expect(between({commit_count: 50}).get('commit_count')).toBe(25);
		expect(between({}).get('commit_count')).toBe(0);
	});

	it('are of a summary its mean in between, and how often', () => {
		const values = between({cnt_fsynctime: 4, sum_fsynctime: 1200});
		expect([values.get('fsynctime'), values.get('cnt_fsynctime')]).toEqual([300, 2]);
		expect(between({}).get('fsynctime')).toBeUndefined();
	});

	it('are of bytes a namespace the bytes a second, too', () => {
		const values = between({cnt_app_write_per_namespace: 10, sum_app_write_per_namespace: 5000});
		expect([
			values.get('cnt_app_write_per_namespace'),
			values.get('app_write_per_namespace'),
			values.get('sum_app_write_per_namespace'),
		]).toEqual([5, 500, 2500]);
	});

	it('are of a set the mean of each of its keys', () => {
		const values = between({cnt_2_learner_handler_qp_size: 2, sum_2_learner_handler_qp_size: 30});
		expect(values.get('2_learner_handler_qp_size')).toBe(15);
	});

	it.each([
		['a counter that went backwards', {commit_count: -3}],
		['an election (M11)', {uptime: -60_000}],
		['srst, though the counter has outgrown its old value', {packets_received: -100, commit_count: 9}],
	])('have no rate after %s', (_, grown) => {
		expect(between(grown).get('commit_count')).toBeUndefined();
		expect(between(grown).get('ephemerals_count')).toBe(4);
	});

	it('have no rates and no means in the first answer', () => {
		const values = new Map(metricsBetween(undefined, markOf(leader, 0)));
		expect([values.get('commit_count'), values.get('fsynctime')]).toEqual([undefined, undefined]);
		expect(values.get('avg_fsynctime')).toBeDefined();
	});
});
