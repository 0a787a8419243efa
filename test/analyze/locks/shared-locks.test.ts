// source/analyze/locks/lock-queues.ts and semaphores.ts: locks that several hold at once
import {describe, expect, it} from 'vitest';
import {queuesIn, type LockQueue} from '../../../source/analyze/locks/lock-queues.ts';

const uuid = 'a3ef881b-62f2-4199-ab6f-338332c840f6';
const hex = 'a3ef881b62f24199ab6f338332c840f6';

/** A lock of contenders in queue order, each as `session:kind`. */
const standing = (stems: Readonly<Record<string, string>>, order: string): LockQueue | undefined =>
	queuesIn(
		order.split(' ').map((word, index) => {
			const [session = '', kind = ''] = word.split(':');
			return {path: `/l/${stems[kind] ?? ''}${String(index).padStart(10, '0')}`, session};
		}),
	)[0];

const holdersOf = (lock: LockQueue | undefined): string =>
	(lock?.holders ?? []).map(({session}) => session).join(' ');
/** Waiters, each with the place it waits for. */
const waitersOf = (lock: LockQueue | undefined): string =>
	(lock?.waiters ?? [])
		.map(({session, waitsFor}) => `${session}>${waitsFor.map(node => Number(node.slice(-10))).join('+')}`)
		.join(' ');

describe('a read/write lock of kazoo', () => {
	const kazoo = {r: `${hex}__rlock__`, w: `${hex}__lock__`};
	it.each([
		['a:r b:r c:r', 'a b c', ''],
		['a:w b:r c:r d:w e:r', 'a', 'b>0 c>0 d>2 e>3'],
		['a:r b:w c:w d:r', 'a', 'b>0 c>1 d>2'],
		// kazoo does not let a writer read as well.
		['a:w a:r', 'a', 'a>0'],
	])('%s is held by %s, and %s waits', (order, holders, waiters) => {
		const lock = standing(kazoo, order);
		expect([lock?.recipe, holdersOf(lock), waitersOf(lock)]).toEqual(['kazoo lock', holders, waiters]);
	});
});

describe('a lock of zktop', () => {
	const zktop = {r: `zktop-${hex}-read-`, w: `zktop-${hex}-lock-`, l: `zktop-${hex}-leader-`};
	it.each([
		['a:w b:w', 'zktop lock', 'a', 'b>0'],
		['a:r b:r c:w d:r', 'zktop lock', 'a b', 'c>1 d>2'],
		['a:l b:l', 'zktop election', 'a', 'b>0'],
	])('%s is a %s held by %s, and %s waits', (order, recipe, holders, waiters) => {
		const lock = standing(zktop, order);
		expect([lock?.recipe, holdersOf(lock), waitersOf(lock)]).toEqual([recipe, holders, waiters]);
		expect(lock?.confidence).toBe('certain');
	});
});

describe('a read/write lock of Curator', () => {
	const curator = {r: `_c_${uuid}-__READ__`, w: `_c_${uuid}-__WRIT__`};
	it.each([
		['a:r b:r c:w d:w e:r', 'a b', 'c>1 d>2 e>2'],
		// Who writes may read as well; who only waits for writing may not.
		['a:w a:r b:r', 'a a', 'b>0'],
		['a:r b:w b:r', 'a', 'b>0 b>1'],
		['a:r b:w a:r', 'a', 'b>0 a>1'],
	])('%s is held by %s, and %s waits', (order, holders, waiters) => {
		const lock = standing(curator, order);
		expect([lock?.recipe, holdersOf(lock), waitersOf(lock)]).toEqual(['curator rw lock', holders, waiters]);
	});
});

it('tells readers and writers of the documented recipe apart', () => {
	const lock = standing({r: 'guid-read-', w: 'guid-write-'}, 'a:r b:r c:w d:r');
	expect([lock?.recipe, holdersOf(lock), waitersOf(lock)]).toEqual(['documented rw lock', 'a b', 'c>1 d>2']);
});

describe('a semaphore of Curator', () => {
	const lease = (session: string, number: number) => ({
		path: `/s/leases/_c_${uuid}-lease-000000000${number}`,
		session,
	});
	const inner = (session: string, number: number) => ({
		path: `/s/locks/_c_${uuid}-lock-000000000${number}`,
		session,
	});

	it('that nobody waits for is held by all its leases', () => {
		const [lock, ...others] = queuesIn([lease('a', 0), lease('b', 1)]);
		expect(others).toEqual([]);
		expect([lock?.path, holdersOf(lock), waitersOf(lock)]).toEqual(['/s', 'a b', '']);
	});

	it('counts only the newest lease of the client whose turn it is as surplus', () => {
		const lock = queuesIn([lease('a', 0), lease('b', 1), lease('a', 2), inner('a', 5)])[0];
		expect([holdersOf(lock), waitersOf(lock)]).toEqual(['a b', 'a>0+1']);
	});

	it('whose next client has no lease yet has no surplus', () => {
		const lock = queuesIn([lease('a', 0), inner('b', 5), inner('c', 6)])[0];
		expect([holdersOf(lock), waitersOf(lock)]).toEqual(['a', 'b>0 c>5']);
	});
});

it('a kazoo lock at a path that only looks like a semaphore is a lock', () => {
	const [lock] = queuesIn([{path: `/s-__lock__/${hex}__lock__0000000000`, session: 'a'}]);
	expect([lock?.path, lock?.recipe, holdersOf(lock)]).toEqual(['/s-__lock__', 'kazoo lock', 'a']);
});
