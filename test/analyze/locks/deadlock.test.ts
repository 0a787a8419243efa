// source/analyze/locks/deadlock.ts and waits.ts
import {describe, expect, it} from 'vitest';
import {deadlocksIn, noDeadlocks, type Deadlock} from '../../../source/analyze/locks/deadlock.ts';
import {queuesIn, type Ephemeral} from '../../../source/analyze/locks/lock-queues.ts';
import {cpuMs} from '../cpu-time.ts';

const hex = 'a3ef881b62f24199ab6f338332c840f6';
const uuid = 'a3ef881b-62f2-4199-ab6f-338332c840f6';
const stems: Readonly<Record<string, string>> = {
	'': `${hex}__lock__`,
	r: `${hex}__rlock__`,
	w: `${hex}__lock__`,
	member: 'm-',
	latch: `_c_${uuid}-latch-`,
};

/** Contenders of a lock in queue order, as `session` or `session:kind`. */
const line = (path: string, order: string): readonly Ephemeral[] =>
	order.split(' ').map((word, index) => {
		const [session = '', kind = ''] = word.split(':');
		return {path: `${path}/${stems[kind] ?? ''}${String(index).padStart(10, '0')}`, session};
	});

const circlesIn = (lines: Readonly<Record<string, string>>, before = noDeadlocks): readonly Deadlock[] =>
	deadlocksIn(queuesIn(Object.entries(lines).flatMap(([path, order]) => line(path, order))), before, 5000);

/** `A: /a → /b`: who holds which and waits for which. */
const drawn = (deadlocks: readonly Deadlock[]): readonly string[] =>
	deadlocks.map(({links}) =>
		links
			.map(({session, keeps, waits}) => `${session}: ${keeps.lock} → ${waits.lock}`)
			.sort()
			.join(', '),
	);

describe('a circle', () => {
	it('of two sessions that took two locks in different order is a deadlock', () => {
		const found = circlesIn({'/a': 'A B', '/b': 'B A'});
		expect(drawn(found)).toEqual(['A: /a → /b, B: /b → /a']);
		expect(found[0]).toMatchObject({sure: true, behind: 0, since: 5000});
	});

	it('of three is found, with those that wait behind it', () => {
		const found = circlesIn({'/a': 'A C X', '/b': 'B A', '/c': 'C B Y Z'});
		expect(drawn(found)).toEqual(['A: /a → /b, B: /b → /c, C: /c → /a']);
		expect(found[0]?.behind).toBe(3);
	});

	it('may go through sessions that only stand before others in line', () => {
		expect(drawn(circlesIn({'/a': 'X A B', '/b': 'B X'}))).toEqual(['B: /b → /a, X: /a → /b']);
	});

	it('goes through a writer that waits for readers, all of them', () => {
		expect(drawn(circlesIn({'/a': 'A:r B:r C:w', '/b': 'C A'}))).toEqual(['A: /a → /b, C: /b → /a']);
	});

	it('goes through a reader that waits for a writer who waits himself', () => {
		expect(drawn(circlesIn({'/a': 'A:r B:w C:r', '/b': 'C A'}))).toEqual(['A: /a → /b, C: /b → /a']);
	});

	it('is only suspected where a session stands in line more often than one thread can', () => {
		expect(circlesIn({'/a': 'A B', '/b': 'B A', '/c': 'X A'})[0]?.sure).toBe(false);
	});

	it('keeps its identity and the time it was seen first while the same are in it', () => {
		const lines = {'/a': 'A B', '/b': 'B A'};
		const first = circlesIn(lines);
		const again = deadlocksIn(queuesIn([...line('/a', 'A B'), ...line('/b', 'B A')]), first, 9000);
		expect(again).toBe(first);
	});
});

describe('no circle', () => {
	it.each([
		['locks are nested but taken in one order', {'/a': 'A B C', '/b': 'A'}],
		['readers share both locks', {'/a': 'A:r B:r', '/b': 'B:r A:r'}],
		['a reader waits for nobody that was there before him', {'/a': 'A:r B:r', '/b': 'B A'}],
		['threads of one session wait for each other', {'/a': 'A A', '/b': 'A A'}],
		[
			'who leads one election is a candidate in another one',
			{'/e1': 'A:latch B:latch', '/e2': 'B:latch A:latch'},
		],
		['the path says that it is an election', {'/app/election': 'A B', '/other/leader': 'B A'}],
		['members of two groups came in different order', {'/a': 'A:member B:member', '/b': 'B:member A:member'}],
		['one of the two waits for somebody who waits for nobody', {'/a': 'A B', '/b': 'X A'}],
	])('is where %s', (_, lines: Readonly<Record<string, string>>) => {
		expect(circlesIn(lines)).toEqual([]);
	});
});

describe('a few sessions in thousands of lines', () => {
	const many = (order: string): Readonly<Record<string, string>> =>
		Object.fromEntries(Array.from({length: 3000}, (_, index) => [`/l/${index}`, order]));

	it('make no circle where all stand in the same order', () => {
		expect(circlesIn(many('A B C D E F'))).toEqual([]);
	});

	it('make one where two of them stand the other way round in a single one', () => {
		const [first] = circlesIn({...many('A B C D E F'), '/other': 'B A'});
		expect(first?.links.map(({session}) => session).toSorted()).toEqual(['A', 'B']);
	});
});

describe('a semaphore', () => {
	/** kazoo's: leases without numbers, and a lock beside them in which others stand in line. */
	const semaphore = (path: string, holders: string, waiters: string): readonly Ephemeral[] => [
		...holders.split(' ').map((session, index) => ({path: `${path}/${String(index).repeat(32)}`, session})),
		...line(`${path}-__lock__`, waiters),
	];
	const found = (...ephemerals: ReadonlyArray<readonly Ephemeral[]>) =>
		drawn(deadlocksIn(queuesIn(ephemerals.flat()), noDeadlocks, 0));

	it('closes a circle only if all that hold it are in trouble: one that lets go is enough', () => {
		expect(found(semaphore('/s', 'A B', 'C'), line('/a', 'C A'))).toEqual([]);
		expect(found(semaphore('/s', 'A B', 'C'), line('/a', 'C A'), line('/b', 'C B'))).toHaveLength(1);
	});
});

it('finds a circle among 100,000 contenders of 10,000 locks within a second', () => {
	const crowd = Array.from({length: 10_000}, (_, lock) =>
		line(
			`/l/${lock}`,
			Array.from({length: 10}, (_, place) => `s${(lock * 7 + place * 13) % 5000}`).join(' '),
		),
	);
	const locks = queuesIn([...crowd.flat(), ...line('/a', 'A B'), ...line('/b', 'B A')]);
	let circles: readonly Deadlock[] = [];
	expect(
		cpuMs(() => {
			circles = deadlocksIn(locks, noDeadlocks, 0);
		}),
	).toBeLessThan(1000);
	expect(drawn(circles)).toContain('A: /a → /b, B: /b → /a');
});
