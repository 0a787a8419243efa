// What the client costs a real server, and its own process.
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {openSession} from '../../source/recipes/session.ts';
import {createClient} from '../../source/zookeeper/client.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import {connect} from '../helpers/client-states.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';

describeWithZooKeeper('a client of one server', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
	});
	afterAll(async () => ensemble.stop());

	const wordOf = async (word: string): Promise<string> => ask(ensemble.servers[0]?.clientPort ?? 0, word);
	const zxid = async (): Promise<number> =>
		Number(/^Zxid: (?<zxid>.+)$/m.exec(await wordOf('srvr'))?.groups?.['zxid']);
	const packetsReceived = async (): Promise<number> =>
		Number(/^zk_packets_received\t(?<count>\d+)/m.exec(await wordOf('mntr'))?.groups?.['count']);

	it('costs two transactions from start to close, whatever it reads', async () => {
		const before = await zxid();
		const client = createClient(parseConnectString(ensemble.connectString));
		await connect(client);
		await Promise.all([client.children('/'), client.data('/'), client.exists('/nope'), client.acl('/')]);
		await client.close();
		expect((await zxid()) - before).toBe(2);
	});

	it('counts the packets that it sends as the server does', async () => {
		const before = await packetsReceived();
		const client = createClient(parseConnectString(ensemble.connectString), {sessionTimeoutMs: 2000});
		await connect(client);
		await Promise.all(Array.from({length: 50}, async () => client.children('/')));
		await until(
			() => (client.traffic().packetsSent > 51 ? true : undefined),
			() => 'a ping is sent',
		);
		await client.close();
		const {packetsSent, packetsAnswered} = client.traffic();
		expect(packetsAnswered).toBe(packetsSent);
		const ownWord = 1;
		expect((await packetsReceived()) - before).toBe(packetsSent + ownWord);
	});

	it('lets its process end once it is closed', async () => {
		const source = new URL('../../source/zookeeper/', import.meta.url);
		const script = `
			import {createClient} from '${new URL('client.ts', source).href}';
			import {parseConnectString} from '${new URL('hosts.ts', source).href}';
			const client = createClient(parseConnectString('${ensemble.connectString}'));
			client.onState(async ({kind}) => {
				if (kind === 'connected') {
					await client.children('/', {watch() {}});
					await client.close();
					const closed = performance.now();
					process.on('exit', () => console.log(performance.now() - closed));
				}
			});
			client.start();
		`;
		const args = ['--input-type=module', '--eval', script];
		const {stdout} = await promisify(execFile)(process.execPath, args, {timeout: 20_000});
		expect(Number(stdout)).toBeLessThan(500);
	});

	it('hears of all that happens in a subtree, beside one-shot watches in it, for two watches as the server counts', async () => {
		const client = await openSession(ensemble.connectString);
		const counted = async (): Promise<number> =>
			Number(/^zk_watch_count\t(?<count>\d+)/m.exec(await wordOf('mntr'))?.groups?.['count']);
		await client.create('/live');
		await client.create('/live/a');
		const events: string[] = [];
		const tree = await client.watchTree('/live', '3.8.0', ({kind, path}) => events.push(`${kind} ${path}`));
		expect([await counted(), client.watches()]).toEqual([2, 2]);
		for (const path of ['/live', '/live/a']) {
			await client.children(path, {watch: ({kind}) => events.push(`${kind}, once`)});
		}

		await client.setData('/live/a', Buffer.from('1'));
		await client.create('/live/a/b');
		await client.create('/live/c');
		await client.remove('/live/c');
		expect(events).toEqual([
			'data-changed /live/a',
			'created /live/a/b',
			'children-changed, once',
			'created /live/c',
			'children-changed, once',
			'deleted /live/c',
		]);
		await tree?.end();
		expect([await counted(), client.watches()]).toEqual([0, 0]);
		await client.close();
	});
});
