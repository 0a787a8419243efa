// source/commands/diff.ts and the job behind it, on the demo's ensemble
import {describe, expect, it} from 'vitest';
import {demoServer} from '../helpers/demo-server.ts';
import {diff} from '../../source/commands/diff.ts';
import {runVerb} from './verb-run.ts';

const demo = demoServer();

const run = async (...words: readonly string[]) =>
	runVerb(diff, ['diff', ...words, '-c', demo.connectString]);
const json = async (...words: readonly string[]) => {
	const {code, text} = await run(...words);
	return {code, document: JSON.parse(text) as unknown};
};

describe('zktop diff', () => {
	it('compares two values line by line', async () => {
		await demo.client.create('/left', {data: Buffer.from('{"a":1,"b":2}')});
		await demo.client.create('/right', {data: Buffer.from('{"a":1,"b":3}')});
		expect(await json('/left', '/right')).toMatchObject({
			code: 0,
			document: {
				left: {path: '/left', version: 0, dataBytes: 13},
				right: {path: '/right'},
				equal: false,
				form: 'json',
				lines: [
					{kind: 'same', text: '{'},
					{kind: 'same', text: '  "a": 1,'},
					{kind: 'removed', text: '  "b": 2'},
					{kind: 'added', text: '  "b": 3'},
					{kind: 'same', text: '}'},
				],
				problems: [],
			},
		});
		expect((await run('/left', '/right', '--table')).text).toBe(
			'--- /left\n+++ /right\n {\n   "a": 1,\n-  "b": 2\n+  "b": 3\n }\n',
		);
		expect((await run('/left', '/left', '--table')).text).toBe('equal, byte for byte\n');
	});

	it('says which of the two is not there, and ends with 3', async () => {
		expect(await json('/left', '/nowhere')).toMatchObject({
			code: 3,
			document: {left: {version: 0}, problems: [{path: '/nowhere', kind: 'no-node'}]},
		});
	});

	it('tells what was created, changed and lost below a znode since a transaction', async () => {
		for (const path of [
			'/apps',
			'/apps/kept',
			'/apps/set',
			'/apps/loses',
			'/apps/loses/a',
			'/apps/loses/b',
		]) {
			await demo.client.create(path);
		}

		const {stat} = await demo.client.create('/apps/last');
		await demo.client.create('/apps/new', {data: Buffer.from('x')});
		await demo.client.create('/apps/new/below');
		await demo.client.setData('/apps/set', Buffer.from('y'));
		await demo.client.remove('/apps/loses/a');
		const {code, document} = await json('/apps', '--since', stat.czxid);
		expect(code).toBe(0);
		expect(document).toMatchObject({
			...{under: '/apps', since: stat.czxid, partial: false, created: 2, changed: 1, lostChild: 1},
			changes: [
				{what: 'lost-child', path: '/apps/loses'},
				{what: 'created', path: '/apps/new', dataBytes: 1},
				{what: 'created', path: '/apps/new/below'},
				{what: 'changed', path: '/apps/set', version: 1},
			],
		});
		const table = await run('/apps', '--since', `0:${BigInt(stat.czxid).toString(16)}`, '--table');
		expect(table.text.split('\n').slice(1, 5)).toEqual([
			'- /apps/loses',
			'+ /apps/new',
			'+ /apps/new/below',
			'~ /apps/set',
		]);
	});

	it('finds nothing changed since the newest transaction', async () => {
		const {stat} = await demo.client.create('/newest');
		expect((await json('/', '--since', stat.czxid)).document).toMatchObject({
			...{created: 0, changed: 0, lostChild: 0, changes: []},
		});
	});
});
