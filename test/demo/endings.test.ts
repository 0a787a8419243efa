// Sessions of the demo's ensemble end as they should while servers fail, and a server that stands alone outlives its sleep.
import {connect} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import {Ensemble, type EnsembleOptions} from '../../source/demo/ensemble/ensemble.ts';
import type {Server} from '../../source/demo/ensemble/server.ts';
import {openAcl} from '../../source/zookeeper/acl.ts';
import {ops} from '../../source/zookeeper/wire/op-codes.ts';
import {ask} from '../helpers/four-letter.ts';
import {RawClient} from '../helpers/raw-client.ts';
import {until} from '../helpers/until.ts';

const patient = {withinMs: 60_000};
let ensemble: Ensemble;

const started = async (options: EnsembleOptions): Promise<readonly Server[]> => {
	ensemble = new Ensemble(options);
	await ensemble.start();
	return ensemble.servers;
};

afterEach(() => {
	ensemble.stop();
});

const follower = (): Server => {
	const found = ensemble.servers.find(server => server.role === 'follower');
	if (found === undefined) {
		throw new Error('nobody follows');
	}

	return found;
};

const created = async (raw: RawClient, path: string, acl = openAcl, flags = 0): Promise<number | undefined> =>
	(await raw.ask(ops.create, body => body.text(path).buffer(undefined).acl(acl).int(flags)))?.code;

it('tells a client that its session has expired before it was welcomed', async () => {
	await started({servers: 3, tickMs: 200});
	const cut = follower();
	ensemble.suffer(cut, 'cut');
	const raw = new RawClient();
	const entering = raw.connect(cut.port).catch(() => undefined);
	const session = await until(
		() => [...ensemble.sessions.values()].at(-1),
		() => 'a session is on its way',
		patient,
	);
	ensemble.quorum.expire(session);
	await until(
		() => (ensemble.sessions.has(session.id) ? undefined : true),
		() => 'it has expired',
		patient,
	);
	ensemble.heal(cut, 'cut');
	await entering;
	expect(raw.session).not.toBe(session.id);
	expect([...cut.connections].every(({sessionId}) => sessionId === 0n)).toBe(true);
});

it('ends a session by its timeout where the server was lost that was asked to close it', async () => {
	await started({servers: 3, tickMs: 200});
	const cut = follower();
	const raw = new RawClient();
	await raw.connect(cut.port, 4000);
	expect(await created(raw, '/mine', openAcl, 1)).toBe(0);
	ensemble.suffer(cut, 'cut');
	void raw.ask(ops.closeSession, () => undefined);
	await until(
		() => (ensemble.quorum.inStep.has(cut) ? undefined : true),
		() => 'the leader goes on without it',
		patient,
	);
	await until(
		() => (ensemble.quorum.head.nodes.has('/mine') ? undefined : true),
		() => 'its znode goes with it',
		patient,
	);
	expect(ensemble.sessions.size).toBe(0);
}, 150_000);

it('stays what it is when it stands alone and was frozen, and is never cut off', async () => {
	const [alone] = await started({servers: 1, tickMs: 50});
	if (alone === undefined) {
		throw new Error('one server');
	}

	const {roleSince} = alone;
	ensemble.suffer(alone, 'cut');
	expect([...alone.faults]).toEqual([]);
	ensemble.suffer(alone, 'frozen');
	await until(
		() => (performance.now() - (alone.faults.get('frozen') ?? Infinity) > 10 * 50 ? true : undefined),
		() => 'more than syncLimit has passed',
		patient,
	);
	ensemble.heal(alone, 'frozen');
	expect(await ask(alone.port, 'srvr', 60_000)).toContain('Mode: standalone');
	expect(alone.roleSince).toBe(roleSince);
});

it.each(['toString', '__proto__', 'sasl'] as const)('takes no ACL of the scheme %s', async scheme => {
	const [alone] = await started({servers: 1});
	const raw = new RawClient();
	await raw.connect(alone?.port ?? 0);
	expect(await created(raw, '/a', [{permissions: 31, scheme, id: 'x'}])).toBe(-114);
	await raw.close();
});

it('keeps quiet, and the connection open, where the answer to a word gets lost', async () => {
	const [alone] = await started({servers: 1});
	let twisted = 0;
	ensemble.twist = () => {
		twisted += 1;
		return undefined;
	};
	const socket = connect({port: alone?.port ?? 0, host: '127.0.0.1'});
	socket.write('ruok');
	await until(
		() => twisted || undefined,
		() => 'it was heard',
		patient,
	);
	const [connection] = alone?.connections ?? [];
	expect(connection?.socket.writableEnded).toBe(false);
	socket.destroy();
});
