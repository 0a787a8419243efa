// source/commands/growth.ts: paths with nothing below them, on the demo's ensemble
import {expect, it} from 'vitest';
import {growth} from '../../source/commands/growth.ts';
import {demoServer} from '../helpers/demo-server.ts';
import {patient, runVerbUntil, type VerbRun} from './verb-run.ts';

const demo = demoServer(async client => {
	for (const path of ['/leaf', '/emptied', '/emptied/once', '/jobs', '/jobs/one']) {
		await client.create(path);
	}

	await client.remove('/emptied/once');
});
const growthAt = async (words: readonly string[], check: (run: VerbRun) => void): Promise<void> =>
	runVerbUntil(growth, ['growth', ...words, '-c', demo.connectString, '--interval', '0.6'], check);

it('each path is told of, be anything below it or not', patient, async () => {
	const none = {createdPerMinute: 0, deletedPerMinute: 0, netPerMinute: 0, listingFullInMs: null};
	await growthAt(['/jobs', '/leaf', '/emptied'], ({code, text}) => {
		expect(code).toBe(0);
		expect(JSON.parse(text)).toMatchObject({
			growth: [
				{path: '/jobs', children: 1, everCreated: 1},
				{path: '/leaf', children: 0, everCreated: 0, ...none, sequenceEndsInMs: null},
				{path: '/emptied', children: 0, everCreated: 1, ...none},
			],
			problems: [],
		});
	});
	await growthAt(['/leaf', '--table'], ({text}) => {
		expect(text).toMatch(/^\/leaf +0 +0 +0 +0 /m);
	});
});

it('one that is not there is a problem', patient, async () => {
	await growthAt(['/nowhere', '/jobs'], ({code, text}) => {
		expect(code).toBe(3);
		expect(JSON.parse(text)).toMatchObject({
			growth: [{path: '/jobs'}],
			problems: [{source: 'znode', kind: 'no-node', message: '/nowhere: no such znode'}],
		});
	});
});
