// The demo's ensemble fails as an ensemble does: elections, lost quorums, slow disks that hide, sessions that end.
import {afterEach, beforeEach, expect, it} from 'vitest';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import type {Server} from '../../source/demo/ensemble/server.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {isRetriable} from '../../source/zookeeper/errors.ts';
import {ops} from '../../source/zookeeper/wire/op-codes.ts';
import {ask} from '../helpers/four-letter.ts';
import {RawClient} from '../helpers/raw-client.ts';
import {until} from '../helpers/until.ts';

let ensemble: Ensemble;
let client: WritingClient;

beforeEach(async () => {
	ensemble = new Ensemble({servers: 3, tickMs: 300});
	await ensemble.start();
	client = await openSession(ensemble.connectString, {sessionTimeoutMs: 6000, withinMs: 20_000});
});
afterEach(async () => {
	await client.close();
	ensemble.stop();
});

const leader = (): Server => {
	const {leader} = ensemble.quorum;
	if (leader === undefined) {
		throw new Error('nobody leads');
	}

	return leader;
};

/** Writes as soon as somebody takes it. */
const write = async (path: string): Promise<string> =>
	until(
		async () => {
			try {
				return (await client.create(path)).stat.czxid;
			} catch (error) {
				if (!isRetriable(error)) {
					throw error;
				}

				return undefined;
			}
		},
		() => `${path} can be written`,
		{withinMs: 20_000},
	);

const serving = async (): Promise<readonly Server[]> =>
	until(
		() => (ensemble.servers.every(({serving}) => serving) ? ensemble.servers : undefined),
		() => 'all servers serve',
	);

it('elects another leader when the first one dies, in a new epoch, and keeps sessions and znodes', async () => {
	await client.create('/mine', {ephemeral: true});
	const first = leader();
	ensemble.kill(first);
	expect(await write('/after')).toMatch(/^0x2000000/);
	expect(leader()).not.toBe(first);
	expect((await client.children('/')).names).toContain('mine');
	await ensemble.restart(first);
	await serving();
	expect(first.tree.nodes.get('/after')).toBeDefined();
});

it('serves nobody without a majority, and all znodes again with one', async () => {
	await client.create('/before');
	const [one, two, three] = ensemble.servers;
	if (one === undefined || two === undefined || three === undefined) {
		throw new Error('three servers');
	}

	ensemble.kill(one);
	ensemble.kill(two);
	expect(await ask(three.port, 'srvr')).toBe('This ZooKeeper instance is not currently serving requests\n');
	expect(await ask(three.port, 'ruok')).toBe('imok');
	await ensemble.restart(one);
	await write('/after');
	expect((await client.children('/')).names).toEqual(expect.arrayContaining(['before', 'after']));
});

it('goes on without a frozen follower, which has it all when it goes on', async () => {
	const follower = ensemble.servers.find(server => server !== leader() && server !== connectedTo());
	if (follower === undefined) {
		throw new Error('a follower without our client');
	}

	ensemble.suffer(follower, 'frozen');
	await write('/meanwhile');
	await until(
		() => (ensemble.quorum.inStep.has(follower) ? undefined : true),
		() => 'the leader misses it',
	);
	ensemble.heal(follower, 'frozen');
	await serving();
	expect(follower.tree.nodes.get('/meanwhile')).toBeDefined();
});

it.each(['frozen', 'cut'] as const)('elects another leader when the first one is gone: %s', async fault => {
	const first = leader();
	ensemble.suffer(first, fault);

	await until(
		() => (ensemble.quorum.leader === undefined || ensemble.quorum.leader === first ? undefined : true),
		() => 'another one leads',
	);
	await write('/after');
	ensemble.heal(first, fault);
	await serving();
	expect(first.role).toBe('follower');
	expect(first.tree.nodes.get('/after')).toBeDefined();
});

it('lets a follower that is cut off answer as it was, until it sees that nobody leads it', async () => {
	const follower = ensemble.servers.find(server => server !== leader() && server !== connectedTo());
	if (follower === undefined) {
		throw new Error('a follower without our client');
	}

	ensemble.suffer(follower, 'cut');
	await write('/meanwhile');
	expect(follower.serving).toBe(true);
	expect(follower.tree.nodes.get('/meanwhile')).toBeUndefined();
	expect(await ask(follower.port, 'srvr')).toContain('Mode: follower');
	await until(
		() => (follower.serving ? undefined : true),
		() => 'it looks for a leader',
	);
	ensemble.heal(follower, 'cut');
	await serving();
	expect(follower.tree.nodes.get('/meanwhile')).toBeDefined();
});

it('brings a follower what it has missed, where it was cut off for a moment only', async () => {
	const follower = ensemble.servers.find(server => server !== leader() && server !== connectedTo());
	if (follower === undefined) {
		throw new Error('a follower without our client');
	}

	ensemble.suffer(follower, 'cut');
	const zxid = await write('/meanwhile');
	ensemble.heal(follower, 'cut');
	expect(follower.zxid).toBeGreaterThanOrEqual(Number(zxid));
	expect(follower.tree.nodes.get('/meanwhile')).toBeDefined();
});

const connectedTo = (): Server | undefined => {
	const state = client.state();
	return ensemble.servers.find(({port}) => state.kind === 'connected' && state.server.port === port);
};

it('hides a slow disk behind the others, until one of them is gone', async () => {
	const followers = ensemble.servers.filter(server => server !== leader());
	const [slow, other] = followers;
	if (slow === undefined || other === undefined) {
		throw new Error('two followers');
	}

	slow.slowDiskMs = 1500;
	const timed = async (path: string): Promise<number> => {
		const start = performance.now();
		await write(path);
		return performance.now() - start;
	};
	expect(await timed('/hidden')).toBeLessThan(1400);
	ensemble.kill(other);
	expect(await timed('/felt')).toBeGreaterThan(1400);
});

it('ends the session of a client that is cut off, and takes its ephemeral znodes away', async () => {
	const other = await openSession(ensemble.connectString, {sessionTimeoutMs: 600, withinMs: 20_000});
	await other.create('/other', {ephemeral: true});
	const state = other.state();
	const session = state.kind === 'connected' ? ensemble.sessions.get(BigInt(state.session)) : undefined;
	if (session === undefined) {
		throw new Error('a session');
	}

	session.cut = true;
	await until(
		() => (ensemble.quorum.head.nodes.get('/other') === undefined ? true : undefined),
		() => 'the znode goes with its session',
	);
	await other.close();
});

it('lets a session move to another server, and hangs up on it where it was', async () => {
	const [one, two] = ensemble.servers;
	const raw = new RawClient();
	await raw.connect(one?.port ?? 0);
	const {session} = raw;
	await raw.connect(two?.port ?? 0);
	expect(raw.session).toBe(session);
	await until(
		() => ([...(one?.connections ?? [])].some(({sessionId}) => sessionId === session) ? undefined : true),
		() => 'the first connection is closed',
		{withinMs: 60_000},
	);
	expect((await raw.ask(ops.getEphemerals, body => body.text('/')))?.code).toBe(0);
	await raw.close();
});
