// source/analyze/rules/counters.ts, with the rules that are made of it in entrance.ts and load.ts
import {describe, expect, it} from 'vitest';
import type {ServerWitness} from '../../source/analyze/rules/rule.ts';
import {find, over, sceneOf} from './judging.ts';
import {failed, meterIn, witness} from './witnesses.ts';

const grown = (growth: Readonly<Record<string, number>>): ServerWitness =>
	witness('a', 'follower1', {meter: meterIn('3.8.0/follower1', growth)});
const seen = (...servers: readonly ServerWitness[]) => over(servers.map(server => sceneOf([server])));

describe('each counted event', () => {
	it.each([
		[
			'connections-rejected',
			{connection_rejected: 12},
			/^12 connections refused in 1 s: a client address has reached maxClientCnxns/,
		],
		[
			'auth-failures',
			{auth_failed_count: 3, unsuccessful_handshake: 1},
			/^3 authentications failed, 1 TLS handshakes failed in 1 s$/,
		],
		['throttled', {throttled_ops: 40}, /^40 requests answered with Throttled in 1 s/],
		['large-rejected', {large_requests_rejected: 2}, /^2 large requests refused in 1 s/],
	] as const)('%s fires at once, with how many there were', (rule, growth, text) => {
		const finding = find(seen(grown(growth)), rule);
		expect(finding).toMatchObject({severity: 'warn', subject: 'a'});
		expect(finding?.text).toMatch(text);
		expect(finding?.evidence[0]).toMatchObject({server: 'a', at: 1000});
		expect(find(seen(grown({})), rule)).toBeUndefined();
	});

	it('is said for a minute after the last one, and what was counted before zktop came is none', () => {
		const event = grown({connection_rejected: 1});
		const quiet = witness('a', 'follower1', {
			meter: meterIn('3.8.0/follower1', {}, {connection_rejected: 5000}),
		});
		const rest = (ticks: number) => Array.from({length: ticks}, () => quiet);
		expect(find(seen(event, ...rest(59)), 'connections-rejected')).toBeDefined();
		expect(find(seen(event, ...rest(60)), 'connections-rejected')).toBeUndefined();
		expect(find(seen(...rest(9)), 'connections-rejected')).toBeUndefined();
	});

	it('that may be our own refused question says so', () => {
		const ours = {...grown({connection_rejected: 4}), cons: failed('connection-limit')};
		expect(find(seen(ours), 'connections-rejected')?.text).toContain(
			"zktop's own questions are refused, too, and counted",
		);
		expect(find(seen(grown({connection_rejected: 4})), 'connections-rejected')?.text).not.toContain('zktop');
	});

	it('cannot be seen in an old server, nor in a single answer', () => {
		const old = witness('a', 'follower1', {
			meter: meterIn('3.8.0/follower1', {}, {connection_rejected: undefined}),
		});
		expect(seen(old).blind).toContainEqual({
			rule: 'connections-rejected',
			why: 'needs connection_rejected of mntr, since ZooKeeper 3.6',
		});
		const once = {...meterIn('3.8.0/follower1'), elapsedMs: undefined, growth: () => undefined};
		expect(seen(witness('a', 'follower1', {meter: once})).blind).toContainEqual({
			rule: 'connections-rejected',
			why: 'needs two answers of one run of the server',
		});
	});
});

describe('open-to-world', () => {
	const answering = (name: string, scheme: 'http' | 'https', result: 'works' | 'shut' = 'works') =>
		witness(name, 'leader', {
			tried: {
				mntr: [{source: 'admin', result, why: undefined, at: 0, bytes: 9000, asksPerMinute: 60, scheme}],
			},
		});

	it('says that an AdminServer answered us over the network without credentials', () => {
		expect(find(seen(answering('zk1.example:2181', 'http')), 'open-to-world')).toMatchObject({
			severity: 'info',
			subject: 'zk1.example:2181',
		});
	});

	it('is silent where it is shut or wants TLS', () => {
		expect(find(seen(answering('zk1:2181', 'http', 'shut')), 'open-to-world')).toBeUndefined();
		expect(find(seen(answering('zk1:2181', 'https')), 'open-to-world')).toBeUndefined();
	});

	it.each([
		[answering('127.0.0.1:2181', 'http'), /over loopback/],
		[answering('[::1]:2181', 'http'), /over loopback/],
		[witness('zk1:2181', 'leader'), /not asked/],
	])('says why it cannot be seen', (server, why) => {
		const blind = seen(server).blind.find(({rule}) => rule === 'open-to-world');
		expect(blind?.why).toMatch(why);
	});
});
