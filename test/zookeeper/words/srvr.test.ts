// source/zookeeper/words/srvr.ts
import {describe, expect, it} from 'vitest';
import {readSrvr} from '../../../source/zookeeper/words/srvr.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

describe('readSrvr', () => {
	it.each([
		['3.4.14/standalone', '3.4.14', 'standalone', '0x3a', [0, 0, 29], 29],
		['3.4.14/leader', '3.4.14', 'leader', '0x10000003a', [0, 0, 10], 29],
		['3.4.14/follower', '3.4.14', 'follower', '0x10000003a', [0, 1, 23], 29],
		['3.5.10/standalone', '3.5.10', 'standalone', '0x3a', [0, 1, 127], 30],
		['3.5.10/leader', '3.5.10', 'leader', '0x10000003a', [0, 0, 4], 30],
		['3.5.10/follower', '3.5.10', 'follower', '0x10000003a', [0, 2, 129], 30],
		['3.6.4/standalone', '3.6.4', 'standalone', '0x3a', [0, 1.2431, 44], 30],
		['3.6.4/leader', '3.6.4', 'leader', '0x10000003a', [0, 1.0241, 8], 30],
		['3.6.4/follower', '3.6.4', 'follower', '0x10000003a', [0, 2.3623, 21], 30],
		['3.8.0/standalone', '3.8.0', 'standalone', '0xb4', [0, 0.6019, 52], 31],
		['3.8.0/leader', '3.8.0', 'leader', '0x1000000e8', [0, 0.9963, 65], 32],
		['3.8.0/follower1', '3.8.0', 'follower', '0x1000000e8', [0, 1.4781, 30], 32],
		['3.8.0/observer', '3.8.0', 'observer', '0x1000000e8', [0, 1.0342, 14], 32],
		['3.8.0/read_only', '3.8.0', 'read-only', '0x0', [0, 0, 0], 4],
		['3.8.0/not_whitelisted', '3.8.0', 'standalone', '0x0', [0, 0, 0], 4],
		['3.8.0/tls_netty', '3.8.0', 'standalone', '0x4', [1, 7.2857, 18], 6],
		['3.9.5/standalone', '3.9.5', 'standalone', '0x3a', [0, 1.578, 51], 30],
		['3.9.5/leader', '3.9.5', 'leader', '0x10000003a', [0, 1.3049, 17], 30],
		['3.9.5/follower', '3.9.5', 'follower', '0x10000003a', [0, 3.2826, 34], 30],
	])('reads the answer of %s', (at, version, mode, zxid, [minMs, avgMs, maxMs], nodeCount) => {
		expect(readSrvr(recorded(at, 'srvr'))).toMatchObject({
			version,
			mode,
			zxid,
			latencySinceStart: {minMs, avgMs, maxMs},
			nodeCount,
			outstanding: 0,
			readOnly: mode === 'read-only',
		});
	});

	it('reads every field of a leader', () => {
		expect(readSrvr(recorded('3.8.0/leader', 'srvr'))).toEqual({
			version: '3.8.0',
			banner: 'Zookeeper version: 3.8.0-${mvngit.commit.id}, built on 2024-12-29 17:54 UTC',
			readOnly: false,
			mode: 'leader',
			zxid: '0x1000000e8',
			latencySinceStart: {minMs: 0, avgMs: 0.9963, maxMs: 65},
			received: 273,
			sent: 273,
			connections: 3,
			outstanding: 0,
			nodeCount: 32,
			proposalSizes: {last: 74, min: 48, max: 288},
		});
	});

	it.each(situationsOf('srvr'))('tells proposal sizes exactly if %s leads and had a proposal', at => {
		const text = recorded(at, 'srvr');
		expect('proposalSizes' in readSrvr(text)).toBe(
			text.includes('Proposal sizes') && !text.includes('-1/-1/-1'),
		);
	});

	it('reads ClickHouse Keeper, old and new', () => {
		const text =
			'ClickHouse Keeper version: v23.3.1.2823-testing-46e85357ce2da2a99f56ee83a079e892d7ec3726\nLatency min/avg/max: 0/0/1\nReceived: 2\nSent : 2\nConnections: 1\nOutstanding: 0\nZxid: 36\nMode: leader\nNode count: 4\n';
		expect(readSrvr(text)).toMatchObject({version: '23.3.1.2823', mode: 'leader', zxid: '0x24', sent: 2});
		expect(readSrvr(text.replace('Zxid: 36', 'Zxid: 0x24')).zxid).toBe('0x24');
	});

	it.each([
		['3.10.0-SNAPSHOT-53a78e36f, built on 2026-01-01 00:00 UTC', '3.10.0'],
		['unknown', 'unknown'],
	])('finds the number in the version %s, or keeps the text', (text, version) => {
		const answer = recorded('3.8.0/leader', 'srvr').replace(/(?<=^Zookeeper version: ).*/, text);
		expect(readSrvr(answer).version).toBe(version);
	});

	it('reads the line ends of a server on Windows', () => {
		const text = recorded('3.8.0/leader', 'srvr');
		expect(readSrvr(text.replaceAll('\n', '\r\n'))).toEqual(readSrvr(text));
	});

	it.each([
		'Mode',
		'Zxid',
		'Latency',
		'Received',
		'Sent',
		'Connections',
		'Outstanding',
		'Node count',
		'Zookeeper',
	])('takes an answer without %s for garbled', label => {
		const lines = recorded('3.8.0/leader', 'srvr').split('\n');
		expect(() => readSrvr(lines.filter(line => !line.startsWith(label)).join('\n'))).toThrow(
			"not ZooKeeper's answer to srvr",
		);
	});
});
