// source/store/metrics.ts
import {describe, expect, it} from 'vitest';
import {metricsNamed, sayMetric, valueOf} from '../../source/store/metrics.ts';
import type {Data} from '../../source/store/state.ts';
import {answers, everything, fails, scripted, told, type ServerName} from './scripted.ts';

const grown = (name: ServerName, by: Readonly<Record<string, number>>) => {
	const recorded = told(name, 'mntr');
	return answers(name, 'mntr', {
		...recorded,
		values: new Map([...recorded.values].map(([key, value]) => [key, value + (by[key] ?? 0)])),
	});
};

/** Two ticks of everything, in which zk3 has committed ten times and written its log four times. */
const busy = (): Data => {
	const {sample} = scripted();
	sample(0, ...everything());
	return sample(
		1,
		grown('zk3', {commit_count: 10, cnt_fsynctime: 4, sum_fsynctime: 80}),
		...everything(['srvr']),
	);
};

const now = ({servers}: Data, server: ServerName, name: string): string | undefined => {
	const metric = metricsNamed(servers).find(metric => metric.name === name);
	const state = servers.find(other => other.name === server);
	const value = metric && state && valueOf(state, metric);
	return metric && value !== undefined ? sayMetric(metric, value) : undefined;
};

describe('metrics by name', () => {
	it('are zktop’s own first, then a summary beside what belongs to it', () => {
		const names = metricsNamed(busy().servers, ['FSYNC', 'request']).map(({name}) => name);
		expect(names.slice(0, 2)).toEqual(['requestsPerSecond', 'fsyncMs']);
		const at = names.indexOf('fsynctime');
		expect(names.slice(at, at + 3)).toEqual(['fsynctime', 'avg_fsynctime', 'cnt_fsynctime']);
	});

	it('are none where no name has the text in it', () => {
		expect(metricsNamed(busy().servers, ['nowhere'])).toEqual([]);
	});
});

describe('the value of now', () => {
	it.each([
		['commit_count', '10/s'],
		['fsynctime', '20 ms'],
		['fsyncMs', '20 ms'],
		['cnt_fsynctime', '4/s'],
		['znode_count', '33'],
		['znodes', '32'],
		['approximate_data_size', '2.2 KB'],
		['uptime', '70 s'],
		['answerMs', '4.0 ms'],
	])('of %s has its unit', (name, said) => {
		expect(now(busy(), 'zk3', name)).toBe(said);
	});

	it('is not told of what never happened, though the server says 0', () => {
		expect(told('zk3', 'mntr').values.get('max_jvm_pause_time_ms')).toBe(0);
		expect(now(busy(), 'zk3', 'max_jvm_pause_time_ms')).toBeUndefined();
		expect(now(busy(), 'zk3', 'jvm_pause_time_ms')).toBeUndefined();
	});

	it('is not told of a server that does not answer', () => {
		const {sample} = scripted();
		sample(0, ...everything());
		const data = sample(1, fails('zk3', 'srvr'), fails('zk3', 'mntr'));
		expect([now(data, 'zk3', 'znode_count'), now(data, 'zk3', 'answerMs')]).toEqual([undefined, undefined]);
		expect(now(data, 'zk1', 'znode_count')).toBe('33');
	});
});
