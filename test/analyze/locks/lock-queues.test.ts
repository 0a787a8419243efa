// source/analyze/locks/lock-queues.ts
import {describe, expect, it} from 'vitest';
import {byWaiters, queuesIn, type LockQueue} from '../../../source/analyze/locks/lock-queues.ts';
import {recordedRecipe} from '../recorded-recipes.ts';

const uuid = (digit: number): string =>
	`${String(digit).repeat(8)}-aaaa-4aaa-8aaa-${String(digit).repeat(12)}`;
const hex = (digit: string): string => digit.repeat(32);
const ten = (sequence: number): string =>
	sequence < 0 ? `-${String(-sequence).padStart(9, '0')}` : String(sequence).padStart(10, '0');

/** One lock with these contenders: session → name of its znode. */
const lockOf = (names: Readonly<Record<string, string>>, parent = '/app/lock'): LockQueue => {
	const [lock] = queuesIn(
		Object.entries(names).map(([session, name]) => ({path: `${parent}/${name}`, session})),
	);
	if (lock === undefined) {
		throw new Error('no lock');
	}

	return lock;
};

const sessionsIn = (places: LockQueue['holders']): readonly string[] => places.map(({session}) => session);
const edgesIn = ({path, holders, waiters}: LockQueue): readonly string[] =>
	[...holders, ...waiters].flatMap(({session, waitsFor}) =>
		waitsFor.map(node => `${session} → ${node.slice(path.length + 1)}`),
	);

// What each capture's note says, in its words: who holds, who waits in which order.
const captured: ReadonlyArray<readonly [string, string, readonly string[], readonly string[]]> = [
	['kazoo-Lock', 'kazoo lock', ['client0'], ['client1', 'client2']],
	['kazoo-Lock-noid', 'kazoo lock', ['client0'], []],
	['kazoo-ReadWriteLock', 'kazoo lock', ['client0', 'client1'], ['client2', 'client3']],
	['kazoo-Election', 'kazoo lock', ['client0'], ['client1', 'client2']],
	['curator-InterProcessMutex', 'curator mutex', ['client0'], ['client1', 'client2']],
	['curator-InterProcessMutex-revocable', 'curator mutex', ['client0'], []],
	['curator-InterProcessReadWriteLock', 'curator rw lock', ['client0', 'client1'], ['client2', 'client3']],
	['curator-InterProcessSemaphoreMutex', 'curator semaphore', ['client0'], ['client1', 'client2']],
	[
		'curator-InterProcessSemaphoreV2-max2',
		'curator semaphore',
		['client0', 'client1'],
		['client2', 'client3'],
	],
	['curator-LeaderLatch', 'curator latch', ['client0'], ['client1', 'client2']],
	['curator-LeaderLatch-noid', 'curator latch', ['client0'], []],
	['curator-LeaderSelector', 'curator mutex', ['client0'], ['client1', 'client2']],
	['zookeeper-recipes-LeaderElectionSupport', 'zookeeper election', ['client0'], ['client1', 'client2']],
];

describe('on the captured tree of a real recipe', () => {
	it.each(captured)('%s is a %s held by %j with %j in line', (name, recipe, holders, waiters) => {
		const {root, ephemerals, clientOf} = recordedRecipe(name);
		const locks = queuesIn(ephemerals);
		expect(locks.map(({path}) => path)).toEqual([root]);
		const [lock] = locks;
		expect(lock?.recipe).toBe(recipe);
		expect(lock?.confidence).toBe(recipe === 'zookeeper election' ? 'likely' : 'certain');
		expect(sessionsIn(lock?.holders ?? []).map(clientOf)).toEqual(holders);
		expect(sessionsIn(lock?.waiters ?? []).map(clientOf)).toEqual(waiters);
		expect(lock?.wrapped).toBe(false);
	});

	// Who waits for a lease watches the list of leases, which wchp does not show.
	it.each(captured)('%s: each waiter waits for the znode that it watches', name => {
		const {ephemerals, watches, clientOf} = recordedRecipe(name);
		const edges = queuesIn(ephemerals).flatMap(({waiters}) =>
			waiters.flatMap(({session, waitsFor}) => waitsFor.map(node => `${clientOf(session)} → ${node}`)),
		);
		expect(edges.filter(edge => !edge.includes('/leases/')).sort()).toEqual(watches);
	});

	it('a multi lock is held in all its parents by the same client', () => {
		const {ephemerals, clientOf} = recordedRecipe('curator-InterProcessMultiLock');
		const locks = queuesIn(ephemerals);
		expect(locks.map(({path}) => path).sort()).toEqual(['/curator/multi/a', '/curator/multi/b']);
		expect(locks.flatMap(({holders}) => sessionsIn(holders)).map(clientOf)).toEqual(['client0', 'client0']);
	});

	it('a set partitioner holds a lock for each of its items', () => {
		const {ephemerals, clientOf} = recordedRecipe('kazoo-SetPartitioner');
		const held = queuesIn(ephemerals).map(
			({path, holders}) => `${path.slice(-2)} ${sessionsIn(holders).map(clientOf).join()}`,
		);
		expect(held.sort()).toEqual(['s0 client0', 's1 client1', 's2 client0', 's3 client1']);
	});

	it('the leases of a kazoo semaphore alone are no queue', () => {
		expect(queuesIn(recordedRecipe('kazoo-Semaphore-max2').ephemerals)).toEqual([]);
	});

	it('but are one where others were seen to wait before', () => {
		const {ephemerals} = recordedRecipe('kazoo-Semaphore-max2');
		const [lock] = queuesIn(ephemerals, path => path === '/kazoo/sem');
		expect([lock?.recipe, lock?.holders.length, lock?.waiters.length]).toEqual(['kazoo semaphore', 2, 0]);
	});

	it('with its inner lock it is a semaphore whose waiters wait for a lease, not holders', () => {
		const leases = recordedRecipe('kazoo-Semaphore-max2');
		const inner = recordedRecipe('kazoo-Semaphore-max2-lock');
		const [lock, ...others] = queuesIn([...leases.ephemerals, ...inner.ephemerals]);
		expect(others).toEqual([]);
		expect([lock?.path, lock?.recipe]).toEqual(['/kazoo/sem', 'kazoo semaphore']);
		expect(
			sessionsIn(lock?.holders ?? [])
				.map(leases.clientOf)
				.sort(),
		).toEqual(['client0', 'client1']);
		expect(sessionsIn(lock?.waiters ?? []).map(inner.clientOf)).toEqual(['client2', 'client3']);
		expect(lock?.waiters[0]?.waitsFor.toSorted()).toEqual(leases.ephemerals.map(({path}) => path).sort());
	});

	it.each([
		'curator-DistributedDoubleBarrier-ready',
		'curator-DistributedDoubleBarrier-waiting',
		'curator-DistributedQueue-lockPath-locks',
		'curator-GroupMember',
		'curator-ServiceDiscovery',
		'kazoo-DoubleBarrier-ready',
		'kazoo-DoubleBarrier-waiting',
		'kazoo-LockingQueue',
		'kazoo-Party',
		'kazoo-ShallowParty',
	])('%s has ephemerals and no lock', name => {
		const {ephemerals} = recordedRecipe(name);
		expect(ephemerals).not.toEqual([]);
		expect(queuesIn(ephemerals)).toEqual([]);
	});
});

describe('a queue', () => {
	it('is ordered by number, whatever the random prefix says', () => {
		const lock = lockOf({
			a: `${hex('f')}__lock__${ten(3)}`,
			b: `${hex('0')}__lock__${ten(11)}`,
			c: `${hex('7')}__lock__${ten(2)}`,
		});
		expect([...sessionsIn(lock.holders), ...sessionsIn(lock.waiters)]).toEqual(['c', 'a', 'b']);
	});

	it.each([
		['go-zookeeper by the number', `_c_${hex('1')}-lock-`, ['b', 'c', 'd', 'a']],
		['Curator by its digits as text', `_c_${uuid(1)}-lock-`, ['d', 'b', 'c', 'a']],
		['kazoo by its digits as text', `${hex('1')}__lock__`, ['d', 'b', 'c', 'a']],
	])('whose counter has wrapped says so, and goes as in %s', (_, stem, order) => {
		const numbers = {a: 2_147_483_647, b: -2_147_483_648, c: -999_999_999, d: -1};
		const names = Object.entries(numbers).map(([session, n]) => [session, `${stem}${ten(n)}`]);
		const lock = lockOf(Object.fromEntries(names) as Record<string, string>);
		expect(lock.wrapped).toBe(true);
		expect([...sessionsIn(lock.holders), ...sessionsIn(lock.waiters)]).toEqual(order);
	});

	it('of zktop whose counter has just wrapped goes on behind the highest number', () => {
		const numbers = {c: -2_147_483_647, a: 2_147_483_647, b: -2_147_483_648};
		const names = Object.entries(numbers).map(([session, n]) => [
			session,
			`zktop-${hex('a')}-lock-${ten(n)}`,
		]);
		const lock = lockOf(Object.fromEntries(names) as Record<string, string>);
		expect([...sessionsIn(lock.holders), ...sessionsIn(lock.waiters)]).toEqual(['a', 'b', 'c']);
	});

	it.each([
		['/app/lock', 'lock', `${hex('a')}__lock__`],
		['/app/election', 'election', `${hex('a')}__lock__`],
		['/nifi/leaders/Primary Node', 'election', `_c_${uuid(1)}-lock-`],
		['/app/lock', 'election', `_c_${uuid(1)}-latch-`],
		['/elections/a', 'lock', `zktop-${hex('a')}-lock-`],
		['/app/reelection-free', 'lock', 'lock-'],
	])('at %s is for a %s, by its names or else by its path', (path, kind, stem) => {
		expect(lockOf({a: `${stem}${ten(0)}`}, path).kind).toBe(kind);
	});

	it('of names that no library gives is a guess', () => {
		const lock = lockOf({b: `turn-${ten(5)}`, a: `turn-${ten(4)}`});
		expect([lock.recipe, lock.confidence]).toEqual(['generic queue', 'guess']);
		expect(edgesIn(lock)).toEqual([`b → turn-${ten(4)}`]);
	});

	it('in which two libraries meet is a guess', () => {
		expect(lockOf({a: `_c_${uuid(1)}-lock-${ten(1)}`, b: `${hex('a')}__lock__${ten(2)}`}).confidence).toBe(
			'guess',
		);
	});

	it.each([
		['go-zookeeper lock', 'certain', `_c_${hex('a')}-lock-`],
		['zookeeper lock', 'certain', 'x-72057656294866944-'],
		['zookeeper lock', 'certain', 'x-0100000e7c310003-'],
		['documented lock', 'likely', 'guid-lock-'],
		['documented lock', 'likely', 'lock-'],
		['solr election', 'likely', '72057656294866944-10.0.0.7:8983_solr-n_'],
		['clickhouse election', 'likely', 'leader_election-'],
		['mesos election', 'likely', 'json.info_'],
		['bookkeeper election', 'likely', 'V_'],
		['documented election', 'likely', 'guid-n_'],
	])('of a %s is %s', (recipe, confidence, stem) => {
		const lock = lockOf({a: `${stem}${ten(0)}`, b: `${stem}${ten(1)}`});
		expect([lock.recipe, lock.confidence]).toEqual([recipe, confidence]);
		expect(sessionsIn(lock.holders)).toEqual(['a']);
	});

	it('never holds znodes without a number', () => {
		expect(
			queuesIn(
				['/brokers/ids/1', '/live/10.0.0.7:8983_solr', '/a/node-17'].map(path => ({path, session: '0x1'})),
			),
		).toEqual([]);
	});

	it('stands at each parent by itself, most waiters first', () => {
		const locks = queuesIn(
			['/b/l-0000000001', '/a/l-0000000001', '/a/l-0000000002', '/c/l-0000000007'].map(path => ({
				path,
				session: path,
			})),
		);
		expect(locks.toSorted(byWaiters).map(({path}) => path)).toEqual(['/a', '/b', '/c']);
	});
});
