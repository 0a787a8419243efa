// Safety under chaos: whatever is killed, frozen or cut off, nobody holds what another holds, and nobody is forgotten.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {runChaos, type Chaos} from '../helpers/chaos.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {disagreements, faultsIn, olderThanBefore} from '../helpers/history.ts';
import {createRandom} from '../helpers/random.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';

describeWithZooKeeper('ten contenders, subscribers and transactions under chaos', () => {
	let ensemble: Ensemble;
	let chaos: Chaos;

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		const below = createRandom(7);
		const random = (): number => below(1000) / 1000;
		chaos = await runChaos({ensemble, contenders: 7, electors: 3, forMs: 25_000, random});
	}, 180_000);
	afterAll(async () => ensemble.stop());

	it('never hold a lock at once, and each has a higher fence than the one before', () => {
		const history = chaos.contenders.flatMap(contender => contender.history());
		expect(history.length).toBeGreaterThan(50);
		expect(faultsIn(history)).toEqual([]);
	});

	it('never lead at once', () => {
		const history = chaos.electors.flatMap(elector => elector.history());
		expect(history.length).toBeGreaterThan(20);
		expect(faultsIn(history)).toEqual([]);
	});

	it('count as often in the fenced register as they were told that they did, each again after all', () => {
		const [locks, elections] = chaos.registers;
		for (const [register, contenders] of [
			[locks, chaos.contenders],
			[elections, chaos.electors],
		] as const) {
			const counted = contenders.reduce((sum, contender) => sum + contender.counted(), 0);
			expect(register?.value()).toBe(register?.accepted());
			// Who was killed between its write and its word of it has counted, too.
			const killed = chaos.deeds.filter(
				deed => deed.startsWith('killed lock') || deed.startsWith('killed election'),
			);
			expect(register?.accepted()).toBeGreaterThanOrEqual(counted);
			expect((register?.accepted() ?? 0) - counted).toBeLessThanOrEqual(killed.length + contenders.length);
		}
	});

	it('refuse the fence of a holder that was frozen and wakes up', () => {
		expect(chaos.deeds.some(deed => deed.startsWith('froze'))).toBe(true);
		const refused = chaos.registers.reduce((sum, register) => sum + register.refused(), 0);
		expect(refused).toBeGreaterThan(0);
	});

	it('never get an older value than before', () => {
		for (const mzxids of chaos.editions) {
			expect(mzxids.length).toBeGreaterThan(20);
			expect(olderThanBefore(mzxids)).toEqual([]);
		}
	});

	it('never commit what another aborts', () => {
		expect(chaos.ends.size).toBeGreaterThan(3);
		expect(disagreements(chaos.ends)).toEqual([]);
	});
});
