// Every word that zktop asks, of a real ensemble: answered and read; and what a server says that has no room or stands still.
import {connect, type Socket} from 'node:net';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {askWord, type Word} from '../../source/zookeeper/four-letter.ts';
import {parseHost, type Host} from '../../source/zookeeper/hosts.ts';
import {readConf} from '../../source/zookeeper/words/conf.ts';
import {readCons} from '../../source/zookeeper/words/cons.ts';
import {readDump} from '../../source/zookeeper/words/dump.ts';
import {readEnvi} from '../../source/zookeeper/words/envi.ts';
import {readIsro} from '../../source/zookeeper/words/isro.ts';
import {readMntr} from '../../source/zookeeper/words/mntr.ts';
import {readRuok} from '../../source/zookeeper/words/ruok.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {readStat} from '../../source/zookeeper/words/stat.ts';
import {readWchc} from '../../source/zookeeper/words/wchc.ts';
import {readWchp} from '../../source/zookeeper/words/wchp.ts';
import {readWchs} from '../../source/zookeeper/words/wchs.ts';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';

const readers = {
	srvr: readSrvr,
	stat: readStat,
	mntr: readMntr,
	cons: readCons,
	dump: readDump,
	wchs: readWchs,
	wchp: readWchp,
	wchc: readWchc,
	conf: readConf,
	envi: readEnvi,
	isro: readIsro,
	ruok: readRuok,
} as const satisfies Record<Word, (text: string) => unknown>;

const words = Object.keys(readers) as Word[];
const hostOf = (server: Server): Host => parseHost(server.connect);
const patient = {deadlineMs: 5000};

describeWithZooKeeper('four-letter words of a real ensemble', () => {
	let ensemble: Ensemble;

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3, config: {maxClientCnxns: '3'}});
		await ensemble.waitServing();
	});

	afterAll(async () => {
		await ensemble.stop();
	});

	it.each(words)('reads the answers of all servers to %s', async word => {
		for (const server of ensemble.servers) {
			expect(readers[word](await askWord(hostOf(server), word, patient))).toBeDefined();
		}
	});

	it('agrees across words on who a server is', async () => {
		const leader = await ensemble.leader();
		for (const server of ensemble.servers) {
			const mode = server === leader ? 'leader' : 'follower';
			expect(readSrvr(await askWord(hostOf(server), 'srvr', patient)).mode).toBe(mode);
			expect(readMntr(await askWord(hostOf(server), 'mntr', patient)).mode).toBe(mode);
			expect(readDump(await askWord(hostOf(server), 'dump', patient)).kind).toBe(mode);
			const conf = readConf(await askWord(hostOf(server), 'conf', patient));
			expect(conf).toMatchObject({serverId: server.id, clientPort: server.clientPort});
			expect(conf.members.map(({id}) => id)).toEqual([1, 2, 3]);
		}
	});

	/** Holds a place, or finds that there is none. */
	const occupy = async (server: Server): Promise<Socket> =>
		new Promise(resolve => {
			const socket = connect(server.clientPort, server.host);
			const settle = (): void => {
				resolve(socket);
			};

			socket.on('connect', settle).on('error', settle);
		});

	/** Resolves when earlier connections of ours, which the server puts away in its own time, hold no place any more. */
	const waitForRoom = async (): Promise<unknown> =>
		until(
			async () => {
				const asked = ensemble.servers.map(async server => askWord(hostOf(server), 'ruok', patient));
				const answers = await Promise.allSettled(asked);
				return answers.every(({status}) => status === 'fulfilled') || undefined;
			},
			() => 'all servers take connections again',
		);

	it('names the connection limit once this host has used it up, however the server closes', async () => {
		const server = await ensemble.leader();
		const sockets: Socket[] = [];
		const kinds: unknown[] = [];
		for (let times = 0; times < 30; times++) {
			sockets.push(await occupy(server));
			kinds.push(
				await askWord(hostOf(server), 'ruok', patient).catch((error: unknown) =>
					error instanceof ZooKeeperError ? error.kind : error,
				),
			);
		}

		for (const socket of sockets) {
			socket.destroy();
		}

		// At first, connections of earlier questions that the server has not put away yet hold places, too.
		expect(new Set(kinds.slice(10))).toEqual(new Set(['connection-limit']));
	});

	it('finds a frozen server silent within the deadline, and the others as before', async () => {
		const [, second] = ensemble.servers;
		await waitForRoom();
		await second?.freeze();
		const answers = await Promise.allSettled(
			ensemble.servers.map(async server => askWord(hostOf(server), 'isro', {deadlineMs: 1500})),
		);
		second?.resume();
		expect(answers.map(({status}) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(answers[1]).toMatchObject({reason: {kind: 'silent', message: 'no answer in 1.5 s'}});
	});
});
