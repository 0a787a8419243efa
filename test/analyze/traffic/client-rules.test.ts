// source/analyze/rules/clients.ts, connections.ts, felt.ts
import {describe, expect, it} from 'vitest';
import {clientsOf} from '../../../source/analyze/traffic/clients.ts';
import {noOperations} from '../../../source/analyze/traffic/operations.ts';
import {readCons} from '../../../source/zookeeper/words/cons.ts';
import {recorded} from '../../helpers/recorded-words.ts';
import {find, over, sceneOf} from '../judging.ts';
import {failed, fresh, lost, meterIn, shut} from '../witnesses.ts';
import {after, figures, serving, trafficOf, trafficWith} from './traffic-scenes.ts';
import {sessionOf} from './traffic-of.ts';

const some = (count: number, address: string, each: number, timeoutMs = 12_000) =>
	Array.from({length: count}, () => sessionOf(address, each, {timeoutMs, bornOn: 1}));

describe('client-dominates', () => {
	const storm = trafficOf(
		...some(61, '10.0.0.9', 80),
		...some(20, '10.0.0.4', 60),
		...some(20, '10.0.0.5', 50),
	);

	it('names the address that asks for most of all, as news while nobody feels it', () => {
		expect(find(after(2, storm), 'client-dominates')).toBeUndefined();
		expect(find(after(3, storm), 'client-dominates')).toMatchObject({
			severity: 'info',
			subject: '10.0.0.9',
			text: 'asks for 4.9k/s, 69 % of all requests, in 61 sessions',
			place: {kind: 'sessions', filter: '10.0.0.9'},
		});
	});

	it('is a warning once requests wait or answers take longer than they usually do, and says where', () => {
		const waiting = serving({b: {figures: {...figures, outstanding: 79}}});
		const finding = find(after(3, storm, waiting), 'client-dominates');
		expect(finding).toMatchObject({
			severity: 'warn',
			why: 'All clients of a server share its queue: b has 79 requests waiting.',
		});
		const slow = serving({a: {figures: {...figures, writeMs: 90}, usual: () => 4}});
		expect(find(after(3, storm, slow), 'client-dominates')?.why).toContain(
			'writes on a take 90 ms, usually 4.0 ms',
		);
	});

	it('is none of a quiet one, of an even load, of two addresses, or of pings', () => {
		const quiet = trafficOf(...some(9, '10.0.0.9', 90), ...some(1, '10.0.0.4', 1), ...some(1, '10.0.0.5', 1));
		const even = trafficOf(
			...some(9, '10.0.0.9', 300),
			...some(9, '10.0.0.4', 290),
			...some(9, '10.0.0.5', 280),
		);
		const two = trafficOf(...some(9, '10.0.0.9', 900), ...some(9, '10.0.0.4', 100));
		const idle = trafficOf(...some(900, '10.0.0.9', 0), ...some(1, '10.0.0.4', 3), ...some(1, '10.0.0.5', 3));
		for (const traffic of [quiet, even, two, idle]) {
			expect(find(after(9, traffic), 'client-dominates')).toBeUndefined();
		}
	});

	it('is blind where cons is shut everywhere, and says which server it cannot see', () => {
		const blind = [{server: 'a', why: 'cons is not in the whitelist'}];
		const dark = after(1, storm, serving({a: {cons: shut}, b: {cons: shut}, c: {cons: shut}}), blind);
		expect(dark.blind).toContainEqual({
			rule: 'client-dominates',
			why: 'needs cons: cons is not in the whitelist',
		});
		expect(after(1, storm, serving({a: {cons: shut}}), blind).partly).toContainEqual({
			rule: 'client-dominates',
			subject: 'a',
			why: 'cons is not in the whitelist',
		});
	});
});

describe('client-limit', () => {
	const rows = readCons(recorded('3.8.0/leader', 'cons')).slice(0, 1);
	const connected = (taken: number, limit: number | undefined) =>
		trafficWith({
			clients: clientsOf(
				[sessionOf('10.0.0.9', 0)],
				[
					{
						server: 'a',
						cons: Array.from({length: taken}).flatMap((_, index) =>
							rows.map(row => ({...row, client: `10.0.0.9:${40_000 + index}`})),
						),
						limit,
					},
				],
				noOperations,
			),
		});

	it('names the address, the server and what is left, before the limit is reached', () => {
		expect(find(after(2, connected(55, 60)), 'client-limit')).toMatchObject({
			severity: 'warn',
			subject: '10.0.0.9',
			text: 'has 55 of 60 connections on a',
			limit: '90 % of maxClientCnxns on one server',
		});
	});

	it('is bad at the limit, and while connections are refused there (M13)', () => {
		const refusing = serving({a: {meter: meterIn('3.8.0/follower1', {connection_rejected: 14})}});
		expect(find(after(2, connected(60, 60), refusing), 'client-limit')).toMatchObject({
			severity: 'bad',
			text: 'has 60 of 60 connections on a; 14 connections were refused there in the last interval',
		});
	});

	it('is none where there is room, or no limit', () => {
		expect(find(after(9, connected(53, 60)), 'client-limit')).toBeUndefined();
		expect(find(after(9, connected(5000, 0)), 'client-limit')).toBeUndefined();
		expect(find(after(9, connected(5000, undefined)), 'client-limit')).toBeUndefined();
	});

	it('stays while the server is silent, for nobody can tell that it is over', () => {
		const full = connected(60, 60);
		const silent = serving({a: {...lost('a', 'follower1', 'silent'), cons: failed('silent')}});
		const scenes = (count: number, servers = serving(), traffic = full) =>
			Array.from({length: count}, () => sceneOf(servers, undefined, {traffic}));
		expect(find(over([...scenes(2), ...scenes(9, silent)]), 'client-limit')).toBeDefined();
		const over5 = scenes(5, serving(), connected(1, 60));
		expect(find(over([...scenes(2), ...over5]), 'client-limit')).toBeUndefined();
	});

	it('is blind where no server tells its limit', () => {
		const dumb = serving({a: {conf: shut}, b: {conf: shut}, c: {conf: shut}});
		expect(after(1, connected(60, 60), dumb).blind).toContainEqual({
			rule: 'client-limit',
			why: 'needs maxClientCnxns, which conf tells',
		});
	});
});

describe('sessions-per-process', () => {
	it('tells that sessions were opened one right after the other, and what they cost', () => {
		const finding = find(after(5, trafficOf(...some(61, '10.0.0.9', 0))), 'sessions-per-process');
		expect(finding).toMatchObject({severity: 'info', subject: '10.0.0.9'});
		expect(finding?.text).toContain('61, of them 61 one right after the other');
	});

	it('is none of a few, nor of many that came one by one', () => {
		const apart = Array.from({length: 300}, (_, index) =>
			sessionOf('10.0.0.9', 0, {session: `0x1000000${(0x10_00_00_00 + index * 100).toString(16)}`}),
		);
		expect(find(after(9, trafficOf(...some(19, '10.0.0.9', 0))), 'sessions-per-process')).toBeUndefined();
		expect(find(after(9, trafficOf(...apart)), 'sessions-per-process')).toBeUndefined();
	});
});

describe('heartbeats', () => {
	it('are told with what a longer timeout would save', () => {
		const finding = find(after(5, trafficOf(...some(400, '10.0.0.9', 0, 4000))), 'heartbeats');
		expect(finding?.text).toBe(
			'400 sessions ping every 1.3 s: 100 % of all requests; a timeout of 12 s would save 200 requests/s',
		);
	});

	it('are no matter where they are few, a small part, or as slow as they can be', () => {
		const few = trafficOf(...some(40, '10.0.0.9', 0, 4000));
		const small = trafficOf(...some(400, '10.0.0.9', 0, 4000), ...some(10, '10.0.0.4', 100));
		const slow = trafficOf(...some(4000, '10.0.0.9', 0, 12_000));
		for (const traffic of [few, small, slow]) {
			expect(find(after(9, traffic), 'heartbeats')).toBeUndefined();
		}
	});
});

describe('connections-unbalanced', () => {
	const spread = (a: number | undefined, b: number, c: number) =>
		serving({
			a: {figures: {...figures, connections: a}},
			b: {figures: {...figures, connections: b}},
			c: {figures: {...figures, connections: c}},
		});

	it('says which server has most, how many would be even, and what moves them', () => {
		const finding = find(after(10, trafficOf(), spread(500, 12, 10)), 'connections-unbalanced');
		expect(finding).toMatchObject({
			severity: 'info',
			subject: 'ensemble',
			text: 'a has 500 of 522 connections, c 10; even would be 174 each',
		});
		expect(finding?.next[0]).toContain('about 326 of them should move');
		expect(find(after(9, trafficOf(), spread(500, 12, 10)), 'connections-unbalanced')).toBeUndefined();
	});

	it('is none of few connections, nor of some unevenness', () => {
		expect(find(after(19, trafficOf(), spread(60, 0, 3)), 'connections-unbalanced')).toBeUndefined();
		expect(find(after(19, trafficOf(), spread(214, 198, 103)), 'connections-unbalanced')).toBeUndefined();
	});

	it('is not judged while a server does not tell: its clients are elsewhere', () => {
		expect(after(1, trafficOf(), spread(undefined, 12, 510)).blind).toContainEqual({
			rule: 'connections-unbalanced',
			why: 'needs the connections of all servers, and a does not tell them now',
		});
	});
});

it('an idle ensemble that tells everything has no finding about its clients', () => {
	const idle = trafficOf(...some(3, '10.0.0.9', 0), ...some(3, '10.0.0.4', 0));
	const told = serving({
		a: {figures: {...figures, connections: 2}, wchs: fresh({connections: 0, paths: 0, watches: 0})},
		b: {figures: {...figures, connections: 2}, wchs: fresh({connections: 0, paths: 0, watches: 0})},
		c: {figures: {...figures, connections: 2}, wchs: fresh({connections: 0, paths: 0, watches: 0})},
	});
	expect(after(20, idle, told).findings).toEqual([]);
});
