// source/analyze/groups/stores.ts: which listed queue the items in work are of
import {expect, it} from 'vitest';
import type {Queue} from '../../../source/analyze/groups/group.ts';
import {claimedStores} from '../../../source/analyze/groups/stores.ts';
import {unreadZnode, type Znodes} from '../../../source/analyze/tree-rows.ts';

const itemAt = (index: number): string => `queue-${String(index).padStart(10, '0')}`;

const common = {kind: 'queue', recipe: 'Curator queue', confidence: 'likely'} as const;
const store: Queue = {...common, path: '/jobs', items: '/jobs', taken: []};
const inWork = (...names: readonly string[]): Queue => ({
	...common,
	path: '/jobs-locks',
	items: undefined,
	taken: names.map(name => ({name, node: `/jobs-locks/${name}`, session: '0x1'})),
});
const listed = (names: readonly string[]): Znodes => new Map([['/jobs', {...unreadZnode, names}]]);

it('items in work are of the queue that lists all of them, and of none that lacks one', () => {
	const znodes = listed([itemAt(1), itemAt(2)]);
	const both = inWork(itemAt(1), itemAt(2));
	expect(claimedStores([both], [store], znodes)).toEqual({
		found: [],
		stores: [{...store, taken: both.taken}],
	});
	const other = inWork(itemAt(1), itemAt(3));
	expect(claimedStores([other], [store], znodes)).toEqual({found: [other], stores: [store]});
});

it('a listing is looked through once, however many items are in work and however often it is asked', () => {
	let passes = 0;
	const names = Array.from({length: 10_000}, (_, index) => itemAt(index));
	const counted = new Proxy(names, {
		get: (target, key, receiver) => {
			passes += key === Symbol.iterator || key === 'includes' ? 1 : 0;
			return Reflect.get(target, key, receiver) as unknown;
		},
	});
	const znodes = listed(counted);
	const taken = inWork(...names.slice(-500));
	for (const again of [taken, taken]) {
		expect(claimedStores([again], [store], znodes).found).toEqual([]);
	}

	expect(passes).toBe(1);
});
