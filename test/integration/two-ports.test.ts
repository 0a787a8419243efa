// The two client ports of real servers: which words tell of both, and how those that do not are asked of both.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {noInterests} from '../../source/collect/interests.ts';
import {Poller} from '../../source/collect/poller.ts';
import type {WordArrival} from '../../source/collect/sample.ts';
import {AdminServer} from '../../source/zookeeper/admin/admin-server.ts';
import {readServerStats} from '../../source/zookeeper/admin/readers/server-stats.ts';
import {askWord, type Word} from '../../source/zookeeper/four-letter.ts';
import type {Host} from '../../source/zookeeper/hosts.ts';
import {systemTls, type Tls} from '../../source/zookeeper/security.ts';
import {readConf} from '../../source/zookeeper/words/conf.ts';
import {readCons} from '../../source/zookeeper/words/cons.ts';
import {readMntr} from '../../source/zookeeper/words/mntr.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';
import {startTlsServers, type TlsServers} from './tls-servers.ts';

const patient = {deadlineMs: 5000};
/** What a server is asked for while no znodes are: all but `dump`. */
const facts = 6;

describeWithZooKeeper('two client ports', () => {
	let servers: TlsServers;
	beforeAll(async () => {
		servers = await startTlsServers();
	});
	afterAll(async () => {
		await servers.stop();
	});

	const word = async (word: Word, over: 'plain' | 'secure'): Promise<string> =>
		askWord(servers[over][0] as Host, word, {
			...patient,
			tls: over === 'plain' ? undefined : servers.tls,
		});

	it('each port lists its own connections alone; all other words tell of both', async () => {
		const own = async (over: 'plain' | 'secure'): Promise<readonly unknown[]> =>
			readCons(await word('cons', over)).flatMap(({session}) => session?.id ?? []);
		expect([await own('plain'), await own('secure')]).toEqual(servers.sessions.map(session => [session]));

		for (const over of ['plain', 'secure'] as const) {
			const {connections} = readSrvr(await word('srvr', over));
			const alive = readMntr(await word('mntr', over)).values.get('num_alive_connections');
			expect([connections, alive]).toEqual([3, 3]);
			expect(readConf(await word('conf', over))).toMatchObject({
				clientPort: servers.plain[0]?.port,
				secureClientPort: servers.secure[0]?.port,
			});
		}
	});

	it('counts the packets of both ports, and none of a handshake that fails', async () => {
		const admin = new AdminServer({host: '127.0.0.1', port: servers.admins[0] ?? 0, tls: servers.tls});
		const received = async (): Promise<number> =>
			readServerStats(await admin.ask('server_stats', patient)).received;
		const before = await received();
		await word('srvr', 'plain');
		await word('srvr', 'secure');
		await askWord(servers.secure[0] as Host, 'srvr', {...patient, tls: systemTls}).catch(() => undefined);
		expect(await received()).toBe(before + 2);
	});

	/** What came of asking for all facts twice, and what zktop says it cost. */
	const askedTwice = async (
		hosts: readonly Host[],
		tls: Tls | undefined,
	): Promise<{readonly arrivals: readonly WordArrival[]; readonly packets: number}> => {
		const arrivals: WordArrival[] = [];
		let packets: number | undefined;
		const poller = new Poller({
			hosts,
			tls,
			chroot: '/',
			client: undefined,
			// Long enough for all to be answered; the tick after the second round delivers it, and nothing is on its way then.
			intervalMs: 3000,
			deliver: sample => {
				const before = arrivals.length;
				arrivals.push(...sample.arrivals.filter(arrival => arrival.of === 'word'));
				const whole = facts * hosts.length;
				if (before < whole && arrivals.length >= whole) {
					poller.refresh();
				} else if (arrivals.length >= 2 * whole) {
					packets ??= sample.own.packets;
					poller.stop();
				}
			},
		});
		poller.want({...noInterests, connections: true, watches: true, sources: true});
		poller.start();
		return {
			packets: await until(
				() => packets,
				() => `two rounds of answers, not ${arrivals.length}`,
				{withinMs: 20_000},
			),
			arrivals,
		};
	};

	it.each([
		['where the other is asked too', true, 'works'],
		['where the other does not let us in', false, 'failed'],
	] as const)('know our packets to the packet, %s', async (_, overTls, result) => {
		// Nobody but zktop asks these.
		const [plain, secure, admins] = [
			servers.plain.slice(1),
			servers.secure.slice(1),
			servers.admins.slice(1),
		];
		const received = async (): Promise<number> => {
			const counts = admins.map(async port => {
				const admin = new AdminServer({host: '127.0.0.1', port, tls: servers.tls});
				return readServerStats(await admin.ask('server_stats', patient)).received;
			});
			return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
		};

		const before = await received();
		const asked = await (overTls ? askedTwice(secure, servers.tls) : askedTwice(plain, undefined));
		expect(asked.packets).toBe((await received()) - before);
		const last = asked.arrivals.findLast(({word}) => word === 'cons');
		expect(last?.attempts.map(({source, result}) => [source, result])).toEqual([
			['word', 'works'],
			['other-port', result],
		]);
	});

	it('sessions lists the clients of both ports of each server, and by which port they came', async () => {
		const [first, second] = servers.sessions;
		const {sessions: rows} = await servers.zktop('sessions', 'secure');
		expect(new Map(rows.map(({session, secure}) => [session, secure]))).toEqual(
			new Map([
				[first, false],
				[second, true],
			]),
		);
	});

	it('says why the other port does not let us in', async () => {
		const printed = await servers.zktop('sources', 'plain');
		const connections = printed.servers[2]?.facts.find(({fact}) => fact === 'connections');
		expect(connections?.doors).toMatchObject([
			{source: 'word', state: 'works'},
			{
				source: 'other-port',
				state: 'failed',
				port: servers.secure[2]?.port,
				why: expect.stringContaining('authority that is not known here') as string,
			},
			{source: 'admin'},
		]);
	});
});
