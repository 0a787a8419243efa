// Doors of a real ensemble: one server of ZooKeeper's default whitelist with an AdminServer, one without, one with all open.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {askAdmin} from '../../source/zookeeper/admin/ask-admin.ts';
import type {AdminCommand} from '../../source/zookeeper/admin/commands.ts';
import type {AdminDoor} from '../../source/zookeeper/admin/http-get.ts';
import {readConfiguration} from '../../source/zookeeper/admin/readers/configuration.ts';
import {readConnections} from '../../source/zookeeper/admin/readers/connections.ts';
import {readAdminDump} from '../../source/zookeeper/admin/readers/dump.ts';
import {readMonitor} from '../../source/zookeeper/admin/readers/monitor.ts';
import {readServerStats} from '../../source/zookeeper/admin/readers/server-stats.ts';
import {noInterests} from '../../source/collect/interests.ts';
import {Poller} from '../../source/collect/poller.ts';
import {createStore} from '../../source/store/store.ts';
import type {ServerState} from '../../source/store/state.ts';
import {askWord, type Word} from '../../source/zookeeper/four-letter.ts';
import {parseConnectString, parseHost} from '../../source/zookeeper/hosts.ts';
import {readConf} from '../../source/zookeeper/words/conf.ts';
import {readCons, type Cons} from '../../source/zookeeper/words/cons.ts';
import {readDump} from '../../source/zookeeper/words/dump.ts';
import {readMntr} from '../../source/zookeeper/words/mntr.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {freePorts} from '../helpers/free-ports.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';
import {runZktop} from '../helpers/zktop.ts';

const patient = {deadlineMs: 5000};

type Printed = {
	readonly servers: readonly {
		readonly facts: readonly {
			readonly fact: string;
			readonly source: string | null;
			readonly doors: readonly unknown[];
		}[];
	}[];
};

describeWithKazoo('the doors of a real ensemble', () => {
	let ensemble: Ensemble;
	let kazoo: Kazoo;
	let ports: readonly number[];

	beforeAll(async () => {
		ports = await freePorts(3);
		ensemble = await startEnsemble({
			servers: 3,
			configOf: id => ({
				'admin.enableServer': id === 2 ? 'false' : 'true',
				'admin.serverPort': String(ports[id - 1]),
				...(id !== 3 && {'4lw.commands.whitelist': 'srvr'}),
			}),
		});
		await ensemble.waitServing();
		kazoo = await startKazoo(ensemble.servers[2]?.connect ?? '');
		await kazoo.do({do: 'create', path: '/here', ephemeral: true});
	});

	afterAll(async () => {
		await kazoo.stop();
		await ensemble.stop();
	});

	const door = (id: number): AdminDoor => ({host: '127.0.0.1', port: ports[id - 1] ?? 0});
	const word = async (id: number, word: Word): Promise<string> =>
		askWord(parseHost(ensemble.servers[id - 1]?.connect ?? ''), word, patient);
	const admin = async (id: number, command: AdminCommand): ReturnType<typeof askAdmin> =>
		askAdmin(door(id), command, patient);

	it('tells by the AdminServer what the words tell', async () => {
		const stats = readServerStats(await admin(3, 'server_stats'));
		const srvr = readSrvr(await word(3, 'srvr'));
		expect(stats).toMatchObject({
			version: srvr.version,
			banner: srvr.banner,
			mode: srvr.mode,
			zxid: srvr.zxid,
		});
		expect(stats).toMatchObject({nodeCount: srvr.nodeCount, connections: srvr.connections - 1});

		const monitor = readMonitor(await admin(3, 'monitor')).values;
		const mntr = readMntr(await word(3, 'mntr')).values;
		expect([...monitor.keys()].toSorted()).toEqual([...mntr.keys()].toSorted());
		for (const name of [
			'znode_count',
			'ephemerals_count',
			'watch_count',
			'quorum_size',
			'approximate_data_size',
		]) {
			expect([name, monitor.get(name)]).toEqual([name, mntr.get(name)]);
		}

		expect(monitor.get('num_alive_connections')).toBe((mntr.get('num_alive_connections') ?? 0) - 1);

		const clients = (rows: Cons): readonly unknown[] =>
			rows.flatMap(({client, session}) =>
				session === undefined
					? []
					: [[client, session.id, session.timeoutMs, session.establishedAt, session.lastZxid]],
			);
		const connections = readConnections(await admin(3, 'connections'));
		expect(clients(connections)).toEqual(clients(readCons(await word(3, 'cons'))));
		expect(connections.map(({session}) => session?.id)).toEqual([kazoo.session]);

		const dump = readAdminDump(await admin(3, 'dump'));
		expect(dump.ephemerals).toEqual(readDump(await word(3, 'dump')).ephemerals);
		expect(dump.ephemerals.get(kazoo.session)).toEqual(['/here']);
	});

	it('tells the members as conf does', async () => {
		const conf = readConf(await word(3, 'conf'));
		const told = readConfiguration(await admin(3, 'configuration'), await admin(3, 'voting_view'));
		const {configVersion, values, initLimit, syncLimit, ...same} = conf;
		expect([configVersion, values.get('serverId'), initLimit, syncLimit]).toEqual(['0x0', '3', 10, 5]);
		expect(told).toMatchObject(same);
	});

	it('costs no packet, where each word costs one', async () => {
		const received = async (): Promise<number> => readServerStats(await admin(1, 'server_stats')).received;
		const before = await received();
		for (const command of ['monitor', 'connections', 'dump', 'configuration', 'watch_summary'] as const) {
			await admin(1, command);
		}

		expect(await received()).toBe(before);
		await word(1, 'srvr');
		expect(await received()).toBe(before + 1);
	});

	it('asks each server through the door that is open, and says what would open the others', async () => {
		const {hosts, chroot} = parseConnectString(ensemble.connectString);
		const names = hosts.map(({name}) => name);
		const store = createStore({servers: names, lockPaths: [], intervalMs: 200, now: Date.now()});
		const poller = new Poller({
			hosts,
			adminPorts: ports,
			chroot,
			client: undefined,
			intervalMs: 200,
			deliver: sample => {
				store.dispatch({type: 'sampled', sample});
			},
		});
		poller.want({...noInterests, connections: true, ephemerals: true});
		poller.start();
		const isTold = ({mntr, conf, cons}: ServerState): boolean =>
			[mntr, conf, cons].every(({kind}) => kind !== 'unasked');
		const [first, second, third] = await until(
			() => {
				const {servers, clock} = store.getState().live;
				return servers.every(isTold) && clock.tick > 5 && servers[0]?.figures !== undefined
					? servers
					: undefined;
			},
			() => 'all servers are asked for all facts',
			{withinMs: 10_000},
		);
		poller.stop();

		expect([first?.srvr.kind, first?.mntr.kind, first?.cons.kind, first?.conf.kind]).toEqual(
			Array.from({length: 4}, () => 'fresh'),
		);
		expect(first?.tried.srvr).toMatchObject([{source: 'word', result: 'works'}]);
		expect(first?.tried.mntr).toMatchObject([
			{source: 'word', result: 'shut', why: expect.stringContaining('4lw.commands.whitelist=') as string},
			{source: 'admin', result: 'works', why: undefined},
		]);
		// Nobody but zktop asks there: exact subtraction leaves nothing, through either door.
		expect(first?.figures).toMatchObject({requestsPerSecond: 0, connections: 0});

		expect(second?.mntr).toMatchObject({
			kind: 'unsupported',
			why: expect.stringMatching(
				/4lw\.commands\.whitelist=.*; and no AdminServer listens on port \d+; zoo\.cfg opens it: admin\.enableServer=true/,
			) as string,
		});
		expect(third?.tried.mntr).toMatchObject([{source: 'word', result: 'works'}]);
		expect(third?.figures).toMatchObject({connections: 1});
	});

	it('prints the doors of all servers, at the price of no transaction', async () => {
		const zxid = async (): Promise<string> => readServerStats(await admin(1, 'server_stats')).zxid;
		const before = await zxid();
		const args = ['sources', '-c', ensemble.connectString, '--admin-port', ports.join(',')];
		const {exitCode, stdout} = await runZktop(args);
		expect([exitCode, await zxid()]).toEqual([0, before]);
		const {servers} = JSON.parse(stdout) as Printed;
		expect(servers.map(({facts}) => facts.map(({fact, source}) => [fact, source]))).toMatchObject([
			[
				['condition', 'word'],
				['metrics', 'admin'],
				['connections', 'admin'],
				{},
				['watches', 'admin'],
				['configuration', 'admin'],
				['leader', 'admin'],
			],
			[
				['condition', 'word'],
				['metrics', null],
				['connections', null],
				{},
				['watches', null],
				['configuration', null],
				['leader', 'word'],
			],
			[
				['condition', 'word'],
				['metrics', 'word'],
				['connections', 'word'],
				{},
				['watches', 'word'],
				['configuration', 'word'],
				['leader', 'admin'],
			],
		]);
		expect(servers[1]?.facts[1]?.doors).toMatchObject([
			{source: 'word', state: 'shut', zooCfg: '4lw.commands.whitelist=srvr,mntr,cons,dump,conf,wchs'},
			{
				source: 'admin',
				state: 'shut',
				zooCfg: `admin.enableServer=true\nadmin.serverPort=${String(ports[1])}`,
			},
		]);
	});

	it('says that a server without quorum does not serve, to whatever it is asked', async () => {
		await Promise.all(ensemble.servers.slice(0, 2).map(async server => server.kill()));
		const ask = async (command: AdminCommand): Promise<unknown> =>
			admin(3, command).then(
				() => 'answered',
				(error: unknown) => (error as {kind?: string}).kind,
			);
		await until(
			async () => (await ask('server_stats')) === 'not-serving' || undefined,
			() => 'the quorum is lost',
			{withinMs: 20_000},
		);
		for (const command of ['monitor', 'connections', 'dump', 'configuration', 'voting_view'] as const) {
			expect([command, await ask(command)]).toEqual([command, 'not-serving']);
		}
	});
});
