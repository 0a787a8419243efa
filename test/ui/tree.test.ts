// source/ui/panes/tree.ts
import {describe, expect, it} from 'vitest';
import type {FollowingArrival} from '../../source/collect/sample.ts';
import {treePane, treeRemark} from '../../source/ui/panes/tree.ts';
import {connects, lists, scripted, stats, statOf, type Scripted} from '../store/scripted.ts';

const drawn = ({state}: Scripted, width = 60, height = 20): readonly string[] =>
	treePane(state(), width, height).map(line =>
		line
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);

const open = (): Scripted => {
	const run = scripted();
	run.sample(0, connects('zk1', '0x1'), lists('/', 'a', 'b', 'jobs'), stats('/a', statOf()));
	return run;
};

describe('the rows of the tree', () => {
	it('say for some seconds by a sign what is new, changed and gone', () => {
		const run = open();
		run.sample(1, lists('/', 'a', 'c', 'jobs'), stats('/a', statOf({mzxid: '0x9'})));
		const signs = drawn(run).map(row => /^.\s*[▸▾]?\s*(?<name>\S+(?: [+~-])?)/.exec(row)?.groups?.['name']);
		expect(signs).toEqual(['NAME', '/', 'a ~', 'b -', 'c +', 'jobs']);
		run.sample(7);
		expect(drawn(run).join('\n')).not.toMatch(/ [+~-](?: |$)/m);
	});
});

describe('the border below the tree', () => {
	const told = (own: Partial<FollowingArrival>): FollowingArrival => ({
		of: 'following',
		eventsPerSecond: 0,
		readsPerSecond: 0,
		left: [],
		...own,
	});

	it.each([
		[told({eventsPerSecond: 99, readsPerSecond: 20}), '1 loaded · e ephemeral'],
		[told({eventsPerSecond: 4210, readsPerSecond: 20}), 'events 4,210/s, read 20/s: follows with a delay'],
		[
			told({left: ['/jobs', '/a'], readsPerSecond: 4}),
			'/jobs and 1 more: too many events to be told of each; read 4/s',
		],
	])('says %o as "%s"', (following, says) => {
		const run = scripted();
		run.sample(0, lists('/'), following);
		expect(treeRemark(run.state())).toBe(says);
		run.sample(1, told({}));
		expect(treeRemark(run.state())).toBe('1 loaded · e ephemeral');
	});
});
