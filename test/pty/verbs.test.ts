// The verbs that read the tree or the servers, as they are used on a terminal: what is told of the way there is gone when they end.
import {expect, it} from 'vitest';
import {demoServer} from '../helpers/demo-server.ts';
import {open} from './story.ts';

let since = '';
const demo = demoServer(async client => {
	for (const path of ['/apps', '/apps/billing', '/apps/billing/eu']) {
		since = (await client.create(path, {data: Buffer.from(`of ${path}`)})).stat.czxid;
	}

	await client.create('/apps/orders', {data: Buffer.from('new')});
});

it.each([
	['usage', ['/apps', '--table'], /^\/apps +4 +\S+ B +100 %\n\/apps\/billing +2 /m],
	['find', ['b*', '--table'], /^\/apps\/billing$/m],
	['tree', ['/apps'], /"path": "\/apps\/orders"/],
	['tree', ['/apps', '--table'], /^\/apps\/orders +0 +3 B +0 +\d{4}-/m],
	['znode', ['/apps/orders'], /"text": "new"/],
	['znode', ['/apps/orders', '--table'], /^data 3 B, text\n\nnew$/m],
	['diff', ['/apps/billing', '/apps/orders', '--table'], /^-of \/apps\/billing\n\+new$/m],
	['diff', ['/', '--table', '--since'], /^\+ \/apps\/orders$/m],
	['servers', ['--table'], /^127\.0\.0\.1:\d+ +standalone +[\d.]+ .* 3\.\d+\.\d+/m],
	['groups', ['--table'], /^no group, as far as the servers tell$/m],
	['growth', ['/apps', '--table', '--interval', '0.2'], /^\/apps +2 +0 +0 +0 /m],
] as const)('zktop %s %j', async (verb, words, shows) => {
	const last = words.at(-1) === '--since' ? [since] : [];
	const terminal = open([verb, ...words, ...last, '-c', demo.connectString], {columns: 120, rows: 60});
	expect(await terminal.exited).toMatchObject({exitCode: 0});
	expect(terminal.text()).toMatch(shows);
	expect(terminal.text()).not.toContain('known to come');
	expect(terminal.alternate).toBe(false);
});
