// AdminServers of real servers over http, https or both: found out by asking.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {AdminServer} from '../../source/zookeeper/admin/admin-server.ts';
import {runZktop} from '../helpers/zktop.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {startTlsServers, type Door, type Printed, type TlsServers} from './tls-servers.ts';

describeWithZooKeeper('the AdminServers of servers that speak TLS', () => {
	let servers: TlsServers;
	beforeAll(async () => {
		servers = await startTlsServers();
	});
	afterAll(async () => {
		await servers.stop();
	});

	const adminDoors = ({servers}: Printed, fact: string): readonly (Door | undefined)[] =>
		servers.map(({facts}) =>
			facts.find(row => row.fact === fact)?.doors.find(({source}) => source === 'admin'),
		);

	it.each([
		['TLS wanted', true, ['https', 'https', 'http']],
		['TLS not wanted', false, [undefined, 'http', 'http']],
	] as const)('an AdminServer is asked over what it speaks: %s', async (_, isWanted, schemes) => {
		const asked = await Promise.all(
			servers.admins.map(async port => {
				const server = new AdminServer({host: '127.0.0.1', port, ...(isWanted && {tls: servers.tls})});
				const error = await server.ask('server_stats', {deadlineMs: 5000}).then(
					() => undefined,
					(error: unknown) => (error as Error).message,
				);
				return [server.scheme, error] as const;
			}),
		);
		expect(asked.map(([scheme]) => scheme)).toEqual(schemes);
		// The port was found to speak https, and its certificate is then judged as everywhere.
		expect(asked.flatMap(([, error]) => error ?? [])).toEqual(
			schemes[0] === undefined
				? [expect.stringMatching(/authority .* not known here.*NODE_EXTRA_CA_CERTS/)]
				: [],
		);
	});

	it('sources tells over which scheme each AdminServer was asked, and who leads', async () => {
		const printed = await servers.zktop('sources', 'secure');
		expect(adminDoors(printed, 'leader').map(door => [door?.state, door?.scheme])).toEqual([
			['works', 'https'],
			['works', 'https'],
			['works', 'http'],
		]);
		const leader = await servers.ensemble.leader();
		expect(printed.servers.map(({leader}) => leader)).toEqual(
			[1, 2, 3].map(id => ({leads: id === leader.id, id: leader.id, address: '127.0.0.1'})),
		);
		expect(printed.servers[0]?.watches).toEqual({connections: 0, paths: 0, watches: 0});
		expect(printed.session).toMatchObject({state: 'unopened'});
	});

	it('all facts come by the AdminServer at once where the named port turns out to speak TLS', async () => {
		const [host, port] = [servers.secure[2]?.name ?? '', String(servers.admins[2])];
		const {stdout} = await runZktop(['sources', '-c', host, '--admin-port', port]);
		const {servers: rows} = JSON.parse(stdout) as Printed;
		const states = rows[0]?.facts.map(({fact, doors}) => [fact, ...doors.map(({state}) => state)]);
		expect(states).toEqual([
			['condition', 'failed', 'works'],
			['metrics', 'failed', 'works'],
			['connections', 'failed', 'works'],
			['ephemerals', 'failed', 'works'],
			['watches', 'failed', 'works'],
			['configuration', 'failed', 'works'],
			['leader', 'untried', 'works'],
		]);
	});

	it('the authority of an AdminServer is named by the environment where the client ports are plain', async () => {
		const env = {NODE_EXTRA_CA_CERTS: servers.authority.certFile};
		const printed = await servers.zktop('sources', 'plain', env);
		expect(adminDoors(printed, 'leader').map(door => door?.scheme)).toEqual(['https', 'http', 'http']);
	});
});
