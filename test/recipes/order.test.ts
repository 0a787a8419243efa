// Who waits for whom, on the captured trees of other libraries and on names of our own.
import {expect, it} from 'vitest';
import {
	compareContenders,
	electionLayouts,
	modeOf,
	mutexLayouts,
	readWriteLayouts,
	stemFor,
	strangerOf,
	type QueueLayout,
} from '../../source/zookeeper/layouts.ts';
import {baseName} from '../../source/zookeeper/paths.ts';
import {contendersIn, turnOf} from '../../source/recipes/order.ts';
import {recordedRecipe} from '../analyze/recorded-recipes.ts';

const id = 'a3ef881b62f24199ab6f338332c840f6';
const nameOf = (layout: QueueLayout, mode: 'exclusive' | 'shared', sequence: string): string =>
	`${stemFor(layout, mode, id)}${sequence}`;

/** `client1 → /path` for each that waits, by our rules. */
const waits = (layout: QueueLayout, capture: string): readonly string[] => {
	const {root, ephemerals, clientOf} = recordedRecipe(capture);
	const queue = contendersIn(
		layout,
		ephemerals.map(({path}) => baseName(path)),
	);
	return ephemerals
		.flatMap(({path, session}) => {
			const turn = turnOf(layout, queue, baseName(path));
			return turn.kind === 'waits' ? [`${clientOf(session)} → ${root}/${turn.behind}`] : [];
		})
		.sort();
};

it.each([
	['kazoo-Lock', mutexLayouts.kazoo],
	['kazoo-Election', electionLayouts.kazoo],
	['curator-InterProcessMutex', mutexLayouts.curator],
	['curator-InterProcessReadWriteLock', readWriteLayouts.curator],
	['curator-LeaderLatch', electionLayouts.curator],
	['curator-LeaderSelector', mutexLayouts.curator],
])('waits for whom the clients of %s wait for', (capture, layout) => {
	const {watches} = recordedRecipe(capture);
	expect(watches.length).toBeGreaterThan(0);
	expect(waits(layout, capture)).toEqual(watches);
});

const everyLayout = [mutexLayouts, readWriteLayouts, electionLayouts].flatMap(layouts =>
	Object.values(layouts),
);

it('knows its own names again, before and after the counter wraps', () => {
	for (const layout of everyLayout) {
		expect(modeOf(layout, nameOf(layout, 'exclusive', '0000000017'))).toBe('exclusive');
		expect(modeOf(layout, nameOf(layout, 'exclusive', '-2147483648'))).toBe('exclusive');
		expect(modeOf(layout, stemFor(layout, 'exclusive', id))).toBeUndefined();
		expect(modeOf(layout, `x${nameOf(layout, 'exclusive', '0000000017')}`)).toBeUndefined();
	}

	expect(modeOf(mutexLayouts.zktop, nameOf(mutexLayouts.zktop, 'shared', '0000000017'))).toBe('shared');
});

it('tells whose contenders they are that are none of its own', () => {
	const kazoo = nameOf(mutexLayouts.kazoo, 'exclusive', '0000000001');
	expect(strangerOf(mutexLayouts.zktop, kazoo)?.library).toBe('kazoo');
	expect(strangerOf(mutexLayouts.kazoo, kazoo)).toBeUndefined();
	const latch = nameOf(electionLayouts.curator, 'exclusive', '0000000001');
	expect(strangerOf(mutexLayouts.curator, latch)?.library).toBe('curator');
	expect(strangerOf(mutexLayouts.zktop, 'lease_holder')).toBeUndefined();
});

it('lets readers wait for the last writer before them, and writers for anybody', () => {
	const layout = mutexLayouts.zktop;
	const queue = (['shared', 'exclusive', 'shared', 'shared', 'exclusive'] as const).map((mode, index) =>
		nameOf(layout, mode, `000000000${index}`),
	);
	const turns = queue.map(name => turnOf(layout, queue, name));
	expect(turns).toEqual([
		{kind: 'holds'},
		{kind: 'waits', behind: queue[0]},
		{kind: 'waits', behind: queue[1]},
		{kind: 'waits', behind: queue[1]},
		{kind: 'waits', behind: queue[3]},
	]);
	expect(turnOf(layout, queue, 'another')).toEqual({kind: 'gone'});
});

it('lets nobody pass who comes after the counter has wrapped', () => {
	const layout = mutexLayouts.zktop;
	const names = ['-2147483647', '2147483646', '-2147483648', '2147483647'].map(sequence =>
		nameOf(layout, 'exclusive', sequence),
	);
	const [fourth, first, third, second] = names;
	expect(contendersIn(layout, names)).toEqual([first, second, third, fourth]);
});

it('orders by the digits as text where the other library does', () => {
	const layout = mutexLayouts.kazoo;
	const [a, b] = ['0000000009', '0000000010'].map(sequence => nameOf(layout, 'exclusive', sequence));
	expect(compareContenders(layout, a ?? '', b ?? '')).toBeLessThan(0);
	expect(compareContenders(layout, b ?? '', a ?? '')).toBeGreaterThan(0);
});
