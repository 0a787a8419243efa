// A tree of 205,000 znodes, 150,000 of them children of one: read by the verbs and by the screen's follower.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {loadBulk, manyChildren} from '../helpers/bulk-loader.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {startWriter} from '../helpers/writer.ts';
import {runZktop} from '../helpers/zktop.ts';

const giant = 150_000;
const groups = 50;
const inGroup = 1099;

describeWithZooKeeper('a tree of 200,000 znodes', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1, env: {_JAVA_OPTIONS: '-Xmx1g'}});
		const writer = await startWriter(ensemble.connectString);
		const parents = Array.from({length: groups}, (_, index) => `/groups/g${index}`);
		await writer.createAll(['/jobs', '/groups', ...parents]);
		await writer.set('/groups/g7', Buffer.alloc(5000));
		await writer.close();
		await loadBulk(ensemble.connectString, manyChildren('/jobs', giant));
		for (const parent of parents) {
			await loadBulk(ensemble.connectString, manyChildren(parent, inGroup));
		}
	}, 300_000);
	afterAll(async () => ensemble.stop());

	const run = async (...words: readonly string[]) => {
		const {stdout, exitCode} = await runZktop([...words, '-c', ensemble.connectString], {}, 240_000);
		expect(exitCode).toBe(0);
		return JSON.parse(stdout) as Record<string, unknown>;
	};

	it('is counted to the znode, biggest subtree first', {timeout: 300_000}, async () => {
		const counted = await run('usage', '/', '--budget', 'none');
		expect(counted).toMatchObject({path: '/', problems: [], scan: {vanished: 0}});
		expect((counted['below'] as readonly unknown[]).slice(0, 1)).toMatchObject([
			{path: '/groups', znodes: 1 + groups * (inGroup + 1), bytes: 5000},
		]);
		expect(counted['below']).toContainEqual({path: '/jobs', znodes: giant + 1, bytes: 0});
		expect(counted['znodes']).toBeGreaterThan(200_000);
	});

	it('is searched by name and by path', {timeout: 300_000}, async () => {
		const byName = await run('find', '*0000001098', '/groups', '--budget', 'none');
		expect(byName).toMatchObject({count: groups, problems: []});
		const byPath = await run('find', '/groups/g7/*00109?', '/groups', '--budget', 'none');
		expect((byPath['nodes'] as ReadonlyArray<{readonly path: string}>).map(({path}) => path)).toEqual(
			Array.from({length: 9}, (_, index) => `/groups/g7/item-000000109${index}`),
		);
	});

	it('tells how its giant grows', {timeout: 60_000}, async () => {
		const table = await runZktop(['growth', '/jobs', '--table', '-c', ensemble.connectString]);
		expect(table.stdout).toMatch(/\/jobs +150,000 +0 +0 +0 +/);
		const {growth} = await run('growth', '/jobs');
		expect(growth).toMatchObject([{path: '/jobs', children: giant, everCreated: giant, netPerMinute: 0}]);
	});
});
