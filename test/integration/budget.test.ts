// What zktop may ask of a real server in a second: reads by --budget, words by their own limit.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {startWriter} from '../helpers/writer.ts';
import {runZktop} from '../helpers/zktop.ts';
import {follow} from './running.ts';

const children = 600;

describeWithZooKeeper('the budget', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		const writer = await startWriter(ensemble.connectString);
		await writer.createAll(['/many', ...Array.from({length: children}, (_, index) => `/many/${index}`)]);
		await writer.close();
	});
	afterAll(async () => ensemble.stop());

	/** Reads /many and its children; gives how long that took. */
	const scan = async (budget: string): Promise<number> => {
		const startedAt = performance.now();
		const run = await runZktop(['tree', '/many', '-c', ensemble.connectString, '--budget', budget]);
		expect(run.exitCode).toBe(0);
		expect((JSON.parse(run.stdout) as {readonly nodes: readonly unknown[]}).nodes).toHaveLength(children + 1);
		return performance.now() - startedAt;
	};

	it('spreads reads over seconds, and holds none back where there is none', async () => {
		// A tenth of a second's reads may leave together.
		const leastMs = ((children + 1 - 20) / 200) * 1000;
		expect(await scan('200')).toBeGreaterThan(leastMs);
		expect(await scan('none')).toBeLessThan(leastMs);
	});

	it('lets four words a second go to a server, however often a screen would like to look', async () => {
		const received = async (): Promise<number> =>
			Number(
				/zk_packets_received\t(\d+)/.exec(await ask(ensemble.servers[0]?.clientPort ?? 0, 'mntr'))?.[1] ?? 0,
			);
		const [before, startedAt] = [await received(), performance.now()];
		const following = follow(['sessions', '-c', ensemble.connectString, '--interval', '0.2', '--follow']);
		for (let line = 0; line < 15; line++) {
			await following.next();
		}

		const seconds = (performance.now() - startedAt) / 1000;
		// Eight may come together at the start; the last one is ours.
		expect((await received()) - before - 1).toBeLessThanOrEqual(8 + Math.ceil(4 * seconds));
	});
});
