// source/store/traffic.ts
import {describe, expect, it} from 'vitest';
import {answers, connects, everything, lists, refuses, scripted, told, type ServerName} from './scripted.ts';

/** A server's connections, each of which has sent so many packets more. */
const busier = (server: ServerName, packets: number) =>
	answers(
		server,
		'cons',
		told(server, 'cons').map(connection => ({
			...connection,
			received: connection.received + packets,
			session: connection.session && {...connection.session, lastOp: 'SETD'},
		})),
	);
/** A server's counters, one namespace's further on. */
const counting = (server: ServerName, counters: Readonly<Record<string, number>>) => {
	const mntr = told(server, 'mntr');
	const uptime = mntr.values.get('uptime') ?? 0;
	return (seconds: number) =>
		answers(server, 'mntr', {
			...mntr,
			values: new Map([
				...mntr.values,
				['uptime', uptime + seconds * 1000],
				...Object.entries(counters).map(
					([name, perSecond]) => [name, (mntr.values.get(name) ?? 0) + perSecond * seconds] as const,
				),
			]),
		});
};

describe('the traffic', () => {
	it('is that of clients by address over all servers, with their limit, our own left out', () => {
		const {sample} = scripted();
		sample(0, connects('zk3', '0x300000ec8e50001'), ...everything());
		const {traffic, inspection} = sample(1, busier('zk3', 12));
		const [client] = traffic.clients.rows;
		expect(client?.address).toBe('127.0.0.1');
		expect(client?.sessions.length).toBe(inspection.sessions.length);
		expect(client).toMatchObject({requestsPerSecond: 12, operations: [{operation: 'SETD', share: 1}]});
		expect(client?.headroom).toMatchObject({limit: told('zk3', 'conf').maxClientCnxns});
	});

	it('keeps its clients while nothing of them arrived', () => {
		const {sample} = scripted();
		const before = sample(0, ...everything()).traffic;
		const after = sample(1, answers('zk1', 'srvr')).traffic;
		expect(after.clients).toBe(before.clients);
		expect(after.namespaces).toBe(before.namespaces);
	});

	it('keeps its clients, and all sessions, while a dump tells nothing new of them', () => {
		const {sample} = scripted();
		const before = sample(0, ...everything(), answers('zk3', 'dump'));
		const after = sample(10, answers('zk3', 'dump'));
		expect(before.inspection.sessions.length).toBeGreaterThan(0);
		expect(after.inspection.sessions).toBe(before.inspection.sessions);
		expect(after.inspection.bySession).toBe(before.inspection.bySession);
		expect(after.traffic.clients).toBe(before.traffic.clients);
	});

	it('says which servers let nobody see their clients', () => {
		const {sample} = scripted();
		const {inspection} = sample(
			0,
			...everything(['mntr', 'srvr']),
			answers('zk1', 'cons'),
			refuses('zk2', 'cons'),
		);
		expect(inspection.blind).toEqual([{server: 'zk2', why: 'cons is not in the whitelist'}]);
	});

	it('is that of namespaces by what the servers counted, less what we read ourselves there', () => {
		const {sample} = scripted();
		const [reader, leader] = [
			counting('zk1', {cnt_app_read_per_namespace: 5, cnt_app_write_per_namespace: 70}),
			counting('zk3', {cnt_app_write_per_namespace: 71}),
		];
		sample(0, connects('zk1', '0x1'), ...everything(['srvr', 'conf']), reader(0), leader(0));
		sample(0.5, lists('/app/locks', 'a'), lists('/app', 'locks'));
		const {traffic} = sample(1, reader(1), leader(1));
		expect(traffic.namespaces.rows[0]).toMatchObject({path: '/app', readsPerSecond: 3, writesPerSecond: 71});
	});
});
