// Long work: source/collect/jobs
import {describe, expect, it, vi} from 'vitest';
import type {JobArrival, JobWish} from '../../source/collect/jobs/job.ts';
import {Jobs} from '../../source/collect/jobs/jobs.ts';
import {matcherOf} from '../../source/collect/jobs/pattern.ts';
import {ZooKeeperError, type FailureKind} from '../../source/zookeeper/errors.ts';
import {childOf} from '../../source/zookeeper/paths.ts';
import {stat} from './fake-client.ts';
import {done} from './job-end.ts';

type Tree = {readonly [name: string]: Tree | number};

const tree: Tree = {apps: {a: {x: 10, y: 20}, b: {z: 5}, c: 1}, locks: {}, secret: {}};

/** A server that has this tree; `fails` says what a question meets. */
const serving = (fails: (path: string) => FailureKind | undefined = () => undefined) => {
	const asked: string[] = [];
	const listing = async (path: string) => {
		asked.push(path);
		await Promise.resolve();
		const failure = fails(path);
		if (failure !== undefined) {
			throw new ZooKeeperError(failure, failure);
		}

		const node = path
			.split('/')
			.filter(Boolean)
			.reduce<Tree | number | undefined>((at, name) => (typeof at === 'object' ? at[name] : undefined), tree);
		const names = typeof node === 'object' ? Object.keys(node) : [];
		const packed = Object.assign(names, {count: names.length, bytes: 0});
		return {
			names: packed,
			stat: {...stat, children: names.length, dataBytes: typeof node === 'number' ? node : 0},
		};
	};

	const data = async () => Promise.reject(new ZooKeeperError('no-node', 'no-node'));
	return {asked, client: {listing, data}};
};

const usageOf = (path: string): JobWish => ({id: 'u', kind: 'usage', path, at: path, going: true});

describe('usage', () => {
	it('counts each subtree, biggest first, and children without children together', async () => {
		const {progress, brought} = await done(serving().client, usageOf('/apps'));
		expect(brought).toMatchObject({
			usage: {
				znodes: 7,
				bytes: 36,
				below: [
					{name: 'a', znodes: 3, bytes: 30},
					{name: 'b', znodes: 2, bytes: 5},
				],
				leaves: {znodes: 1, bytes: 1},
			},
		});
		expect(progress).toMatchObject({read: 7, left: 0, failed: 0});
	});

	it('goes on around what it may not read, and says so', async () => {
		const {client} = serving(path => (path === '/secret' ? 'no-auth' : undefined));
		const {progress, brought} = await done(client, usageOf('/'));
		expect(progress).toMatchObject({read: 10 - 1, failed: 1, failure: {kind: 'no-auth', path: '/secret'}});
		expect(brought).toMatchObject({usage: {bytes: 36}});
	});

	it('asks again for what was on its way when the connection was lost', async () => {
		const lost = new Set(['/apps/a/x', '/apps/b']);
		const {client} = serving(path => (lost.delete(path) ? 'disconnected' : undefined));
		const {progress, brought} = await done(client, usageOf('/apps'));
		expect(progress).toMatchObject({read: 7, failed: 0, vanished: 0});
		expect(brought).toMatchObject({usage: {znodes: 7, bytes: 36}});
	});

	it('does not count what vanishes meanwhile', async () => {
		const {client} = serving(path => (path === '/apps/a/x' ? 'no-node' : undefined));
		const {progress, brought} = await done(client, usageOf('/apps'));
		expect(progress).toMatchObject({read: 6, vanished: 1, failed: 0});
		expect(brought).toMatchObject({usage: {znodes: 6, bytes: 26}});
	});

	it('stops when it is told to, and goes on where it stopped: nothing is read twice', async () => {
		const {asked, client} = serving();
		const turns: Array<() => void> = [];
		const arrivals: JobArrival[] = [];
		const jobs = new Jobs({
			client,
			budget: {turn: async () => new Promise<void>(resolve => turns.push(resolve))},
			deliver: arrival => arrivals.push(arrival),
		});
		const release = async (): Promise<void> => {
			turns.splice(0).forEach(turn => {
				turn();
			});
			await new Promise(setImmediate);
		};

		jobs.follow([usageOf('/apps')]);
		await release();
		jobs.follow([{...usageOf('/apps'), going: false}]);
		await release();
		await vi.waitFor(() => {
			expect(arrivals.at(-1)).toMatchObject({state: 'stopped'});
		});
		expect(asked.length).toBeLessThan(7);
		jobs.follow([usageOf('/apps')]);
		await vi.waitFor(async () => {
			await release();
			expect(arrivals.at(-1)).toMatchObject({state: 'done', brought: {usage: {znodes: 7, bytes: 36}}});
		});
		expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
		jobs.close();
	});
});

describe('find', () => {
	it('gives what is like the pattern, wherever it is below', async () => {
		const wish: JobWish = {id: 'f', kind: 'find', pattern: 'a*', under: '/', going: true};
		const {brought} = await done(serving().client, wish);
		const found = brought.kind === 'find' ? brought.found.map(({path}) => path) : [];
		expect(found.toSorted()).toEqual(['/apps', '/apps/a']);
	});

	it.each([
		['lock', '/apps/Lock-1', true],
		['lock', '/locks/x', false],
		['lock*', '/a/lock-1', true],
		['lock*', '/a/my-lock', false],
		['*-??', '/a/b-12', true],
		['*-??', '/a/b-123', false],
		['/a/*/c', '/a/b/c', true],
		['/a', '/x/a/b', true],
		[`${'*a'.repeat(20)}b`, childOf('/', 'a'.repeat(200)), false],
	])('%s and %s: %s', (pattern, path, isMeant) => {
		expect(matcherOf(pattern)(path)).toBe(isMeant);
	});
});
