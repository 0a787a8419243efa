// How the verbs end where there is nothing to tell: no server, no terminal, a word that is none.
import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {describe, expect, it} from 'vitest';
import {runZktop, type Run} from '../helpers/zktop.ts';
import {closedPort} from '../zookeeper/fake-server.ts';

const json = ({stdout}: Run): unknown => JSON.parse(stdout);

describe('where nothing listens', () => {
	it.each(['servers', 'sessions', 'locks', 'tree'])('%s says so and ends with 69', async verb => {
		const {name} = await closedPort();
		const run = await runZktop([verb, ...(verb === 'tree' ? ['/'] : []), '-c', name]);
		expect(run.exitCode).toBe(69);
		expect(json(run)).toMatchObject({problems: [expect.objectContaining({kind: 'refused'})]});
	});
});

describe('what is misspelt', () => {
	it.each([
		[['server'], 'did you mean zktop servers?'],
		[['servers', '--jso'], 'did you mean --json?'],
		[['servers', 'zk1'], 'takes no words'],
		[['tree'], 'takes one PATH'],
		[['tree', 'relative'], 'not a znode path'],
		[['locks', '/a/'], 'not a znode path'],
		[['servers', '--interval', '0.1'], '--interval wants a number from 0.2 to 60'],
		[['a:1', 'b:2'], 'one connect string is enough'],
		[['zk1:0'], 'zk1:0'],
	])('%j is told, and ends with 2', async (args, message) => {
		const run = await runZktop(args);
		expect(run).toMatchObject({exitCode: 2, stdout: ''});
		expect(run.stderr).toContain(message);
		expect(run.stderr.split('\n').length).toBeLessThan(6);
	});
});

it('help and version need no server', async () => {
	expect(await runZktop(['--version'])).toMatchObject({
		exitCode: 0,
		stdout: expect.stringMatching(/^zktop \d/) as string,
	});
	expect(await runZktop(['servers', '--help'])).toMatchObject({
		exitCode: 0,
		stdout: expect.stringContaining('--follow') as string,
	});
});

it('an old Node is told by its path and version, before anything else', async () => {
	const fault = pathToFileURL(resolve(import.meta.dirname, '../pty/faults/old-node.ts')).href;
	expect(await runZktop(['demo', '--serve'], {NODE_OPTIONS: `--import=${fault}`})).toEqual({
		exitCode: 1,
		stdout: '',
		stderr: `zktop: needs Node.js 22 or newer; ${process.execPath} is 20.20.2\n`,
	});
});
