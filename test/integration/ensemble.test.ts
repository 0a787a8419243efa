// The test ensemble itself: what the other suites build on must be true first.
import {existsSync} from 'node:fs';
import {dirname} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {isAlive} from '../helpers/child.ts';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';

describeWithZooKeeper('an ensemble of three', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3, configOf: id => ({maxClientCnxns: String(50 + id)})});
	});
	afterAll(async () => ensemble.stop());

	const follower = async (): Promise<Server> => {
		const leader = await ensemble.leader();
		const [other] = ensemble.servers.filter(server => server !== leader);
		return other ?? leader;
	};

	it('serves with one leader and two followers, each on the port of the connect string', async () => {
		const modes = await Promise.all(ensemble.servers.map(async server => server.mode()));
		expect(modes.toSorted()).toEqual(['follower', 'follower', 'leader']);
		expect(ensemble.connectString).toBe(
			ensemble.servers.map(({clientPort}) => `127.0.0.1:${clientPort}`).join(','),
		);
	});

	it('gives each server its own configuration', async () => {
		const [, second] = ensemble.servers;
		expect(await ask(second?.clientPort ?? 0, 'conf')).toContain('maxClientCnxns=52');
	});

	it('has a frozen server take connections and say nothing, until it is resumed', async () => {
		const frozen = await follower();
		await frozen.freeze();
		expect(frozen).toMatchObject({running: true, frozen: true});
		await expect(ask(frozen.clientPort, 'ruok', 300)).rejects.toThrow('does not answer ruok within 300 ms');
		await ensemble.waitServing();
		frozen.resume();
		expect(await ask(frozen.clientPort, 'ruok')).toBe('imok');
		await ensemble.waitServing();
	});

	it('refuses connections to a killed server and has it back after a restart', async () => {
		const killed = await follower();
		const {pid} = killed;
		await killed.kill();
		expect(isAlive(pid)).toBe(false);
		await expect(ask(killed.clientPort, 'ruok')).rejects.toThrow('ECONNREFUSED');
		await killed.restart();
		expect(killed.pid).not.toBe(pid);
		await ensemble.waitServing();
		expect(await killed.mode()).toBe('follower');
	});

	it('elects another leader when the leader is killed', async () => {
		const old = await ensemble.leader();
		await old.kill();
		const next = await ensemble.leader();
		expect(next).not.toBe(old);
		await old.restart();
		await ensemble.waitServing();
	});

	it('answers without serving when the quorum is gone, and serves again when it is back', async () => {
		const [left, ...killed] = ensemble.servers;
		await Promise.all(killed.map(async server => server.kill()));
		await until(
			async () => (await ask(left?.clientPort ?? 0, 'srvr')).includes('not currently serving') || undefined,
			() => 'the last server stops serving',
		);
		await expect(ensemble.leader({withinMs: 100})).rejects.toThrow('serves under one leader');
		await Promise.all(killed.map(async server => server.restart()));
		await ensemble.waitServing();
	});

	it('stops a server that is frozen', async () => {
		const stopped = await follower();
		await stopped.freeze();
		await stopped.stop();
		expect(isAlive(stopped.pid)).toBe(false);
	});

	it('leaves neither a process nor a file behind', async () => {
		await ensemble.stop();
		expect(ensemble.servers.filter(({pid}) => isAlive(pid))).toEqual([]);
		expect(ensemble.servers.filter(({folder}) => existsSync(dirname(folder)))).toEqual([]);
	});
});

describeWithZooKeeper('an ensemble with settings of its own', () => {
	it('may be one standalone server', async () => {
		const ensemble = await startEnsemble({servers: 1, config: {tickTime: '2000'}});
		const [server] = ensemble.servers;
		expect(await server?.mode()).toBe('standalone');
		expect(await ensemble.leader()).toBe(server);
		expect(await ask(server?.clientPort ?? 0, 'conf')).toContain('tickTime=2000');
		await ensemble.stop();
	});

	it('may have observers and a narrow whitelist', async () => {
		const ensemble = await startEnsemble({
			servers: 3,
			observers: [3],
			config: {'4lw.commands.whitelist': 'ruok'},
		});
		const [first, , third] = ensemble.servers;
		expect(await ask(first?.clientPort ?? 0, 'mntr')).toContain('not in the whitelist');
		expect(await third?.mode()).toBe('observer');
		expect((await ensemble.leader()).id).toBe(2);
		await ensemble.stop();
	});

	it('fails at once with the log of a server that cannot start', async () => {
		await expect(startEnsemble({servers: 1, config: {tickTime: 'soon'}})).rejects.toThrow(
			/ended while starting[^]*soon/,
		);
	});
});
