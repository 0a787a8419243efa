// A waiter whose session expires: it comes back to the end of the queue, wherever it was then.
import {expect, it} from 'vitest';
import {createLock} from '../../source/recipes/lock.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {startCuttingProxy, type CuttingProxy} from '../helpers/cutting-proxy.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';
import {programs} from './programs.ts';

const getData = 4;

describeWithZooKeeper('a waiter whose session expires', () => {
	const {scene, namesAt, freshPath, atEnd} = programs();
	const queued = async (path: string, length: number): Promise<void> => {
		await until(
			async () => ((await namesAt(path)).length === length ? true : undefined),
			() => `${length} contenders at ${path}`,
		);
	};
	const proxied = async (): Promise<{readonly proxy: CuttingProxy; readonly client: WritingClient}> => {
		const proxy = await startCuttingProxy((await scene().ensemble.leader()).connect);
		atEnd(async () => proxy.stop());
		const client = await openSession(proxy.address, {sessionTimeoutMs: 2000});
		atEnd(async () => client.close());
		return {proxy, client};
	};

	it('comes back with a new session', async () => {
		const {proxy, client} = await proxied();
		const path = freshPath();
		const holding = await createLock(scene().witness, path).acquire();
		const waiting = createLock(client, path).acquire();
		await queued(path, 2);
		await until(
			() => (client.watches() === 1 ? true : undefined),
			() => 'it watches the holder',
		);
		const before = client.state();
		proxy.sever();
		await queued(path, 1);
		proxy.mend();
		await queued(path, 2);
		await holding.release();
		const held = await waiting;
		expect(before).toMatchObject({kind: 'connected'});
		expect(before).not.toMatchObject({session: held.session});
		await held.release();
	});

	it('comes back, too, when that happens before it watches whom it waits for', async () => {
		const {proxy, client} = await proxied();
		const path = freshPath();
		const holding = await createLock(scene().witness, path).acquire();
		const lost = proxy.loseReplyTo(getData);
		const waiting = createLock(client, path).acquire();
		await lost;
		proxy.sever();
		await queued(path, 1);
		proxy.mend();
		await queued(path, 2);
		await holding.release();
		await (await waiting).release();
	});
});
