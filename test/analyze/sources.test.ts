// source/analyze/sources.ts
import {describe, expect, it} from 'vitest';
import {sourcesOf} from '../../source/analyze/sources.ts';
import type {Attempt} from '../../source/collect/attempt.ts';

const works: Attempt = {
	source: 'word',
	result: 'works',
	why: undefined,
	at: 1000,
	bytes: 180,
	asksPerMinute: 60,
};
const shut: Attempt = {
	source: 'word',
	result: 'shut',
	why: 'mntr is not in the whitelist of this server; zoo.cfg opens it: 4lw.commands.whitelist=mntr',
	at: 900,
	bytes: 0,
	asksPerMinute: 1,
};
const byAdmin: Attempt = {...works, source: 'admin', bytes: 18_000};

describe('sourcesOf', () => {
	it('has a row for each fact, and a door for each source, tried or not', () => {
		const rows = sourcesOf({}, true, 2000);
		expect(rows.map(({fact, word, command}) => [fact, word, command])).toEqual([
			['condition', 'srvr', 'server_stats'],
			['metrics', 'mntr', 'monitor'],
			['connections', 'cons', 'connections'],
			['ephemerals', 'dump', 'dump'],
			['watches', 'wchs', 'watch_summary'],
			['configuration', 'conf', 'configuration'],
			['leader', 'srvr', 'leader'],
		]);
		expect(
			rows.every(({source, doors}) => source === undefined && doors.every(({state}) => state === 'untried')),
		).toBe(true);
	});

	it('says where an AdminServer could be named', () => {
		expect(sourcesOf({}, false, 2000)[0]?.doors[1]).toMatchObject({
			state: 'unknown',
			why: expect.stringContaining('--admin-port') as string,
		});
	});

	it('says why a door was left alone', () => {
		const why = (tried: Parameters<typeof sourcesOf>[0]): unknown =>
			sourcesOf(tried, true, 2000).map(({fact, doors}) => [fact, ...doors.map(door => door.why)]);
		const [condition, metrics, , ephemerals] = why({srvr: [works]}) as unknown[];
		const unasked = 'not asked yet';
		const dump = 'not wanted of this server; dump of the leader and one follower is enough';
		expect([condition, metrics, ephemerals]).toEqual([
			['condition', undefined, 'not needed, the door before it is open'],
			['metrics', unasked, unasked],
			['ephemerals', dump, dump],
		]);
		expect(why({})).toContainEqual([
			'ephemerals',
			'not asked before the server answers srvr',
			'not asked before the server answers srvr',
		]);
		expect(why({srvr: [{...works, result: 'failed', why: 'no answer in 2 s'}]})).toContainEqual([
			'condition',
			'no answer in 2 s',
			'not asked, for what is in the way of the other door is the server itself',
		]);
	});

	it('tells the lines for zoo.cfg as they are to stand there', () => {
		const why = 'no AdminServer; zoo.cfg opens it: admin.enableServer=true and admin.serverPort=8080';
		const admin: Attempt = {...shut, source: 'admin', why};
		expect(sourcesOf({mntr: [shut, admin]}, true, 2000)[1]?.doors[1]?.opens).toBe(
			'admin.enableServer=true\nadmin.serverPort=8080',
		);
	});

	it('says which door answered, how long ago and how much', () => {
		const [condition, metrics] = sourcesOf({srvr: [works], mntr: [shut, byAdmin]}, true, 2000);
		expect(condition).toMatchObject({
			source: 'word',
			doors: [{state: 'works', ageMs: 1000, bytes: 180}, {state: 'untried'}],
		});
		expect(metrics?.source).toBe('admin');
		expect(metrics?.doors[1]).toMatchObject({
			state: 'works',
			bytes: 18_000,
			why: undefined,
			opens: undefined,
		});
	});

	it('has a row for the other client port where there is one', () => {
		const other: Attempt = {...works, source: 'other-port', port: 2281, asksPerMinute: 3};
		const connections = sourcesOf({cons: [works, other]}, true, 2000)[2];
		expect(connections?.doors).toMatchObject([
			{source: 'word', state: 'works'},
			{source: 'other-port', state: 'works', port: 2281, asksPerMinute: 3},
			{source: 'admin', state: 'untried'},
		]);
	});

	it('says that a door was not asked in the last minute, however often it was in the one before', () => {
		const conf: Attempt = {...works, asksPerMinute: 3};
		const asks = (now: number) => sourcesOf({conf: [conf]}, true, now)[5]?.doors[0]?.asksPerMinute;
		expect([asks(60_999), asks(61_000)]).toEqual([3, 0]);
	});

	it('parts what is in the way from the line that opens it', () => {
		expect(sourcesOf({mntr: [shut]}, true, 2000)[1]?.doors[0]).toEqual({
			source: 'word',
			state: 'shut',
			why: 'mntr is not in the whitelist of this server',
			opens: '4lw.commands.whitelist=mntr',
			ageMs: 1100,
			bytes: 0,
			asksPerMinute: 1,
			scheme: undefined,
			port: undefined,
		});
		const failed: Attempt = {
			source: 'admin',
			result: 'failed',
			why: 'no answer in 2 s',
			at: 1500,
			bytes: 0,
			asksPerMinute: 1,
		};
		expect(sourcesOf({mntr: [shut, failed]}, true, 2000)[1]).toMatchObject({
			source: undefined,
			doors: [{}, {state: 'failed', why: 'no answer in 2 s', opens: undefined}],
		});
	});
});
