// source/analyze/locks/wake-up.ts, on who really watched whom when the recipes were recorded
import {describe, expect, it} from 'vitest';
import {queuesIn, type Contender, type LockQueue} from '../../../source/analyze/locks/lock-queues.ts';
import {lostIn, stillLost, wakeUpOf, type Waiter} from '../../../source/analyze/locks/wake-up.ts';
import {watchingIn, type Watching} from '../../../source/analyze/watching.ts';
import {recordedRecipe} from '../recorded-recipes.ts';

const standing = (contender: Contender) => ({
	since: 0,
	seen: true,
	behind: contender.waitsFor[0] ?? '',
	behindSince: 0,
});
const settled = (contender: Contender): Waiter => ({
	standing: standing(contender),
	told: {at: 60_000, connectedAt: 0},
});

const recorded = (name: string): {readonly locks: readonly LockQueue[]; readonly watching: Watching} => {
	const {ephemerals, watchers} = recordedRecipe(name);
	return {locks: queuesIn(ephemerals), watching: watchingIn([watchers], new Set())};
};

const kazoo = (): {readonly lock: LockQueue; readonly waiter: Contender; readonly watching: Watching} => {
	const {locks, watching} = recorded('kazoo-Lock');
	const [lock] = locks;
	const waiter = lock?.waiters.at(-1);
	if (lock === undefined || waiter === undefined) {
		throw new Error('nobody waits in the recording');
	}

	return {lock, waiter, watching};
};

const without = (watching: Watching, session: string, paths: readonly string[] = []): Watching => ({
	...watching,
	bySession: new Map([...watching.bySession, [session, paths]]),
});

describe('a waiter', () => {
	it.each([
		'kazoo-Lock',
		'kazoo-Election',
		'kazoo-ReadWriteLock',
		'curator-InterProcessMutex',
		'curator-InterProcessReadWriteLock',
		'curator-LeaderLatch',
		'curator-LeaderSelector',
		'zookeeper-recipes-LeaderElectionSupport',
	])('of %s watches whom it waits for', name => {
		const {locks, watching} = recorded(name);
		const all = locks.flatMap(lock =>
			lock.waiters.map(waiter => wakeUpOf(lock, waiter, settled(waiter), watching).kind),
		);
		expect(all.length).toBeGreaterThan(0);
		expect(new Set(all)).toEqual(new Set(['watched']));
		expect(lostIn(locks, settled, watching)).toEqual([]);
	});

	it('for a lease watches the list of leases, of which no word tells', () => {
		const {locks, watching} = recorded('curator-InterProcessSemaphoreV2-max2');
		const [lock] = locks;
		const [first] = lock?.waiters ?? [];
		expect(lock && first && wakeUpOf(lock, first, settled(first), watching)).toMatchObject({
			kind: 'untold',
		});
	});

	it('that watches nothing is woken by nobody', () => {
		const {lock, waiter, watching} = kazoo();
		const blind = without(watching, waiter.session);
		expect(wakeUpOf(lock, waiter, settled(waiter), blind)).toEqual({
			kind: 'lost',
			at: 60_000,
			instead: undefined,
		});
		expect(lostIn([lock], settled, blind)).toMatchObject([
			{lock: lock.path, node: waiter.node, awaited: waiter.waitsFor[0]},
		]);
	});

	it('that watches another contender is said to', () => {
		const {lock, waiter, watching} = kazoo();
		const [holder] = lock.holders;
		const wrong = without(watching, waiter.session, [holder?.node ?? '']);
		expect(wakeUpOf(lock, waiter, settled(waiter), wrong)).toMatchObject({
			kind: 'lost',
			instead: holder?.node,
		});
	});

	it.each([
		['its server was not asked', {told: undefined}],
		['it has only just come', {standing: undefined}],
		['it waits for that one only since', {told: {at: 1000, connectedAt: 0}}],
		['it is connected there only since', {told: {at: 60_000, connectedAt: 59_000}}],
	])('is not judged where %s', (_, known) => {
		const {lock, waiter, watching} = kazoo();
		const blind = without(watching, waiter.session);
		expect(wakeUpOf(lock, waiter, {...settled(waiter), ...known}, blind).kind).toBe('untold');
	});

	it('is not judged where it watches the lock itself: perhaps with all below it', () => {
		const {lock, waiter, watching} = kazoo();
		const above = without(watching, waiter.session, [lock.path]);
		expect(wakeUpOf(lock, waiter, settled(waiter), above).kind).toBe('untold');
	});
});

it('a lost wake-up is forgotten when its waiter holds, leaves, or waits for another one', () => {
	const {lock, waiter, watching} = kazoo();
	const lost = lostIn([lock], settled, without(watching, waiter.session));
	const waiting = new Map([[waiter.node, standing(waiter)]]);
	expect(stillLost(lost, waiting)).toBe(lost);
	expect(stillLost(lost, new Map())).toEqual([]);
	expect(stillLost(lost, new Map([[waiter.node, {...standing(waiter), behind: '/other'}]]))).toEqual([]);
});
