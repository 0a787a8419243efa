// The Curator actors: each recipe hands over in the order of its queue.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startCurator, type Curator} from '../helpers/curator.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {describeWithCurator} from '../helpers/suites.ts';

describeWithCurator('a Curator client', () => {
	let ensemble: Ensemble;
	let clients: Curator[] = [];
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		clients = await Promise.all([startCurator(ensemble.connectString), startCurator(ensemble.connectString)]);
	});
	afterAll(async () => {
		await Promise.all(clients.map(async client => client.stop()));
		await ensemble.stop();
	});

	it('knows its session, its address and its server', async () => {
		const cons = await ask(ensemble.servers[0]?.clientPort ?? 0, 'cons');
		for (const {session, address, server} of clients) {
			expect(server).toBe(ensemble.connectString);
			expect(cons).toMatch(new RegExp(`/${address}\\[\\d+\\].*sid=${session},`));
		}
	});

	it.each(['InterProcessMutex', 'WriteLock', 'InterProcessSemaphoreMutex', 'LeaderLatch'] as const)(
		'hands a %s over in the order of the queue',
		async kind => {
			const [first, second] = clients;
			const path = `/locks/${kind}`;
			const [w1, w2, w3] = [`${kind} 1`, `${kind} 2`, `${kind} 3`];
			await first?.do({do: 'acquire', id: w1, path, kind, wait: true});
			for (const id of [w2, w3]) {
				await second?.do({do: 'acquire', id, path, kind});
				expect((await second?.event({event: 'queued', id}))?.node).toContain(path);
			}

			await second?.do({do: 'release', id: w2});
			await first?.do({do: 'release', id: w1});
			await second?.event({event: 'acquired', id: w3});
			await second?.do({do: 'release', id: w3});
		},
	);

	it('shares a lock between readers and leases of a semaphore', async () => {
		const [client] = clients;
		for (const kind of ['ReadLock', 'InterProcessSemaphoreV2'] as const) {
			await client?.do({
				do: 'acquire',
				id: `${kind} 1`,
				path: `/shared/${kind}`,
				kind,
				leases: 2,
				wait: true,
			});
			await client?.do({
				do: 'acquire',
				id: `${kind} 2`,
				path: `/shared/${kind}`,
				kind,
				leases: 2,
				wait: true,
			});
		}

		expect(await ask(ensemble.servers[0]?.clientPort ?? 0, 'dump')).toMatch(/__READ__0000000001/);
	});

	it('says what it cannot do', async () => {
		const command = {do: 'acquire', id: 'x', path: 'no-slash', wait: true} as const;
		await expect(clients[0]?.do(command)).rejects.toThrow('IllegalArgumentException: Path must start with /');
	});
});
