// source/store/shared-map.ts
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Draft, SharedMap} from '../../source/store/shared-map.ts';
import {cpuMs} from '../analyze/cpu-time.ts';

const path = fc.constantFrom('/', '/a', '/a/b', '/a/c', '/b', '/locks/x-0000000001', '/locks/x-0000000002');
const changes = fc.array(fc.tuple(path, fc.option(fc.integer(), {nil: undefined})));
const sorted = <V>(entries: Iterable<readonly [string, V]>): ReadonlyArray<readonly [string, V]> =>
	[...entries].sort(([a], [b]) => (a < b ? -1 : 1));

describe('a shared map', () => {
	it('is what a Map would be after the same changes, and tells what they were; the one before stays as it was', () => {
		fc.assert(
			fc.property(fc.array(changes), rounds => {
				const expected = new Map<string, number>();
				let map = SharedMap.empty<number>();
				for (const round of rounds) {
					const [before, was] = [map, sorted(expected)];
					map = map.with(new Map(round));
					for (const [path, value] of round) {
						if (value === undefined) {
							expected.delete(path);
						} else {
							expected.set(path, value);
						}
					}

					expect(sorted(map)).toEqual(sorted(expected));
					expect([map.size, sorted(before)]).toEqual([expected.size, was]);
					expect(sorted(before.with(map.changesSince(before)))).toEqual(sorted(expected));
				}
			}),
		);
	});

	it('of many is changed in less time than a tenth of copying it', () => {
		const map = SharedMap.empty<number>().with(
			new Map(Array.from({length: 100_000}, (_, index) => [`/jobs/job-${index}`, index])),
		);
		const whole = new Map(map);
		const changing = cpuMs(() => {
			for (let time = 0; time < 10; time++) {
				map.with(new Map([[`/jobs/job-${time}`, -1]]));
			}
		});
		const copying = cpuMs(() => {
			for (let time = 0; time < 10; time++) {
				new Map(whole).set('/jobs', -1);
			}
		});
		expect(changing).toBeLessThan(copying / 10);
	}, 120_000);
});

describe('a draft', () => {
	it('shows what was set and deleted, and becomes the map that it changes when nothing was', () => {
		const map = SharedMap.empty<number>().with(
			new Map([
				['/a', 1],
				['/b', 2],
			]),
		);
		const draft = new Draft(map);
		expect(draft.done()).toBe(map);
		draft.set('/c', 3);
		draft.delete('/a');
		expect([draft.get('/a'), draft.get('/b'), draft.get('/c')]).toEqual([undefined, 2, 3]);
		expect([...draft.keys()].sort()).toEqual(['/b', '/c']);
		expect(sorted(draft.done())).toEqual([
			['/b', 2],
			['/c', 3],
		]);
	});
});
