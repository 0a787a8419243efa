// Workers that want the same locks, in the layouts of three libraries.
import {createLock} from '../../recipes/lock.ts';
import type {Library} from '../../zookeeper/layouts.ts';
import {withClient, type Act} from '../stage.ts';

/** Holds the lock for up to `holdMs` at a time, and works meanwhile. */
const workerOn = (path: string, layout: Library, host: string, holdMs: number): Act =>
	withClient(host, async (client, stage) => {
		const lock = createLock(client, path, {layout, name: host});
		for (let turns = 5 + stage.random() * 20; turns > 0; turns--) {
			const holding = await lock.acquire({signal: stage.signal});
			const end = performance.now() + holdMs * (0.2 + 0.8 * stage.random());
			while (performance.now() < end) {
				await client.children('/services');
				await stage.pause(100, 400);
			}

			await holding.release();
			await stage.pause(100, holdMs / 2);
		}
	});

export const locks: readonly Act[] = [
	...['10.0.0.31', '10.0.0.32', '10.0.0.33', '10.0.0.34'].map(host =>
		workerOn('/locks/orders', 'kazoo', host, 2500),
	),
	...['10.0.0.35', '10.0.0.36', '10.0.0.37'].map(host => workerOn('/locks/invoices', 'zktop', host, 1200)),
	...['10.0.0.38', '10.0.0.39'].map(host => workerOn('/locks/stock', 'curator', host, 4000)),
];
