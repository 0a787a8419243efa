// source/zookeeper/words/mntr.ts
import {describe, expect, it} from 'vitest';
import {readMntr} from '../../../source/zookeeper/words/mntr.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

describe('readMntr', () => {
	it.each(situationsOf('mntr'))('reads every line of %s: numbers by name, three texts apart', at => {
		const lines = recorded(at, 'mntr').trimEnd().split('\n');
		const {version, mode, peerState, values} = readMntr(lines.join('\n'));
		expect(version).toBe(at.slice(0, at.indexOf('/')));
		expect(mode).toBeDefined();
		expect(values.size + 2 + (peerState === undefined ? 0 : 1)).toBe(lines.length);
		for (const line of lines) {
			const [key = '', value = ''] = line.split('\t');
			expect(values.get(key.slice('zk_'.length))).toBe(/^-?[\d.]+$/.test(value) ? Number(value) : undefined);
		}
	});

	it.each([
		[
			'3.4.14/leader',
			'leader',
			undefined,
			{znode_count: 30, followers: 1, synced_followers: 1, avg_latency: 0},
		],
		['3.5.10/follower', 'follower', undefined, {znode_count: 31, ephemerals_count: 2}],
		['3.6.4/follower', 'follower', 'following - broadcast', {quorum_size: 2}],
		[
			'3.8.0/leader',
			'leader',
			'leading - broadcast',
			{quorum_size: 3, learners: 3, avg_latency: 0.9963, uptime: 70_873},
		],
		['3.8.0/observer', 'observer', 'observing - broadcast', {quorum_size: 3}],
		['3.8.0/read_only', 'read-only', undefined, {znode_count: 5}],
		['3.9.5/standalone', 'standalone', undefined, {znode_count: 31}],
	])('knows the role and the gauges of %s', (at, mode, peerState, gauges) => {
		const mntr = readMntr(recorded(at, 'mntr'));
		expect(mntr).toMatchObject({mode, peerState});
		expect(Object.fromEntries(mntr.values)).toMatchObject(gauges);
	});

	it.each(situationsOf('mntr'))("leaves the default provider's names of %s as they are", at => {
		const names = new Set(
			recorded(at, 'mntr')
				.split('\n')
				.map(line => line.slice('zk_'.length, Math.max(0, line.indexOf('\t')))),
		);
		expect([...readMntr(recorded(at, 'mntr')).values.keys()].filter(name => !names.has(name))).toEqual([]);
	});

	// Not recorded: written after PrometheusMetricsProvider.dump (3.6–3.9), see zookeeper.md C.4.
	const prometheus = [
		'zk_version\t3.8.0-abc, built on 2024-12-29 17:54 UTC',
		'zk_server_state\tfollower',
		'zk_znode_count\t5.0',
		'zk_approximate_data_size\t1.0E7',
		'zk_looking_count\t1.0',
		'zk_readlatency{quantile="0.5"}\tNaN',
		'zk_readlatency{quantile="0.99"}\t3.0',
		'zk_readlatency_count\t12.0',
		'zk_readlatency_sum\t30.0',
		'zk_ack_latency{key="2",quantile="0.5"}\t1.0',
		'zk_ack_latency_count{key="2"}\t4.0',
		'zk_ack_latency_sum{key="2"}\t6.5',
		'zk_quota_exceeded_error_per_namespace{key="app"}\t2.0',
		'',
	].join('\n');

	it("spells Prometheus' names like the default provider's, and leaves NaN out", () => {
		expect(Object.fromEntries(readMntr(prometheus).values)).toEqual({
			znode_count: 5,
			approximate_data_size: 1e7,
			looking_count: 1,
			'readlatency{quantile="0.99"}': 3,
			cnt_readlatency: 12,
			sum_readlatency: 30,
			'ack_latency{key="2",quantile="0.5"}': 1,
			cnt_2_ack_latency: 4,
			sum_2_ack_latency: 6.5,
			app_quota_exceeded_error_per_namespace: 2,
		});
	});

	it('reads ClickHouse Keeper, its largest numbers too', () => {
		const {version, mode, values} = readMntr(
			'zk_version\tv23.3.1.2823-testing-46e8\nzk_server_state\tleader\nzk_max_file_descriptor_count\t18446744073709551615\nzk_followers\t2\n',
		);
		expect({version, mode}).toEqual({version: '23.3.1.2823', mode: 'leader'});
		expect(values.get('max_file_descriptor_count')).toBe(2 ** 64);
	});

	it('steps over lines that it does not know', () => {
		const text = `\n\nno tab\nzk_\t\nother_key\t5\nzk_a\t1\r\nzk_b\t\nzk_c\t2`;
		expect(Object.fromEntries(readMntr(text).values)).toEqual({a: 1, c: 2});
	});

	it.each(['', '\n', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'a\tb\n', 'zk_version\t3.8.0-x\n'])(
		'takes %j for garbled',
		text => {
			expect(() => readMntr(text)).toThrow("not ZooKeeper's answer to mntr");
		},
	);
});
