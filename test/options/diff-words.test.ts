// source/options/verb-words.ts and options.ts: what zktop diff compares
import {expect, it} from 'vitest';
import {makeHome} from './reading.ts';

it.each([
	[['/a']],
	[['/a', '/b', '/c']],
	[['/a', '/b', '--since', '5a:1']],
	[['/a', '/b', '/c', '--with', 'zk9:2181']],
	[['--with', 'zk9:2181']],
])('zktop diff %j is refused with three that can be', async words => {
	expect(await makeHome().fault(['diff', ...words])).toMatch(
		/^zktop diff takes two PATHs, or one with --since or --with, for example: .* zktop diff \/a --with staging$/,
	);
});

it('two ensembles have no transactions in common', async () => {
	expect(await makeHome().fault(['diff', '/a', '--since', '5a:1', '--with', 'zk9:2181'])).toContain(
		'transactions of one ensemble',
	);
});

it('the other ensemble is a context with its own access, or servers that are spelled out; a mistyped one is refused', async () => {
	const home = makeHome();
	home.config('[contexts.staging]\nhosts = "zk7:2181,zk8:2181"');
	const {other} = await home.options(['diff', '/a', '--with', 'staging', '-c', 'zk1:2181', '--budget', '77']);
	expect(other).toMatchObject({name: 'staging', context: 'staging', readsPerSecond: 77});
	expect(other?.connect.hosts.map(({host}) => host)).toEqual(['zk7', 'zk8']);
	const spelled = await home.options(['diff', '/a', '--with', 'zk9:2182']);
	expect(spelled.other).toMatchObject({name: 'zk9:2182', context: undefined});
	expect(await home.fault(['diff', '/a', '--with', 'stagin'])).toContain('did you mean staging?');
});
