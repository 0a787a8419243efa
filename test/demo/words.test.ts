// The demo's words and its AdminServer have the form of a real server's, and zktop's readers take them.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {askAdmin} from '../../source/zookeeper/admin/ask-admin.ts';
import type {AdminCommand} from '../../source/zookeeper/admin/commands.ts';
import type {JsonObject} from '../../source/zookeeper/admin/lossless.ts';
import {readConfiguration} from '../../source/zookeeper/admin/readers/configuration.ts';
import {readConnections} from '../../source/zookeeper/admin/readers/connections.ts';
import {readAdminDump} from '../../source/zookeeper/admin/readers/dump.ts';
import {readLeader} from '../../source/zookeeper/admin/readers/leader.ts';
import {readMonitor} from '../../source/zookeeper/admin/readers/monitor.ts';
import {readServerStats} from '../../source/zookeeper/admin/readers/server-stats.ts';
import {readWatchSummary} from '../../source/zookeeper/admin/readers/watch-summary.ts';
import {readConf} from '../../source/zookeeper/words/conf.ts';
import {readCons} from '../../source/zookeeper/words/cons.ts';
import {readDump} from '../../source/zookeeper/words/dump.ts';
import {readMntr} from '../../source/zookeeper/words/mntr.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {readWchs} from '../../source/zookeeper/words/wchs.ts';
import {ask} from '../helpers/four-letter.ts';
import {recordedBody} from '../helpers/recorded-admin.ts';
import {recorded} from '../helpers/recorded-words.ts';

const ensemble = new Ensemble({servers: 3});
let client: WritingClient;

beforeAll(async () => {
	await ensemble.start();
	client = await openSession(ensemble.connectString);
	await client.create('/here', {ephemeral: true});
	await client.exists('/here', {watch: () => undefined});
});
afterAll(async () => {
	await client.close();
	ensemble.stop();
});

const word = async (name: string, role: 'leader' | 'follower'): Promise<string> =>
	ask(ensemble.servers.find(server => server.role === role)?.port ?? 0, name);

/** Lines without what differs from run to run: numbers, dates, texts behind `=`. */
const shapesOf = (text: string): ReadonlySet<string> =>
	new Set(
		text
			.split('\n')
			.map(line =>
				line
					.replace(/=.*|\t.*/, '')
					.replace(/version: .*/, 'version')
					.replace(/[A-Z][a-z]{2} [A-Z][a-z]{2} \d.* \d{4}:/, 'DATE')
					.replaceAll(/0x[\da-f]+|[\d.]+/g, 'N'),
			)
			.filter(line => !line.includes('Local Session') && !line.startsWith('server.')),
	);

it.each([
	['srvr', 'leader', 'leader'],
	['srvr', 'follower', 'follower1'],
	['dump', 'leader', 'leader'],
	['dump', 'follower', 'follower1'],
	['wchs', 'leader', 'leader'],
	['conf', 'leader', 'leader'],
	['mntr', 'leader', 'leader'],
] as const)('%s of a %s has no line that a real one has not', async (name, role, recording) => {
	const real = shapesOf(recorded(`3.8.0/${recording}`, name));
	const own = [...shapesOf(await word(name, role))].filter(shape => !shape.includes('_per_namespace'));
	expect(own.filter(shape => !real.has(shape))).toEqual([]);
});

it('print means as Java does', async () => {
	const mntr = await word('mntr', 'leader');
	expect(mntr).toMatch(/^zk_avg_election_time\t0\.0$/m);
	expect(mntr).toMatch(/^zk_connection_drop_probability\t0\.0$/m);
});

it('are read by the readers of zktop', async () => {
	expect(readSrvr(await word('srvr', 'leader'))).toMatchObject({mode: 'leader', version: '3.8.0'});
	expect(readConf(await word('conf', 'follower')).members).toHaveLength(3);
	expect(readMntr(await word('mntr', 'leader')).values.get('synced_followers')).toBe(2);
	const state = client.state();
	const session = state.kind === 'connected' ? state.session : '';
	const dump = readDump(await word('dump', 'leader'), Date.now());
	expect(dump.sessions.get(session)?.expiresAt).toBeGreaterThan(Date.now());
	expect(dump.ephemerals.get(session)).toEqual(['/here']);
	const cons = await Promise.all(ensemble.servers.map(async ({port}) => readCons(await ask(port, 'cons'))));
	const own = cons.flat().find(row => row.session?.id === session);
	expect(own).toMatchObject({queued: 0, session: {timeoutMs: 10_000, lastOp: expect.any(String) as unknown}});
	const watches = await Promise.all(
		ensemble.servers.map(async ({port}) => readWchs(await ask(port, 'wchs'))),
	);
	expect(watches.reduce((sum, {watches}) => sum + watches, 0)).toBe(1);
});

const fieldsOf = (object: JsonObject): readonly string[] =>
	Object.entries(object).flatMap(([name, value]) =>
		name === 'server_stats' ? [name, ...Object.keys(value as JsonObject)] : [name],
	);

const admin = async (command: AdminCommand) => {
	const port = ensemble.quorum.leader?.adminPort ?? 0;
	return askAdmin({host: '127.0.0.1', port}, command, {deadlineMs: 10_000});
};

it.each([
	'server_stats',
	'monitor',
	'connections',
	'dump',
	'configuration',
	'voting_view',
	'watch_summary',
] as const)('%s of the AdminServer has no field that a real one has not', async command => {
	const real = new Set(fieldsOf(JSON.parse(recordedBody(`3.8.0/leader/${command}.json`)) as JsonObject));
	const {fields} = await admin(command);
	const own = fieldsOf(fields).filter(name => !name.includes('_per_namespace'));
	expect(own.filter(name => !real.has(name))).toEqual([]);
});

it('tell what the AdminServer tells', async () => {
	const [srvr, dump] = [readSrvr(await word('srvr', 'leader')), readDump(await word('dump', 'leader'), 0)];
	expect(readServerStats(await admin('server_stats'))).toMatchObject({mode: srvr.mode, zxid: srvr.zxid});
	expect(readAdminDump(await admin('dump')).ephemerals).toEqual(dump.ephemerals);
	expect(readMonitor(await admin('monitor')).values.get('synced_followers')).toBe(2);
	const conf = readConf(await word('conf', 'leader'));
	const configuration = readConfiguration(await admin('configuration'), await admin('voting_view'));
	expect(configuration).toMatchObject({serverId: conf.serverId, clientPort: conf.clientPort});
	expect(configuration.members).toEqual(conf.members);
	const cons = readCons(await word('cons', 'leader')).flatMap(({session}) => session?.id ?? []);
	const connections = readConnections(await admin('connections')).map(({session}) => session?.id);
	expect(connections).toEqual(cons);
	expect(readWatchSummary(await admin('watch_summary'))).toEqual(readWchs(await word('wchs', 'leader')));
	expect(readLeader(await admin('leader'))).toMatchObject({leads: true, id: ensemble.quorum.leader?.id});
});
