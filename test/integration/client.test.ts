// The client on a real ensemble: what it reads and what it survives.
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest';
import {ask} from '../../source/zookeeper/ask.ts';
import {
	createClient,
	type Client,
	type ClientOptions,
	type WatchEvent,
} from '../../source/zookeeper/client.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import type {Connected} from '../../source/zookeeper/connection.ts';
import {Sessions} from '../../source/zookeeper/sessions.ts';
import {listChildren} from '../../source/zookeeper/records/listing.ts';
import {connect, nextState} from '../helpers/client-states.ts';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {startWriter, type Writer} from '../helpers/writer.ts';

const sessionTimeoutMs = 3000;
const tickMs = 1000;

const connectedOf = async (sessions: Sessions): Promise<Connected> =>
	new Promise(resolve => {
		const stop = sessions.onState(state => {
			if (state.kind === 'connected') {
				stop();
				resolve(state);
			}
		});
		sessions.start();
	});

/** The writer has another server: ours may hear of what it wrote a little later. */
const arrived = async (client: Client, path: string): Promise<void> => {
	const event = Promise.withResolvers<WatchEvent>();
	if ((await client.exists(path, {watch: event.resolve})) === undefined) {
		await event.promise;
	}
};

describeWithZooKeeper('a client of three servers', () => {
	let ensemble: Ensemble;
	let client: Client;
	let writer: Writer;

	const clientOf = (connectString: string, options?: ClientOptions): Client =>
		createClient(parseConnectString(connectString), {sessionTimeoutMs, ...options});
	const serverOf = (name: string): Server => {
		const server = ensemble.servers.find(({connect: address}) => address === name);
		if (server === undefined) {
			throw new Error(`no server ${name}`);
		}

		return server;
	};
	const heal = async (): Promise<void> => {
		for (const server of ensemble.servers) {
			server.resume();
			if (!server.running) {
				await server.restart();
			}
		}

		await ensemble.waitServing();
	};
	/** A client that is connected to a server which does not lead. */
	const connectToFollower = async (): Promise<Server> => {
		const leader = await ensemble.leader();
		const followers = ensemble.servers.filter(server => server !== leader).map(server => server.connect);
		client = clientOf(`${followers.join(',')},${leader.connect}`, {random: () => 0});
		return serverOf((await connect(client)).server.name);
	};

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
	});
	afterAll(async () => ensemble.stop());
	beforeEach(async () => {
		const {connect: address} = await ensemble.leader();
		writer = await startWriter(address); // the tests freeze and kill followers
	});
	afterEach(async () => {
		await Promise.all([client.close(), writer.close()]);
		await heal();
	});

	it('keeps its session when the server it is connected to is killed', async () => {
		const server = await connectToFollower();
		const before = client.state();
		const back = nextState(client, 'connected');
		await server.kill();
		const after = await back;
		expect(before).toMatchObject({kind: 'connected', session: after.session});
		expect(after.server.name).not.toBe(server.connect);
	});

	it('notices a frozen server within the read deadline and goes to the next with its session', async () => {
		const server = await connectToFollower();
		const before = client.state();
		const lost = nextState(client, 'connecting');
		const back = nextState(client, 'connected');
		await server.freeze();
		const start = performance.now();
		expect((await lost).failure).toMatchObject({kind: 'silent'});
		const after = await back;
		expect(performance.now() - start).toBeLessThan((sessionTimeoutMs * 2) / 3 + tickMs);
		expect(before).toMatchObject({kind: 'connected', session: after.session});
		expect((await client.children('/')).names).toContain('zookeeper');
	});

	it('hears of a new child', async () => {
		await connectToFollower();
		await writer.create('/born');
		await arrived(client, '/born');
		const event = Promise.withResolvers<WatchEvent>();
		await client.children('/born', {watch: event.resolve});
		await writer.create('/born/child');
		expect(await event.promise).toEqual({kind: 'children-changed', path: '/born'});
		expect((await client.children('/born')).names).toEqual(['child']);
	});

	it('hears of a change that came before it was back, and of one after', async () => {
		const server = await connectToFollower();
		await writer.createAll(['/away', '/home']);
		await arrived(client, '/home');
		const away = Promise.withResolvers<WatchEvent>();
		const home = Promise.withResolvers<WatchEvent>();
		await client.data('/away', {watch: away.resolve});
		await client.exists('/home/later', {watch: home.resolve});
		const back = nextState(client, 'connected');
		await server.freeze();
		await writer.set('/away', Buffer.from('changed'));
		await back;
		expect(await away.promise).toEqual({kind: 'data-changed', path: '/away'});
		await writer.create('/home/later');
		expect(await home.promise).toEqual({kind: 'created', path: '/home/later'});
	});

	it('restores ten thousand watches at the next server', async () => {
		const server = await connectToFollower();
		const count = 10_000;
		await writer.create('/many');
		const last = Promise.withResolvers<WatchEvent>();
		const ignore = (): void => undefined;
		await Promise.all(
			Array.from({length: count}, async (_, index) =>
				client.exists(`/many/of-a-long-name-${index}`, {
					watch: index === count - 1 ? last.resolve : ignore,
					deadlineMs: 20_000,
				}),
			),
		);
		const back = nextState(client, 'connected');
		await server.kill();
		await back;
		await writer.create(`/many/of-a-long-name-${count - 1}`);
		expect((await last.promise).kind).toBe('created');
		expect(client.watches()).toBe(count - 1);
	});

	it('closes within its deadline at a frozen server', async () => {
		const server = await connectToFollower();
		await server.freeze();
		const start = performance.now();
		await client.close({deadlineMs: 300});
		expect(performance.now() - start).toBeLessThan(450);
	});

	it('says not-serving without a quorum, and comes alive with it, session and all', async () => {
		const server = await connectToFollower();
		const before = client.state();
		const others = ensemble.servers.filter(other => other !== server);
		const shut = nextState(client, 'connecting', ({failure}) => failure?.kind === 'not-serving');
		const gone = nextState(client, 'connecting', ({failure}) => failure?.kind === 'refused');
		await Promise.all(others.map(async other => other.kill()));
		await Promise.all([shut, gone]);
		const back = nextState(client, 'connected');
		await Promise.all(others.map(async other => other.restart()));
		const after = await back;
		expect(before).toMatchObject({session: after.session});
	});

	it('sees the tree below its chroot only, and the configuration all the same', async () => {
		await writer.createAll(['/app', '/app/inside']);
		client = clientOf(`${ensemble.connectString}/app`);
		await connect(client);
		await arrived(client, '/inside');
		expect((await client.children('/')).names).toEqual(['inside']);
		expect((await client.data('/zookeeper/config')).data?.toString()).toContain('server.1=');
		const event = Promise.withResolvers<WatchEvent>();
		await client.exists('/inside', {watch: event.resolve});
		await writer.remove('/app/inside');
		expect(await event.promise).toEqual({kind: 'deleted', path: '/inside'});
	});

	it('says that a chroot does not exist', async () => {
		client = clientOf(`${ensemble.connectString}/no/such`);
		await connect(client);
		await expect(client.children('/')).rejects.toMatchObject({
			kind: 'no-node',
			message: 'the chroot /no/such does not exist: create it, or correct the connect string',
		});
	});

	it('reads data as it was written: bytes, nothing, null', async () => {
		await connectToFollower();
		const bytes = Buffer.from([0, 255, 27, 10]);
		await writer.create('/bytes', bytes);
		await writer.create('/nothing', Buffer.alloc(0));
		await arrived(client, '/nothing');
		expect((await client.data('/bytes')).data).toEqual(bytes);
		expect((await client.data('/nothing')).data).toEqual(Buffer.alloc(0));
		expect((await client.data('/zookeeper/quota')).data).toEqual(Buffer.alloc(0));
		expect((await client.acl('/bytes')).acl).toEqual([{permissions: 31, scheme: 'world', id: 'anyone'}]);
	});

	it('replaces a session that was ended for it, and says that the watches are lost', async () => {
		const {hosts} = parseConnectString(ensemble.connectString);
		const patience = {connectDeadlineMs: 1000, frameLimitBytes: 1024 * 1024, canBeReadOnly: true};
		client = clientOf(ensemble.connectString);
		const sessions = new Sessions(hosts, {sessionTimeoutMs, ...patience});
		const first = await connectedOf(sessions);
		const lost = Promise.withResolvers<WatchEvent>();
		const question = {operation: listChildren, path: '/', chroot: '/', deadlineMs: 2000};
		await ask(sessions, {...question, watch: lost.resolve});
		const renewed = connectedOf(sessions);
		const elsewhere = ensemble.servers.find(server => server.connect !== first.server.name);
		const thief = await startWriter(elsewhere?.connect ?? '', sessions.live);
		await thief.close();
		const second = await renewed;
		expect(second.session).not.toBe(first.session);
		expect(await lost.promise).toEqual({kind: 'lost', path: '/'});
		expect([...(await ask(sessions, question)).names]).toContain('zookeeper');
		await sessions.close(300);
	});
});
