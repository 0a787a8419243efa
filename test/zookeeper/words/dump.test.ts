// source/zookeeper/words/dump.ts, source/zookeeper/session-tracker.ts
import {describe, expect, it} from 'vitest';
import {readDump} from '../../../source/zookeeper/words/dump.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

const dumpOf = (at: string, nowMs?: number): ReturnType<typeof readDump> =>
	readDump(recorded(at, 'dump'), nowMs);
const noExpiry = {expiresAt: undefined, expiresAfterFirstMs: undefined};

describe('readDump', () => {
	it('reads sessions, expiries, ephemerals and connections of a leader', () => {
		const expiry = (time: string, afterFirstMs: number): object => ({
			expiresAt: Date.parse(`2026-11-22T${time}Z`),
			expiresAfterFirstMs: afterFirstMs,
			timeoutMs: undefined,
			local: false,
		});
		const dump = dumpOf('3.8.0/leader');
		expect(dump.kind).toBe('leader');
		expect(Object.fromEntries(dump.sessions)).toEqual({
			'0x200000ec8870000': expiry('18:58:40', 10_000),
			'0x100000ec87b0000': expiry('18:58:40', 10_000),
			'0x400000ec92f0000': expiry('18:58:44', 14_000),
			'0x300000ec8e50000': expiry('18:58:44', 14_000),
			'0x300000ec8e50001': {...expiry('18:58:38', 8000), local: true},
		});
		expect(Object.fromEntries(dump.ephemerals)).toEqual({
			'0x400000ec92f0000': ['/app/members/m-ens-0000000003'],
			'0x100000ec87b0000': ['/app/members/m-ens-0000000000'],
			'0x200000ec8870000': ['/app/members/m-ens-0000000001'],
			'0x300000ec8e50000': ['/app/members/m-ens-0000000002'],
		});
		expect(Object.fromEntries(dump.connections ?? [])).toEqual({
			'0x300000ec8e50001': '127.0.0.1:35622',
			'0x300000ec8e50000': '127.0.0.1:54820',
		});
	});

	it('knows no expiry from a follower, but the timeouts, and the expiry of its own local session', () => {
		const dump = dumpOf('3.8.0/follower2');
		expect(dump.kind).toBe('follower');
		expect(dump.sessions.get('0x400000ec92f0000')).toEqual({...noExpiry, timeoutMs: 15_000, local: false});
		expect(dump.sessions.get('0x200000ec8870001')).toEqual({
			expiresAt: Date.parse('2026-11-22T18:58:34Z'),
			expiresAfterFirstMs: 6000,
			timeoutMs: undefined,
			local: true,
		});
	});

	it('does not believe the dates of 3.4, but their differences', () => {
		const {kind, sessions, connections} = dumpOf('3.4.14/leader');
		expect({kind, connections}).toEqual({kind: 'leader', connections: undefined});
		expect([...sessions.values()]).toEqual([
			{expiresAt: undefined, expiresAfterFirstMs: 12_000, timeoutMs: undefined, local: false},
			{expiresAt: undefined, expiresAfterFirstMs: 12_000, timeoutMs: undefined, local: false},
		]);
		expect(dumpOf('3.4.14/leader', Date.parse('2026-11-22T18:58:34Z')).sessions).toEqual(sessions);
	});

	it('finds only ephemerals on a follower of 3.4', () => {
		const dump = dumpOf('3.4.14/follower');
		expect({kind: dump.kind, sessions: dump.sessions.size}).toEqual({kind: 'follower', sessions: 0});
		expect([...dump.ephemerals.keys()]).toEqual(['0x1000019c8f40000', '0x2000019c8f60000']);
	});

	it.each([
		['3.4.14/standalone', 'leader', 2, 2, undefined],
		['3.5.10/standalone', 'leader', 2, 2, 2],
		['3.5.10/leader', 'leader', 2, 2, 1],
		['3.5.10/follower', 'follower', 2, 2, 1],
		['3.6.4/leader', 'leader', 2, 2, 1],
		['3.6.4/follower', 'follower', 2, 2, 1],
		['3.8.0/standalone', 'leader', 3, 3, 3],
		['3.8.0/observer', 'follower', 4, 4, 1],
		['3.8.0/netty_plain', 'leader', 2, 2, undefined],
		['3.8.0/tls_netty', 'leader', 2, 2, undefined],
		['3.8.0/read_only', 'follower', 0, 0, 0],
		['3.9.5/leader', 'leader', 2, 2, 1],
		['3.9.5/follower', 'follower', 2, 2, 1],
	])('counts the sessions, owners and connections of %s', (at, kind, sessions, owners, connections) => {
		const dump = dumpOf(at);
		expect(dump.kind).toBe(kind);
		expect([dump.sessions.size, dump.ephemerals.size, dump.connections?.size]).toEqual([
			sessions,
			owners,
			connections,
		]);
	});

	it.each(situationsOf('dump'))('leaves out no path and no owner of %s', at => {
		const text = recorded(at, 'dump');
		const paths = [...dumpOf(at).ephemerals.values()].flat();
		expect(paths).toEqual([...text.matchAll(/^\t(\/.*)$/gm)].map(([, path]) => path));
	});

	it('keeps blanks, colons and 0x in paths', () => {
		expect(dumpOf('3.8.0/ipv6_shanghai').ephemerals.get('0x100001b61d80000')).toEqual([
			'/中文-e',
			'/e phem: 0x1',
		]);
		const text = recorded('3.8.0/ipv6_shanghai', 'dump').replace(
			'/中文-e',
			'/Connections Sets (1)/(1):\n\t/0x5:',
		);
		expect(readDump(text).ephemerals.get('0x100001b61d80000')?.slice(0, 2)).toEqual([
			'/Connections Sets (1)/(1):',
			'/0x5:',
		]);
	});

	it('does not guess which CST is meant, and finds out given the time', () => {
		const session = (nowMs?: number): unknown =>
			dumpOf('3.8.0/ipv6_shanghai', nowMs).sessions.get('0x100001b61d80000');
		expect(session()).toMatchObject({expiresAt: undefined, expiresAfterFirstMs: 0});
		// `date -u` right after the recording said 21:38:17.
		expect(session(Date.parse('2026-11-22T21:38:17Z'))).toMatchObject({
			expiresAt: Date.parse('2026-11-22T21:38:42Z'),
		});
	});

	it('is not led astray by a wrong clock where the zone is told', () => {
		expect(dumpOf('3.8.0/leader', 0)).toEqual(dumpOf('3.8.0/leader'));
	});

	it('reads ClickHouse Keeper', () => {
		const dump = readDump(
			'Sessions dump (2):\n0x0000000000000001\n0x0000000000000002\nSessions with Ephemerals (1):\n0x0000000000000001\n\t/clickhouse/task_queue/ddl\n',
		);
		expect([...dump.sessions.keys()]).toEqual(['0x1', '0x2']);
		expect(dump.ephemerals.get('0x1')).toEqual(['/clickhouse/task_queue/ddl']);
	});

	it.each(['', 'SessionTracker dump:\n', 'HTTP/1.1 400 Bad Request\r\n'])('takes %j for garbled', text => {
		expect(() => readDump(text)).toThrow("not ZooKeeper's answer to dump");
	});
});
