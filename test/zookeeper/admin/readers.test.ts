// source/zookeeper/admin/readers/*.ts: the records of the four-letter words, from the AdminServer's bodies.
import {describe, expect, it} from 'vitest';
import {readAnswer, type AdminAnswer} from '../../../source/zookeeper/admin/answers.ts';
import type {AdminCommand} from '../../../source/zookeeper/admin/commands.ts';
import {readConfiguration} from '../../../source/zookeeper/admin/readers/configuration.ts';
import {readConnections} from '../../../source/zookeeper/admin/readers/connections.ts';
import {readAdminDump} from '../../../source/zookeeper/admin/readers/dump.ts';
import {readMonitor} from '../../../source/zookeeper/admin/readers/monitor.ts';
import {readServerStats} from '../../../source/zookeeper/admin/readers/server-stats.ts';
import {readWatchSummary} from '../../../source/zookeeper/admin/readers/watch-summary.ts';
import {readConf} from '../../../source/zookeeper/words/conf.ts';
import {readCons, type Cons} from '../../../source/zookeeper/words/cons.ts';
import {readDump} from '../../../source/zookeeper/words/dump.ts';
import {readMntr} from '../../../source/zookeeper/words/mntr.ts';
import {readSrvr} from '../../../source/zookeeper/words/srvr.ts';
import {readWchs} from '../../../source/zookeeper/words/wchs.ts';
import {adminSituations, recordedBody} from '../../helpers/recorded-admin.ts';
import {recorded} from '../../helpers/recorded-words.ts';

const bodyOf = (command: AdminCommand, text: string): AdminAnswer =>
	readAnswer(command, {status: 200, location: undefined, text, bytes: text.length});
const answer = (at: string, command: AdminCommand): AdminAnswer =>
	bodyOf(command, recordedBody(`${at}/${command}.json`));

/** Situations in which the same server was asked both ways, within seconds. */
const both = adminSituations.filter(at => at !== '3.8.0/netty_tls');

describe('readMonitor', () => {
	it.each(both)('tells of %s all that mntr tells, by the same names', at => {
		const mntr = readMntr(recorded(at, 'mntr'));
		const monitor = readMonitor(answer(at, 'monitor'));
		expect(monitor).toMatchObject({version: mntr.version, mode: mntr.mode, peerState: mntr.peerState});
		const more = [...monitor.values.keys()].filter(key => !mntr.values.has(key));
		expect(more.filter(key => !key.endsWith('client_response_size') && !key.includes('_namespace'))).toEqual(
			[],
		);
		const less = [...mntr.values.keys()].filter(key => !monitor.values.has(key));
		expect(less.filter(key => !key.includes('_namespace'))).toEqual([]);
	});

	it('has the numbers of the body and no texts among them', () => {
		const {values} = readMonitor(answer('3.8.0/leader', 'monitor'));
		expect(Object.fromEntries(values)).toMatchObject({
			synced_followers: 2,
			avg_latency: 0.9611,
			znode_count: 33,
		});
		expect([...values.keys()]).not.toContain('command');
	});

	it("spells Prometheus' names like the default provider's", () => {
		const body = '{"command": "monitor", "error": null, "a_sum": 3.5, "a_count": 2.0, "b": "NaN"}';
		expect(Object.fromEntries(readMonitor(bodyOf('monitor', body)).values)).toEqual({sum_a: 3.5, cnt_a: 2});
	});
});

describe('readServerStats', () => {
	it.each(both)('tells of %s what srvr tells', at => {
		const srvr = readSrvr(recorded(at, 'srvr'));
		const stats = readServerStats(answer(at, 'server_stats'));
		const {version, banner, mode, readOnly, nodeCount} = srvr;
		expect(stats).toMatchObject({version, banner, mode, readOnly, nodeCount});
		expect(Object.keys(stats)).toEqual(Object.keys(srvr));
	});

	it('reads a leader', () => {
		expect(readServerStats(answer('3.8.0/leader', 'server_stats'))).toEqual({
			version: '3.8.0',
			banner: 'Zookeeper version: 3.8.0-${mvngit.commit.id}, built on 2024-12-29 17:54 UTC',
			readOnly: false,
			mode: 'leader',
			zxid: '0x1000000e8',
			latencySinceStart: {minMs: 0, avgMs: 0.9611, maxMs: 65},
			received: 299,
			sent: 302,
			connections: 2,
			outstanding: 0,
			nodeCount: 32,
			proposalSizes: {last: 74, min: 48, max: 288},
		});
	});

	it('keeps all digits of a zxid', () => {
		const text = recordedBody('3.8.0/leader/server_stats.json').replace('4294967528', '9151314442816847873');
		expect(readServerStats(bodyOf('server_stats', text)).zxid).toBe('0x7f00000000000001');
	});
});

describe('readConnections', () => {
	it.each(both)('tells of %s the connections of cons, but for the question itself', at => {
		const clients = readCons(recorded(at, 'cons')).filter(({session}) => session !== undefined);
		const steady = (rows: Cons): readonly unknown[] =>
			rows
				.map(({client, session}) => ({
					client,
					id: session?.id,
					timeoutMs: session?.timeoutMs,
					establishedAt: session?.establishedAt,
				}))
				.toSorted((a, b) => (a.client < b.client ? -1 : 1));
		expect(steady(readConnections(answer(at, 'connections')))).toEqual(steady(clients));
	});

	it('lists plain and TLS clients', () => {
		const rows = readConnections(answer('3.8.0/netty_tls', 'connections'));
		expect(rows.map(({client, session}) => [client, session?.id])).toEqual([
			['127.0.0.1:44662', '0x10000131cf40000'],
			['127.0.0.1:45056', '0x10000131cf40001'],
		]);
		expect(rows.map(({secure}) => secure)).toEqual([false, true]);
		expect(rows[0]).toEqual({
			secure: false,
			client: '127.0.0.1:44662',
			interestOps: 1,
			queued: 0,
			received: 7,
			sent: 7,
			session: {
				id: '0x10000131cf40000',
				lastOp: 'PING',
				establishedAt: 1_795_374_127_584,
				timeoutMs: 10_000,
				lastCxid: 2,
				lastZxid: '0x4',
				lastResponseMs: 1_269_506,
				lastLatencyMs: 1,
				minLatencyMs: 0,
				avgLatencyMs: 4,
				maxLatencyMs: 18,
			},
		});
	});

	it.each([
		['-9151314442816847872', '0x8100000000000000'],
		['72057656251056131', '0x100000e7c310003'],
	])('reads the session id %s to its last digit', (decimal, id) => {
		const text = recordedBody('3.8.0/netty_tls/connections.json').replace('72057676128059392', decimal);
		expect(readConnections(bodyOf('connections', text))[0]?.session?.id).toBe(id);
	});

	it('knows a client that has not asked yet from one without a session', () => {
		const row = {packets_received: 1, packets_sent: 0, established: 1, session_timeout: 2};
		const rows = [
			{...row, remote_socket_address: '[0:0:0:0:0:0:0:1]:5', session_id: 1, last_cxid: -1, last_zxid: -1},
			{...row, remote_socket_address: null, session_id: 0},
		];
		const text = JSON.stringify({command: 'connections', error: null, connections: rows});
		const [fresh, without] = readConnections(bodyOf('connections', text));
		expect(fresh?.client).toBe('[::1]:5');
		expect(fresh?.session).toMatchObject({id: '0x1', lastOp: 'NA', lastCxid: undefined, lastZxid: undefined});
		expect(without).toMatchObject({client: 'null', session: undefined});
	});
});

describe('readAdminDump', () => {
	it.each(both)('tells of %s the ephemerals of dump, and its sessions where it leads', at => {
		const dump = readDump(recorded(at, 'dump'));
		const admin = readAdminDump(answer(at, 'dump'));
		expect([...admin.ephemerals].toSorted()).toEqual([...dump.ephemerals].toSorted());
		const expiring = [...dump.sessions]
			.filter(([, session]) => session.expiresAfterFirstMs !== undefined && !session.local)
			.map(([id]) => id);
		expect([...admin.sessions.keys()].toSorted()).toEqual(expiring.toSorted());
	});

	it('knows how long after the first each session expires, and not when', () => {
		const {kind, sessions, connections} = readAdminDump(answer('3.8.0/leader', 'dump'));
		expect({kind, connections}).toEqual({kind: 'leader', connections: undefined});
		expect([...sessions.values()].map(session => session.expiresAfterFirstMs)).toEqual([
			12_000, 12_000, 12_000, 14_000,
		]);
		expect([...sessions.values()].every(({expiresAt}) => expiresAt === undefined)).toBe(true);
	});

	it('knows no expiry from a follower', () => {
		const {kind, sessions, ephemerals} = readAdminDump(answer('3.8.0/follower1', 'dump'));
		expect([kind, sessions.size, ephemerals.size]).toEqual(['follower', 0, 4]);
	});
});

describe('readConfiguration', () => {
	it.each(both)('tells of %s what conf tells of the server', at => {
		const conf = readConf(recorded(at, 'conf'));
		const {serverId, clientPort, tickTime, maxClientCnxns, minSessionTimeout, maxSessionTimeout, dataDir} =
			conf;
		const told = readConfiguration(answer(at, 'configuration'), undefined);
		expect(told).toMatchObject({
			...(at === '3.8.0/read_only' ? {} : {serverId}),
			clientPort,
			tickTime,
			maxClientCnxns,
			minSessionTimeout,
			maxSessionTimeout,
			dataDir,
		});
		expect([...told.values].filter(([key, value]) => conf.values.get(key) !== value)).toEqual([]);
	});

	it.each(both.filter(at => !at.startsWith('3.5') && at !== '3.8.0/read_only'))(
		'tells the voters of %s as conf does',
		at => {
			const voters = readConf(recorded(at, 'conf')).members.filter(({role}) => role === 'participant');
			const {members} = readConfiguration(answer(at, 'configuration'), answer(at, 'voting_view'));
			expect(members.map(({id, address}) => [id, address])).toEqual(
				voters.map(({id, address}) => [id, address]),
			);
			expect(members).toMatchObject(voters.map(({quorumPort, electionPort}) => ({quorumPort, electionPort})));
		},
	);

	it('knows where a member serves clients, where the configuration says so', () => {
		const {members} = readConfiguration(
			answer('3.6.4/follower', 'configuration'),
			answer('3.6.4/follower', 'voting_view'),
		);
		expect(members.map(({client}) => client)).toEqual([{host: '127.0.0.1', port: 23_192}, undefined]);
	});

	it('reads several addresses of one member, and IPv6', () => {
		const view = {
			server_addresses: ['[0:0:0:0:0:0:0:1]:1', 'b:2'],
			election_addresses: ['[0:0:0:0:0:0:0:1]:3', 'b:4'],
			client_address: '0.0.0.0:5',
			learner_type: 'observer',
		};
		const text = JSON.stringify({command: 'voting_view', current_config: {7: view}});
		const {members} = readConfiguration(answer('3.8.0/leader', 'configuration'), bodyOf('voting_view', text));
		expect(members).toEqual([
			{
				id: 7,
				address: '::1',
				quorumPort: 1,
				electionPort: 3,
				role: 'observer',
				alternatives: [{address: 'b', quorumPort: 2, electionPort: 4}],
				client: {host: '::1', port: 5},
			},
		]);
	});
});

describe('readWatchSummary', () => {
	it.each(both)('tells of %s what wchs tells', at => {
		expect(readWatchSummary(answer(at, 'watch_summary'))).toEqual(readWchs(recorded(at, 'wchs')));
	});
});
