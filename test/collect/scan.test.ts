// Looking for locks in a tree: source/collect/jobs/scan.ts
import {describe, expect, it} from 'vitest';
import type {JobArrival, JobWish} from '../../source/collect/jobs/job.ts';
import {Scan, type Scanned} from '../../source/collect/jobs/scan.ts';
import {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {parentOf} from '../../source/zookeeper/paths.ts';
import type {Stat} from '../../source/zookeeper/stat.ts';
import {stat} from './fake-client.ts';
import {done} from './job-end.ts';

/** The owners of ephemerals; persistent znodes have none. */
type Tree = ReadonlyMap<string, string | undefined>;

const number = (value: number): string => String(value).padStart(10, '0');

/** `count` contenders of a lock at a path. */
const line = (path: string, count: number): ReadonlyArray<readonly [string, string | undefined]> => [
	[path, undefined],
	...Array.from(
		{length: count},
		(_, index) => [`${path}/lock-${number(index + 1)}`, `0x${(index + 1).toString(16)}`] as const,
	),
];

const serving = (
	tree: Tree,
	gone: ReadonlySet<string> = new Set(),
	refused: ReadonlySet<string> = new Set(),
	denied: ReadonlySet<string> = new Set(),
) => {
	const names = Map.groupBy(
		[...tree.keys()].filter(path => path !== '/'),
		parentOf,
	);
	const asked: string[] = [];
	const listing = async (path: string) => {
		asked.push(path);
		await Promise.resolve();
		if (!tree.has(path) || gone.has(path)) {
			throw new ZooKeeperError('no-node', 'no-node');
		}

		if (refused.has(path)) {
			throw new ZooKeeperError('no-auth', 'no-auth');
		}

		const below = (names.get(path) ?? []).map(child => child.slice(child.lastIndexOf('/') + 1));
		return {names: Object.assign(below, {count: below.length, bytes: 0}), stat: statAt(path)};
	};

	const statAt = (path: string): Stat => ({
		...stat,
		children: names.get(path)?.length ?? 0,
		ephemeralOwner: tree.get(path),
	});
	const exists = async (path: string) => {
		asked.push(path);
		await Promise.resolve();
		if (denied.has(path)) {
			throw new ZooKeeperError('no-auth', 'no-auth');
		}

		return tree.has(path) && !gone.has(path) ? statAt(path) : undefined;
	};

	const data = async () => Promise.reject(new ZooKeeperError('no-node', 'no-node'));
	return {asked, client: {listing, data, exists}};
};

const below = (...under: readonly string[]): JobWish => ({id: 's', kind: 'scan', under, going: true});

const scanned = async (
	client: ReturnType<typeof serving>['client'],
	wish: JobWish = below('/'),
): Promise<{readonly found: Scanned; readonly progress: JobArrival['progress']}> => {
	const {brought, progress} = await done(client, wish);
	return {found: (brought as {readonly found: Scanned}).found, progress};
};

const tree = (...znodes: ReadonlyArray<readonly [string, string | undefined]>): Tree =>
	new Map([['/', undefined], ...znodes]);

describe('a scan', () => {
	it('finds a line by its names, and reads of a long one the owners of the first ones and the last one', async () => {
		const {asked, client} = serving(tree(['/apps', undefined], ...line('/apps/a', 1000)));
		const {found} = await scanned(client);
		expect(found.lines).toHaveLength(1);
		const {parent, members} = found.lines[0] as Scanned['lines'][number];
		expect(parent).toBe('/apps/a');
		expect(members).toHaveLength(1000);
		expect(members.slice(0, 33).map(({session}) => session)).toEqual([
			...Array.from({length: 32}, (_, index) => `0x${(index + 1).toString(16)}`),
			undefined,
		]);
		expect(members.at(-1)?.session).toBe('0x3e8');
		expect(asked).toHaveLength(3 + 33);
	});

	it('reads each member without a number, and goes into everything', async () => {
		const {found} = await scanned(
			serving(
				tree(
					['/services', undefined],
					['/services/a', '0x7'],
					['/services/b', undefined],
					['/services/b/c', '0x8'],
				),
			).client,
		);
		expect(found).toMatchObject({lines: [], passedOver: 0, unseen: 0});
		expect(found.ephemerals.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
			{path: '/services/a', session: '0x7', cversion: 0},
			{path: '/services/b/c', session: '0x8', cversion: 0},
		]);
	});

	it('takes thousands of items for what ten of them are, and says how many it passed over', async () => {
		const items = Array.from(
			{length: 5000},
			(_, index) => [`/queue/qn-${number(index)}`, undefined] as const,
		);
		const {asked, client} = serving(tree(['/queue', undefined], ...items));
		const {found} = await scanned(client);
		expect(found).toEqual({lines: [], ephemerals: [], passedOver: 4990, unseen: 0});
		expect(asked).toHaveLength(2 + 10);
	});

	it('lets others have their turn while it puts very many names in order', async () => {
		const names = Array.from({length: 300_000}, (_, index) => `qn-${number(index)}`);
		const giant = Object.assign(names, {count: names.length, bytes: 0});
		const {steps} = new Scan(() => 0);
		const spot = steps.visit('/queue', stat, undefined);
		let turns = 0;
		let isOver = false;
		const takeTurns = (): void => {
			turns += 1;
			if (!isOver) {
				setImmediate(takeTurns);
			}
		};
		setImmediate(takeTurns);
		expect(await steps.among?.(spot, giant)).toEqual([names[0], names.at(-1)]);
		isOver = true;
		expect(turns).toBeGreaterThan(2);
	});

	it('does not say of what may not be read that it is no ephemeral', async () => {
		const members = line('/a', 1000);
		const refused = new Set(members.slice(1).map(([path]) => path));
		const {client} = serving(tree(...members), new Set(), refused, refused);
		const {found, progress} = await scanned(client);
		expect(found).toEqual({lines: [], ephemerals: [], passedOver: 0, unseen: 990});
		expect(progress).toMatchObject({failed: 10, failure: {kind: 'no-auth'}});
	});

	it('sees who holds and waits though nobody may look at their znodes: whose they are takes no right', async () => {
		const members = line('/a', 3);
		const refused = new Set(members.slice(1).map(([path]) => path));
		const {client} = serving(tree(...members, ['/b', '0x9']), new Set(), new Set([...refused, '/b']));
		const {found, progress} = await scanned(client);
		expect(found.lines[0]?.members.map(({session}) => session)).toEqual(['0x1', '0x2', '0x3']);
		expect(found.ephemerals).toMatchObject([{path: '/b', session: '0x9'}]);
		expect(found.unseen).toBe(0);
		expect(progress).toMatchObject({failed: 0, read: 6});
	});

	it('counts what is below a znode that may not be listed, and says which one that is', async () => {
		const {client} = serving(tree(...line('/a', 3), ...line('/b', 2)), new Set(), new Set(['/a']));
		const {found, progress} = await scanned(client);
		expect(found.lines.map(({parent}) => parent)).toEqual(['/b']);
		expect(found.unseen).toBe(3);
		expect(progress).toMatchObject({failed: 1, failure: {kind: 'no-auth', path: '/a'}});
	});

	it('takes one that may not be listed and then is gone for gone', async () => {
		const {client} = serving(tree(['/a', undefined]), new Set(), new Set(['/a']));
		const {progress} = await scanned({...client, exists: async () => Promise.resolve(undefined)});
		expect(progress).toMatchObject({failed: 0, vanished: 1});
	});

	it('goes into numbered znodes that have children', async () => {
		const jobs = Array.from({length: 100}, (_, index) => [`/jobs/job-${number(index)}`, undefined] as const);
		const {found} = await scanned(
			serving(tree(['/jobs', undefined], ...jobs, ...line(`/jobs/job-${number(99)}/lock`, 2))).client,
		);
		expect(found.lines.map(({parent}) => parent)).toEqual([`/jobs/job-${number(99)}/lock`]);
	});

	it('finds a line whose first place is left over, and does not count that one to it', async () => {
		const members = line('/a', 5);
		const {found} = await scanned(
			serving(
				tree(...members.map(([path, owner], index) => [path, index === 1 ? undefined : owner] as const)),
			).client,
		);
		expect(found.lines[0]?.members.map(({path}) => path)).toEqual(members.slice(2).map(([path]) => path));
	});

	it('leaves out who is gone when it is read', async () => {
		const {found, progress} = await scanned(
			serving(tree(...line('/a', 3)), new Set([`/a/lock-${number(1)}`])).client,
		);
		expect(found.lines[0]?.members.map(({session}) => session)).toEqual(['0x2', '0x3']);
		expect(progress).toMatchObject({vanished: 1, left: 0});
	});

	it('reads the owners of all leases of a Curator semaphore: one of them is the surplus one', async () => {
		const {found} = await scanned(serving(tree(['/s', undefined], ...line('/s/leases', 100))).client);
		expect(found.lines[0]?.members.every(({session}) => session !== undefined)).toBe(true);
	});

	it('looks below the paths that are named, and nowhere else', async () => {
		const {asked, client} = serving(tree(...line('/a', 1), ...line('/b', 1), ...line('/c', 1)));
		const {found} = await scanned(client, below('/a', '/c'));
		expect(found.lines.map(({parent}) => parent).toSorted()).toEqual(['/a', '/c']);
		expect(asked.filter(path => path === '/' || path.startsWith('/b'))).toEqual([]);
	});

	it('reads what lies below two of the paths that are named once', async () => {
		const {asked, client} = serving(tree(['/a', undefined], ...line('/a/b', 2), ...line('/ab', 1)));
		const {found} = await scanned(client, below('/a/b', '/a', '/ab', '/a'));
		expect(found.lines.map(({parent}) => parent).toSorted()).toEqual(['/a/b', '/ab']);
		expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
	});

	it('reads two znodes of each of many locks before it reads more of any', async () => {
		const locks = Array.from({length: 50}, (_, index) => line(`/l/${index}`, 10)).flat();
		const {asked, client} = serving(tree(['/l', undefined], ...locks));
		await scanned(client);
		const firstOfMore = asked.findIndex(path => path.endsWith(number(5)));
		expect(asked.slice(0, firstOfMore)).toEqual(
			expect.arrayContaining(locks.flatMap(([path]) => (/\/lock-0{9}1$/.test(path) ? [path] : []))),
		);
	});
});
