// source/analyze/rules/machine.ts, integrity.ts and quota.ts
import {describe, expect, it} from 'vitest';
import type {Scene, ServerWitness} from '../../source/analyze/rules/rule.ts';
import {a, b, c, connecting, find, healthy, over, sceneOf} from './judging.ts';
import {lost, meterIn, srvrOf, witness} from './witnesses.ts';

const judged = (ticks: number, servers: readonly ServerWitness[], changed: Partial<Scene> = {}) =>
	over(Array.from({length: ticks}, () => sceneOf(servers, connecting, changed)));
const told = (gauges: Readonly<Record<string, number>>, grown: Readonly<Record<string, number>> = {}) =>
	witness('a', 'follower1', {meter: meterIn('3.8.0/follower1', grown, gauges)});

describe('fds-near-limit', () => {
	it('says how many of how many files are open', () => {
		expect(
			find(judged(2, [told({open_file_descriptor_count: 18_000}), b, c]), 'fds-near-limit'),
		).toMatchObject({
			severity: 'bad',
			subject: 'a',
			text: '18,000 of 20,000 files open (90 %): at the limit it takes no connection and rolls no log',
		});
	});

	it('is silent below 85 %, and where the limit is none', () => {
		expect(find(judged(2, healthy), 'fds-near-limit')).toBeUndefined();
		const keeper = told({open_file_descriptor_count: 18_000, max_file_descriptor_count: 2 ** 64 - 1});
		expect(find(judged(2, [keeper, b, c]), 'fds-near-limit')).toBeUndefined();
	});
});

describe('heap-near-limit', () => {
	const heap = (used: number): ServerWitness =>
		told({'jvm_memory_bytes_used{area="heap"}': used, 'jvm_memory_bytes_max{area="heap"}': 1024 ** 3});

	it('says how full the heap stays for a minute', () => {
		expect(find(judged(59, [heap(1e9), b, c]), 'heap-near-limit')).toBeUndefined();
		expect(find(judged(60, [heap(1e9), b, c]), 'heap-near-limit')?.text).toBe(
			'heap 93 % full (954 MB of 1.0 GB): pauses come next, then it ends',
		);
		expect(find(judged(60, [heap(5e8), b, c]), 'heap-near-limit')).toBeUndefined();
	});

	it('says which provider would tell it, also while a server does not answer at all', () => {
		const partly = [lost('a', 'follower1', 'silent'), b, c];
		expect(judged(1, partly).blind.find(({rule}) => rule === 'heap-near-limit')?.why).toContain(
			'PrometheusMetricsProvider',
		);
		expect(judged(1, healthy).blind.find(({rule}) => rule === 'heap-near-limit')?.why).toContain(
			'PrometheusMetricsProvider',
		);
	});
});

describe('jvm-pauses', () => {
	const paused = (ms: number) =>
		told({cnt_jvm_pause_time_ms: 4}, {cnt_jvm_pause_time_ms: 1, sum_jvm_pause_time_ms: ms});

	it('says how long it stood still, at once; bad from a third of the shortest session timeout on', () => {
		expect(find(judged(1, [paused(1200), b, c]), 'jvm-pauses')).toMatchObject({
			severity: 'warn',
			text: 'stood still for 1.2 s (its JVM paused)',
		});
		// The recorded minSessionTimeout is 4 s.
		expect(find(judged(1, [paused(1400), b, c]), 'jvm-pauses')?.severity).toBe('bad');
	});

	it('does not take pauses before zktop came for new ones, and cannot see where none was ever counted', () => {
		const before = told({cnt_jvm_pause_time_ms: 4, sum_jvm_pause_time_ms: 9000, max_jvm_pause_time_ms: 5000});
		expect(find(judged(5, [before, b, c]), 'jvm-pauses')).toBeUndefined();
		expect(judged(1, healthy).blind.find(({rule}) => rule === 'jvm-pauses')?.why).toContain(
			'jvm.pause.monitor=true',
		);
	});
});

describe('clock-offset', () => {
	const session = {
		kind: 'connected',
		session: '0x1',
		server: {name: 'c', host: 'c', port: 2181},
		timeoutMs: 10_000,
		readOnly: false,
	} as unknown as Scene['session'];
	const apart = (clockOffsetMs: number | undefined) => judged(1, healthy, {session, clockOffsetMs});

	it('says how far the clock is from ours and whose ages it falsifies', () => {
		expect(find(apart(12_000), 'clock-offset')).toMatchObject({
			severity: 'warn',
			subject: 'c',
			text: "clock 12 s ahead of ours: ages of znodes and holders are told by the leader's clock, less that",
		});
		expect(find(apart(-90_000), 'clock-offset')?.text).toMatch(/^clock 90 s behind ours/);
	});

	it('is silent within what connecting may take, and blind without a session or its connection', () => {
		expect(find(apart(-1900), 'clock-offset')).toBeUndefined();
		expect(apart(undefined).blind.map(({rule}) => rule)).toContain('clock-offset');
		expect(judged(1, healthy).blind.map(({rule}) => rule)).toContain('clock-offset');
	});
});

describe('digest-mismatch', () => {
	it('is bad from the first one on, whenever it was', () => {
		const name = 'digest_mismatches_count';
		const finding = find(judged(1, [told({[name]: 2}), b, c]), 'digest-mismatch');
		expect(finding).toMatchObject({severity: 'bad', subject: 'a', sinceAtLeast: true});
		expect(finding?.text).toMatch(/^data differs from the leader's: 2 transactions/);
		expect(find(judged(1, [told({}, {[name]: 2}), b, c]), 'digest-mismatch')?.sinceAtLeast).toBe(false);
		expect(find(judged(1, healthy), 'digest-mismatch')).toBeUndefined();
	});
});

describe('unrecoverable', () => {
	const seen = (server: ServerWitness) => find(judged(1, [server, b, c]), 'unrecoverable');

	it('is bad while a server that serves loses a thread', () => {
		expect(seen(told({}, {unrecoverable_error_count: 1}))).toMatchObject({
			severity: 'bad',
			text: 'lost 1 of its critical threads just now: it no longer does all its work',
		});
	});

	it('is only to be known of a server that has begun anew since, which the count does not tell', () => {
		expect(seen(told({unrecoverable_error_count: 2}))).toMatchObject({
			severity: 'info',
			sinceAtLeast: true,
			text: 'lost 2 critical threads since its process started; it serves, so it has begun anew after that',
		});
		expect(seen(a)).toBeUndefined();
	});
});

describe('versions-differ', () => {
	it('says which version is where', () => {
		const newer = {...c, srvr: srvrOf('3.8.0/leader', {version: '3.9.5'})};
		expect(find(judged(1, [a, b, newer]), 'versions-differ')).toMatchObject({
			severity: 'info',
			text: '2 versions at once: 3.8.0 on a, b; 3.9.5 on c',
		});
		expect(find(judged(1, healthy), 'versions-differ')).toBeUndefined();
	});
});

describe('quota-near', () => {
	const quota = (count: number, bytes: number) => ({
		app_quota_count_limit_per_namespace: 1000,
		app_quota_count_usage_per_namespace: count,
		app_quota_bytes_limit_per_namespace: 1024 * 1024,
		app_quota_bytes_usage_per_namespace: bytes,
		app_quota_exceeded_error_per_namespace: 0,
	});

	it('says which quota is nearest to its end, and what was refused for it', () => {
		expect(find(judged(2, [told(quota(850, 1000)), b, c]), 'quota-near')).toMatchObject({
			severity: 'warn',
			subject: '/app',
			place: {kind: 'znode', path: '/app'},
			text: '85 % of its znode quota used: 850 of 1,000',
		});
		const refusing = told(quota(850, 1024 * 1024), {app_quota_exceeded_error_per_namespace: 3});
		expect(find(judged(2, [refusing, b, c]), 'quota-near')).toMatchObject({
			severity: 'bad',
			text: '100 % of its byte quota used: 1.0 MB of 1.0 MB; 3 writes were just refused for it',
		});
	});

	it('is silent below 80 %, without a limit, and where nobody set one', () => {
		expect(find(judged(2, [told(quota(790, 0)), b, c]), 'quota-near')).toBeUndefined();
		const none = {...quota(850, 0), app_quota_count_limit_per_namespace: -1};
		expect(find(judged(2, [told(none), b, c]), 'quota-near')).toBeUndefined();
		expect(find(judged(2, healthy), 'quota-near')).toBeUndefined();
	});
});
