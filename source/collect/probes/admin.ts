// One probe for each polled word's fact, asked of the AdminServer instead: the same records.
import type {AdminAnswer} from '../../zookeeper/admin/answers.ts';
import type {AdminServer} from '../../zookeeper/admin/admin-server.ts';
import type {AdminCommand} from '../../zookeeper/admin/commands.ts';
import {readConfiguration} from '../../zookeeper/admin/readers/configuration.ts';
import {readConnections} from '../../zookeeper/admin/readers/connections.ts';
import {readAdminDump} from '../../zookeeper/admin/readers/dump.ts';
import {readLeader} from '../../zookeeper/admin/readers/leader.ts';
import {readMonitor} from '../../zookeeper/admin/readers/monitor.ts';
import {readServerStats} from '../../zookeeper/admin/readers/server-stats.ts';
import {readWatchSummary} from '../../zookeeper/admin/readers/watch-summary.ts';
import {readWatches} from '../../zookeeper/admin/readers/watches.ts';
import {readWatchesByPath} from '../../zookeeper/admin/readers/watches-by-path.ts';
import {UnsupportedError} from '../../zookeeper/errors.ts';
import {answerOf} from '../answer.ts';
import type {PolledWord, WordArrival, WordValues} from '../sample.ts';
import {deadlineOf, orElse, watchedWithin, withinChroot, type Asked, type WordProbe} from './words.ts';

type Ask = (command: AdminCommand) => Promise<AdminAnswer>;

const questions: {readonly [W in PolledWord]: (ask: Ask, chroot: string) => Promise<WordValues[W]>} = {
	srvr: async ask => readServerStats(await ask('server_stats')),
	mntr: async ask => readMonitor(await ask('monitor')),
	cons: async ask => readConnections(await ask('connections')),
	dump: async (ask, chroot) => withinChroot(readAdminDump(await ask('dump')), chroot),
	conf: async ask => readConfiguration(await ask('configuration'), await ifKnown(ask('voting_view'))),
	wchs: async ask => readWatchSummary(await ask('watch_summary')),
	wchp: async (ask, chroot) =>
		watchedWithin(
			await orElse(
				async () => readWatchesByPath(await ask('watches_by_path')),
				async () => readWatches(await ask('watches')),
			),
			chroot,
		),
	leader: async ask => readLeader(await ask('leader')),
};

/** Undefined where the server is older than the command. */
const ifKnown = async (answer: Promise<AdminAnswer>): Promise<AdminAnswer | undefined> => {
	try {
		return await answer;
	} catch (error) {
		if (error instanceof UnsupportedError) {
			return undefined;
		}

		throw error;
	}
};

/** Asks the AdminServer for what the word tells. It costs the server no packet, and no connection that it counts. */
export const probeAdmin = async (
	server: AdminServer,
	{host, word, chroot, ledger, tick, now, signal}: WordProbe,
): Promise<Asked> => {
	const askedAt = performance.now();
	const ownPacketsAtLeast = ledger.countedOf(host);
	let bytes = 0;
	const ask: Ask = async command => {
		const answer = await server.ask(command, {deadlineMs: deadlineOf(word), signal});
		bytes += answer.bytes;
		return answer;
	};

	const answer = await answerOf<WordValues[PolledWord]>(() => questions[word](ask, chroot), now);
	ledger.bookBytes(bytes);
	const arrival = {
		of: 'word',
		word,
		server: host.name,
		answer,
		source: 'admin',
		attempts: [],
		tick,
		tookMs: performance.now() - askedAt,
		ownPackets: ledger.packetsOf(host),
		ownPacketsAtLeast,
	} as unknown as WordArrival;
	return {arrival, bytes, scheme: server.scheme};
};
