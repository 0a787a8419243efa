// source/options.ts: verbs that list all there are without a PATH
import {describe, expect, it} from 'vitest';
import {makeHome} from './reading.ts';

describe('elections and registries', () => {
	it.each(['elections', 'registries'] as const)('%s without a PATH list all there are', async verb => {
		expect(await makeHome().read([verb, '--table'])).toMatchObject({
			kind: 'run',
			options: {verb, table: true, paths: []},
		});
	});

	it.each([
		[['elections', '/a', '--table'], /^--table is for the list of all: zktop elections without a PATH/],
		[['registries', '/a', '--interval', '2'], /^--interval is for the list of all/],
		[['registries', '/a', '--admin-port', '8080'], /^--admin-port is for the list of all/],
		[['elections', '--layout', 'kazoo'], /^zktop elections takes a PATH/],
	])('of one PATH nothing is said that is about all: %j', async (argv, message) => {
		expect(await makeHome().fault(argv)).toMatch(message);
	});
});
