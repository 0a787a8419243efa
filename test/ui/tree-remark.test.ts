// source/ui/panes/tree-remark.ts
import {describe, expect, it} from 'vitest';
import type {FollowingArrival} from '../../source/collect/sample.ts';
import {treeRemark} from '../../source/ui/panes/tree-remark.ts';
import {lists, scripted} from '../store/scripted.ts';

describe('the border below the tree', () => {
	const told = (own: Partial<FollowingArrival>): FollowingArrival => ({
		of: 'following',
		eventsPerSecond: 0,
		readsPerSecond: 0,
		left: [],
		...own,
	});

	it.each([
		[told({eventsPerSecond: 99, readsPerSecond: 20}), '1 loaded · e ephemeral s sequential'],
		[told({eventsPerSecond: 4210, readsPerSecond: 20}), 'events 4,210/s, read 20/s: follows with a delay'],
		[
			told({left: ['/jobs', '/a'], readsPerSecond: 4}),
			'/jobs and 1 more: too many events to be told of each; read 4/s',
		],
	])('says %o as "%s"', (following, says) => {
		const run = scripted();
		run.sample(0, lists('/'), following);
		expect(treeRemark(run.state(), 100)).toBe(says);
		run.sample(1, told({}));
		expect(treeRemark(run.state(), 100)).toBe('1 loaded · e ephemeral s sequential');
	});

	it.each([
		[told({eventsPerSecond: 4210, readsPerSecond: 20}), 'events 4,210/s, with a delay'],
		[told({left: ['/a'.repeat(30)], readsPerSecond: 4}), 'too many events'],
	])('says of %o what fits a narrow tree', (following, says) => {
		const run = scripted();
		run.sample(0, lists('/'), following);
		expect(treeRemark(run.state(), 33)).toBe(says);
	});

	it('names the order of a tree that is too narrow for titles', () => {
		const run = scripted();
		run.sample(0, lists('/'));
		run.does({type: 'sorted-by', by: 'size'});
		expect(treeRemark(run.state(), 39)).toBe('by size ↓ · 1 loaded');
		expect(treeRemark(run.state(), 40)).toBe('1 loaded · e ephemeral s sequential');
		run.does({type: 'sorted-by', by: 'size'});
		expect(treeRemark(run.state(), 15)).toBe('by size ↑');
	});
});
