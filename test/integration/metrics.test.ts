// `zktop metrics` on a real ensemble that is written to.
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {startWrittenEnsemble, type WrittenEnsemble} from '../helpers/written-ensemble.ts';
import {runZktop} from '../helpers/zktop.ts';
import {follow} from './running.ts';

type Told = {
	readonly metrics: ReadonlyArray<{
		readonly name: string;
		readonly kind: string;
		readonly unit: string;
		readonly meaning: string;
		readonly values: Readonly<Record<string, number | null>>;
	}>;
};

const metricIn = ({metrics}: Told, name: string): Told['metrics'][number] => {
	const metric = metrics.find(metric => metric.name === name);
	if (metric === undefined) {
		throw new Error(`no ${name}`);
	}

	return metric;
};

describeWithZooKeeper('the metrics of an ensemble that is written to', () => {
	let written: WrittenEnsemble;
	let ensemble: Ensemble;
	beforeAll(async () => {
		written = await startWrittenEnsemble();
		({ensemble} = written);
	});
	afterAll(async () => {
		await written.stop();
	});

	it('are all of mntr and zktop’s own, with values of now for each server', async () => {
		const run = await runZktop(['metrics', '-c', ensemble.connectString]);
		expect(run).toMatchObject({exitCode: 0, stderr: ''});
		const told = JSON.parse(run.stdout) as Told;
		expect(told.metrics.length).toBeGreaterThan(450);
		expect(told.metrics[0]?.name).toBe('requestsPerSecond');
		expect(told.metrics.filter(({meaning}) => meaning === '')).toEqual([]);
		const leader = await ensemble.leader();
		const commits = metricIn(told, 'commit_count');
		expect(commits).toMatchObject({kind: 'rate', unit: 'count'});
		expect(commits.values[leader.connect]).toBeGreaterThan(1);
		for (const server of ensemble.servers) {
			expect(metricIn(told, 'fsynctime').values[server.connect]).toBeGreaterThanOrEqual(0);
			expect(metricIn(told, 'znode_count').values[server.connect]).toBe(6);
			expect(metricIn(told, 'znodes').values[server.connect]).toBe(5);
		}

		const written = Object.values(metricIn(told, 'app_write_per_namespace').values);
		expect(written).toContain('/app'.length + 100);
		expect(metricIn(told, 'avg_fsynctime').kind).toBe('since-start');
		// The election metrics of a server that nobody asked anything of that kind are not 0, but not there.
		expect(Object.values(metricIn(told, 'snapshottime').values)).not.toContain(0);
	});

	it('are those that a text is in, and a table for people', async () => {
		const run = await runZktop(['metrics', 'FSYNC', 'znodes', '--table', '-c', ensemble.connectString]);
		expect(run).toMatchObject({exitCode: 0, stderr: ''});
		const [title = '', ...rows] = run.stdout.trimEnd().split('\n');
		expect(title).toMatch(/^METRIC +127\.0\.0\.1:\d+ +127\.0\.0\.1:\d+ +127\.0\.0\.1:\d+ +OF +MEANING$/);
		expect(rows.map(row => row.split(' ', 1)[0])).toEqual([
			'fsyncMs',
			'znodes',
			'fsynctime',
			'avg_fsynctime',
			'cnt_fsynctime',
			'max_fsynctime',
			'min_fsynctime',
		]);
		expect(rows[0]).toMatch(/^fsyncMs( +[\d.k]+ ms){3} +mean of the last interval/);
		expect(rows[1]).toMatch(/^znodes( +5){3} +now/);
		expect(rows[3]).toMatch(/^avg_fsynctime( +[\d.k]+ ms){3} +since start/);
	});

	it('go on with --follow', async () => {
		const following = follow([
			'metrics',
			'commit_count',
			'--follow',
			'-c',
			ensemble.connectString,
			'--interval',
			'0.3',
		]);
		const told = [await following.next(), await following.next()] as readonly Told[];
		expect(told.map(({metrics}) => metrics.map(({name}) => name))).toEqual([
			['commit_count'],
			['commit_count'],
		]);
		expect(await following.interrupt()).toBe(0);
	});
});
