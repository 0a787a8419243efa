// The demo's ensemble answers as ZooKeeper does: the same moves on both, the same replies, errors, Stats and watch events.
import fc from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import {startEnsemble, type Ensemble as Real} from '../helpers/ensemble.ts';
import {fuzzSeed} from '../helpers/fuzzing.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {Game} from '../helpers/wire-game.ts';
import {move} from '../helpers/wire-moves.ts';

const games = 100;
const moves = {minLength: 40, maxLength: 80} as const;
const leastMoves = 5000;
/** No znode vanishes by itself meanwhile. */
const never = 3_600_000;

describeWithZooKeeper('the demo, beside ZooKeeper', () => {
	let real: Real;
	const demo = new Ensemble({servers: 1, sweepEveryMs: never});
	beforeAll(async () => {
		real = await startEnsemble({
			servers: 1,
			config: {extendedTypesEnabled: 'true', 'znode.container.checkIntervalMs': String(never)},
		});
		await demo.start();
	});
	afterAll(async () => {
		demo.stop();
		await real.stop();
	});

	it(`answers ${leastMoves} moves of three sessions as ZooKeeper answers them`, async () => {
		let game = 0;
		let count = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(move, moves), async list => {
				game += 1;
				const folder = `/game-${game}`;
				const ports = [real.servers[0]?.clientPort ?? 0, demo.servers[0]?.port ?? 0];
				const both = ports.map(port => new Game(port, folder));
				await Promise.all(both.map(async game => game.start()));
				try {
					for (const move of list) {
						const [expected, own] = await Promise.all(both.map(async game => game.play(move)));
						expect(own, JSON.stringify(move)).toEqual(expected);
						count += 1;
					}
				} finally {
					await Promise.all(both.map(async game => game.end()));
				}
			}),
			{numRuns: games, seed: fuzzSeed, endOnFailure: true},
		);
		expect(count).toBeGreaterThanOrEqual(leastMoves);
	}, 600_000);
});
