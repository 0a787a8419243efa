// source/collect/jobs/across.ts, on two servers that are told what goes wrong
import {describe, expect, it} from 'vitest';
import {Across, type Place} from '../../source/collect/jobs/across.ts';
import {ZooKeeperError, type FailureKind} from '../../source/zookeeper/errors.ts';
import {stat} from './fake-client.ts';

type Trouble = (question: 'listing' | 'data', path: string) => FailureKind | undefined;

const none = {failed: 0, failure: undefined};
const values = ['a', 'b', 'c'];

/** `/r` with a child for each value, three bytes each. */
const serving = (trouble: Trouble = () => undefined): Place => {
	const meet = async (question: 'listing' | 'data', path: string): Promise<void> => {
		await Promise.resolve();
		const kind = trouble(question, path);
		if (kind !== undefined) {
			throw new ZooKeeperError(kind, `${path}: ${kind}`);
		}
	};

	return {
		root: '/r',
		budget: {turn: () => undefined},
		client: {
			async listing(path) {
				await meet('listing', path);
				const names = path === '/r' ? values : [];
				return {
					names: Object.assign([...names], {count: names.length, bytes: 0}),
					stat: {...stat, children: names.length, dataBytes: path === '/r' ? 0 : 3},
				};
			},
			async data(path) {
				await meet('data', path);
				return {data: Buffer.from(path.slice(-3)), stat: {...stat, dataBytes: 3}};
			},
		},
	};
};

describe('two subtrees of which one loses its server', () => {
	it.each(['disconnected', 'session-expired', 'silent', 'not-serving'] as const)(
		'are compared whole once one is there again: %s',
		async kind => {
			const lost = new Set(['/r/a', '/r/b', '/r/c']);
			const there = serving((question, path) =>
				question === 'data' && lost.delete(path) ? kind : undefined,
			);
			const job = new Across({here: serving(), there});
			expect(await job.run()).toBe(true);
			expect(job.told()).toMatchObject({same: 4, differing: 0, onlyHere: 0, onlyThere: 0});
			expect(job).toMatchObject({read: 14, left: 0});
			expect(job.failed).toEqual({here: none, there: none});
		},
	);

	it('are given up when they are told to, and nothing is said of what was on its way', async () => {
		let asked = 0;
		const there = serving(question => {
			if (question === 'listing') {
				return undefined;
			}

			asked += 1;
			if (asked === 2 * values.length) {
				job.stop();
			}

			return 'disconnected';
		});
		const job = new Across({here: serving(), there});
		expect(await job.run()).toBe(false);
		expect(job.told()).toMatchObject({same: 1, differing: 0});
		expect(job.failed).toEqual({here: none, there: none});
	});
});

describe('two subtrees of which much cannot be read', () => {
	it('tell how much of each, listings and data, and the first with its reason', async () => {
		const here = serving((question, path) =>
			question === 'data' && path === '/r/b' ? 'no-auth' : undefined,
		);
		const there = serving((_, path) => (path === '/r/a' || path === '/r/c' ? 'no-auth' : undefined));
		const job = new Across({here, there});
		expect(await job.run()).toBe(true);
		expect(job.failed.here).toMatchObject({failed: 1, failure: {path: '/r/b', kind: 'no-auth'}});
		expect(job.failed.there).toMatchObject({failed: 2, failure: {kind: 'no-auth'}});
		expect(job.told()).toEqual({
			...{same: 1, differing: 0, onlyHere: undefined, onlyThere: undefined},
			list: [],
		});
	});
});
