// The command line without a config file.
import {expect, it} from 'vitest';
import {makeHome} from './reading.ts';

it('looks at this machine unless it is told otherwise', async () => {
	const {options} = makeHome();
	expect(await options([])).toMatchObject({
		verb: 'top',
		name: '127.0.0.1:2181',
		intervalMs: 1000,
		theme: 'ansi16',
		ascii: false,
		context: undefined,
		adminPorts: [undefined],
		frameLimitBytes: 64 * 1024 * 1024,
		write: 'allowed',
		security: {tls: undefined, credentials: []},
	});
	expect(Object.isFrozen(await options([]))).toBe(true);
});

it('takes the word before the environment, and the flag with every verb', async () => {
	const {options} = makeHome();
	const env = {ZOOKEEPER: 'zk9:2181'};
	expect(await options([], {env})).toMatchObject({name: 'zk9:2181'});
	expect(await options(['zk1,zk2/app'], {env})).toMatchObject({name: 'zk1:2181 +1 /app'});
	expect(await options(['tree', '/a', '-c', 'zk3'], {env})).toMatchObject({name: 'zk3:2181', path: '/a'});
});

it.each([
	[['zk1:2181', '-c', 'zk2:2181'], 'the ensemble is named twice: "zk1:2181" and --connect zk2:2181'],
	[['zk1:1', 'zk2:1'], /servers are separated by commas$/],
	[['servers', 'zk1'], 'zktop servers takes no words, but got "zk1"; the ensemble is named by -c zk1'],
	[['contexts', 'a'], 'zktop contexts takes no words, but got "a"; a context is opened by zktop a'],
	[['server'], /^unknown verb or context "server"; did you mean zktop servers\?/],
	[['--intervall', '2'], 'unknown flag --intervall; did you mean --interval?'],
	[
		['locks', '--scan', '--follow'],
		/^--scan looks .* once, .*: first zktop locks --scan, .*: zktop locks PATH… --follow$/,
	],
	[['elections', '--scan', '--follow'], /: zktop elections PATH --follow$/],
	[['--auth-fil', 'x'], 'unknown flag --auth-fil; did you mean --auth-file?'],
	[['--interval', '0'], '--interval wants a number from 0.2 to 60'],
	[['--theme', 'red'], '--theme red: there are mono, ansi16, rich'],
	[['--theme', 'mono', '--theme', 'rich'], 'the flag --theme can only be set once'],
	[['--ca'], '--ca wants a value'],
	[['--servername'], '--servername wants a value'],
	[['tree'], /^zktop tree takes one PATH/],
	[['tree', 'a'], /is not a znode path/],
	[['locks', 'zk1:2181,zk2:2181'], /is not a znode path.*; the ensemble is named by -c zk1:2181,zk2:2181/],
	[['tree', '/', '--depth', '1.5'], '--depth wants a whole number, not 1.5'],
])('refuses %j with its reason', async (argv, message) => {
	const {fault} = makeHome();
	expect(await fault(argv)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

it.each([
	['64m', 64 * 1024 * 1024],
	['4k', 4096],
	['1G', 1024 ** 3],
	['0xfffff', 0xf_ff_ff],
	['1048576', 1_048_576],
])('reads --jute-maxbuffer %s as %i bytes', async (text, bytes) => {
	const {options} = makeHome();
	expect(await options(['--jute-maxbuffer', text])).toMatchObject({frameLimitBytes: bytes});
});

it.each([
	[['--budget', '500'], 500],
	[['--budget', 'none'], Infinity],
	[[], undefined],
])('reads %j as so many reads a second: %s', async (argv, reads) => {
	const {options} = makeHome();
	expect(await options(argv)).toMatchObject({readsPerSecond: reads});
});

it.each(['0', '9', '-1', 'all', '1e3', '1000001'])('refuses --budget %s', async text => {
	const {fault} = makeHome();
	expect(await fault([`--budget=${text}`])).toBe(
		`--budget ${text}: wants reads a second from 10 to 1000000, or none for no limit`,
	);
});

it.each(['64x', '1', '2g', '-5', '1.5m', 'm'])('refuses --jute-maxbuffer %s', async text => {
	const {fault} = makeHome();
	expect(await fault([`--jute-maxbuffer=${text}`])).toBe(
		'--jute-maxbuffer wants bytes from 1k to 1g, for example 64m or 0x400000',
	);
});

it('gives each host its AdminServer port, in order', async () => {
	const {options, fault} = makeHome();
	const three = 'zk1:1,zk2:1,zk3:1';
	expect(await options([three, '--admin-port', '8080'])).toMatchObject({adminPorts: [8080, 8080, 8080]});
	expect(await options([three, '--admin-port', '1,,3'])).toMatchObject({adminPorts: [1, undefined, 3]});
	expect(await fault([three, '--admin-port', '1,2'])).toMatch(
		/^--admin-port names 2 ports, but there are 3 hosts/,
	);
	expect(await fault([three, '--admin-port', '1,x,3'])).toBe('--admin-port: "x" is no port from 1 to 65535');
});

it('tells the flags of a verb, and asks for nothing to do so', async () => {
	const {read} = makeHome();
	const parsed = await read(['tree', '--help', '--auth', 'digest:zoe']);
	expect(parsed).toMatchObject({kind: 'help', text: expect.stringContaining('--auth-file FILE') as string});
	expect(await read(['-v'])).toEqual({kind: 'version'});
});
