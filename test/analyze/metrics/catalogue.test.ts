// source/analyze/metrics: every name that real servers tell is known
import {describe, expect, it} from 'vitest';
import {metricsBetween} from '../../../source/analyze/history/intake.ts';
import {metricCalled} from '../../../source/analyze/metrics/catalogue.ts';
import {readMntr} from '../../../source/zookeeper/words/mntr.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

const told = (at: string): readonly string[] => {
	const {values} = readMntr(recorded(at, 'mntr'));
	const none = {ownPackets: 0, ownPacketsAtLeast: 0, ownConnections: 0, ownWatches: 0};
	return metricsBetween(undefined, {at: 0, ...none, values}).map(([name]) => name);
};

describe('the catalogue', () => {
	it.each(situationsOf('mntr'))('knows the meaning of all that the server of %s tells', at => {
		expect(told(at).filter(name => metricCalled(name).meaning === '')).toEqual([]);
	});

	it.each([
		['znode_count', 'gauge', 'count'],
		['max_file_descriptor_count', 'gauge', 'count'],
		['packets_received', 'rate', 'count'],
		['commit_count', 'rate', 'count'],
		['op_count_create', 'rate', 'count'],
		['fsynctime', 'mean', 'ms'],
		['cnt_fsynctime', 'rate', 'count'],
		['sum_app_write_per_namespace', 'rate', 'bytes'],
		['2_ack_latency', 'mean', 'ms'],
		['fsyncMs', 'mean', 'ms'],
		['a_min_quota_bytes_usage_per_namespace', 'gauge', 'bytes'],
	])('says what %s is', (name, kind, unit) => {
		expect(metricCalled(name)).toMatchObject({kind, unit});
	});

	it.each([
		'avg_latency',
		'max_latency',
		'avg_fsynctime',
		'p99_readlatency',
		'max_2_ack_latency',
		'max_proposal_size',
	])('says that %s is of all the time since the start', name => {
		expect(metricCalled(name).kind).toBe('since-start');
	});

	it('says that quantiles of the Prometheus provider are recent, and no figure of now', () => {
		expect(metricCalled('readlatency{quantile="0.99"}')).toMatchObject({kind: 'recent', unit: 'ms'});
	});

	it('takes a name that nobody has described for a gauge, or for a mean where it is counted', () => {
		expect(metricCalled('flux').kind).toBe('gauge');
		expect(metricCalled('flux', true).kind).toBe('mean');
		expect(metricCalled('p99_flux').kind).toBe('since-start');
	});
});
