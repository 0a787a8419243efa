// Contexts: ensembles that the config file names, and what is said about a file that is wrong.
import {expect, it} from 'vitest';
import {limitsWith} from '../../source/analyze/rules/limits.ts';
import {makeHome} from './reading.ts';

const prod = `
default = "prod-eu"

[contexts.prod-eu]
hosts = ["zk1:2281", "zk2:2281", "zk3:2281"]
chroot = "/app"
tls = {servername = "zk.example.org", insecure = true}
admin = [8080, 8081, 8082]
theme = "rich"
interval = 2
budget = 500
write = "never"
locks = "/locks"
thresholds = {fsync-ms = 50}

[contexts.lab]
hosts = "127.0.0.1:21811,127.0.0.1:21812"
`;

it('opens a context by its name, with all that it sets', async () => {
	const {config, options} = makeHome();
	config(prod);
	const opened = {
		name: 'prod-eu',
		context: 'prod-eu',
		connect: {hosts: [{name: 'zk1:2281'}, {name: 'zk2:2281'}, {name: 'zk3:2281'}], chroot: '/app'},
		security: {tls: {servername: 'zk.example.org', insecure: true, ca: []}},
		adminPorts: [8080, 8081, 8082],
		theme: 'rich',
		intervalMs: 2000,
		readsPerSecond: 500,
		write: 'never',
		lockPaths: ['/locks'],
		limits: {...limitsWith(), 'fsync-ms': 50},
	};
	expect(await options(['prod-eu'])).toMatchObject(opened);
	expect(await options(['servers', '-c', 'prod-eu'])).toMatchObject({...opened, verb: 'servers'});
	expect(await options(['lab'])).toMatchObject({
		connect: {hosts: [{port: 21_811}, {port: 21_812}], chroot: '/'},
		security: {tls: undefined},
		intervalMs: 1000,
	});
});

it('takes the word, then the default context, then $ZOOKEEPER', async () => {
	const {config, options} = makeHome();
	const env = {ZOOKEEPER: 'zk9:2181'};
	config(prod);
	expect(await options([], {env})).toMatchObject({name: 'prod-eu'});
	expect(await options(['lab'], {env})).toMatchObject({name: 'lab'});
	expect(await options(['zk7:2181'], {env})).toMatchObject({name: 'zk7:2181', context: undefined});
	config('[contexts.lab]\nhosts = "a:1"');
	expect(await options([], {env})).toMatchObject({name: 'zk9:2181'});
});

it('lets flags lie over the context', async () => {
	const {config, options} = makeHome();
	config(prod);
	const argv = ['prod-eu', '--theme', 'mono', '--interval', '5', '--locks', '/a', '--servername', 'b'];
	expect(await options([...argv, '--admin-port', '9'])).toMatchObject({
		theme: 'mono',
		intervalMs: 5000,
		lockPaths: ['/a'],
		adminPorts: [9, 9, 9],
		security: {tls: {servername: 'b', insecure: true}},
	});
	expect(await options(['prod-eu'], {env: {NO_COLOR: '1'}})).toMatchObject({theme: 'mono'});
});

it('takes a bare word for a host unless it is nearly a context or a verb', async () => {
	const {config, options, fault} = makeHome();
	config(prod);
	expect(await options(['zookeeper1'])).toMatchObject({name: 'zookeeper1:2181'});
	expect(await fault(['prod-ue'])).toBe(
		'unknown verb or context "prod-ue"; did you mean zktop prod-eu? (a host of that name: prod-ue:2181)',
	);
	expect(await fault(['tree', '/', '-c', 'labb'])).toBe(
		'unknown context "labb"; did you mean lab? (a host of that name: labb:2181)',
	);
});

it('finds the file by --config, $ZKTOP_CONFIG, $XDG_CONFIG_HOME or below the home', async () => {
	const {write, options, fault, path} = makeHome();
	const text = (host: string) => `[contexts.lab]\nhosts = "${host}"`;
	const [named, variable] = [write('a.toml', text('a:1')), write('b.toml', text('b:1'))];
	write('xdg/zktop/config.toml', text('c:1'));
	write('.config/zktop/config.toml', text('d:1'));
	const env = {ZKTOP_CONFIG: variable, XDG_CONFIG_HOME: `${path}/xdg`};
	const hostOf = async (argv: readonly string[], env: Readonly<Record<string, string>>) =>
		(await options(['lab', ...argv], {env})).connect.hosts[0]?.host;
	expect(await hostOf(['--config', named], env)).toBe('a');
	expect(await hostOf([], env)).toBe('b');
	expect(await hostOf([], {XDG_CONFIG_HOME: env.XDG_CONFIG_HOME})).toBe('c');
	expect(await hostOf([], {XDG_CONFIG_HOME: 'not/absolute'})).toBe('d');
	expect(await fault(['lab', '--config', '/nowhere/a.toml'])).toBe(
		'config file /nowhere/a.toml: there is no such file',
	);
});

it('names the file once, however much is wrong in it', async () => {
	const {config, fault} = makeHome();
	config('[contexts.a]\nhosts = "a:1"\nwrite = true\ntheme = "x"');
	const lines = (await fault(['a', '--theme', 'mono'])).split('\n');
	expect(lines.slice(0, 2)).toEqual([
		expect.stringMatching(/^config file \S+config\.toml: contexts\.a\.theme: wants/),
		expect.stringMatching(/^contexts\.a\.write: wants/),
	]);
});

it('does not read the file where the servers are spelled out', async () => {
	const {config, options} = makeHome();
	config('this is [ no TOML');
	expect(await options(['zk1:2181'])).toMatchObject({name: 'zk1:2181'});
});

it.each([
	['a = "hunter2', /^config file .*config\.toml: line 1, column \d+: /],
	['defualt = "a"', /: defualt: unknown key; did you mean default\?\n/],
	[
		'default = "x"\n[contexts.xy]\nhosts = "a:1"',
		/: default: there is no context of that name; did you mean xy/,
	],
	['default = "a b"\n[contexts."a b"]\nhosts = "a:1"', /: contexts\."a b": a context is called by letters/],
	['[contexts.a]', /: contexts\.a\.hosts: is missing/],
	['[contexts.a]\nhosts = []', /: contexts\.a\.hosts: is empty/],
	['[contexts.a]\nhosts = "a:b:c"', /: contexts\.a\.hosts: "a:b:c" is not host:port/],
	['[contexts.a]\nhosts = "a:1"\nhost = 1', /: contexts\.a\.host: unknown key; did you mean hosts\?/],
	[
		'[contexts.a]\nhosts = "a:1"\nbudget = "some"',
		/: contexts\.a\.budget: wants a whole number from 10 to 1000000, or "none"/,
	],
	['[contexts.a]\nhosts = "a:1"\ninterval = 99', /: contexts\.a\.interval: wants 60 or less/],
	['[contexts.a]\nhosts = "a:1"\ntheme = "x"', /\.theme: wants "mono" or "ansi16" or "rich"/],
	['[contexts.a]\nhosts = "a:1"\nwrite = true', /\.write: wants "never" or "allowed"/],
	[
		'[contexts.a]\nhosts = "a:1"\nadmin = [1, 2]',
		/\.admin: wants one port for all, or one for each of the 1/,
	],
	['[contexts.a]\nhosts = "a:1"\nadmin = "8080"', /\.admin\[0\]: wants a number/],
	['[contexts.a]\nhosts = "a:1"\nlocks = ["b"]', /\.locks\[0\]: "b" is not a znode path/],
	[
		'[contexts.a]\nhosts = "a:1"\nthresholds.fsync-m = 5',
		/: contexts\.a\.thresholds\.fsync-m: unknown threshold; did you mean fsync-ms\?/,
	],
	[
		'[contexts.a]\nhosts = "a:1"\nthresholds.most = 5',
		/unknown threshold; zktop findings --rules lists them/,
	],
	['[contexts.a]\nhosts = "a:1"\nthresholds.fsync-ms = -1', /\.thresholds\.fsync-ms: wants 0 or more/],
	['[contexts.a]\nhosts = "a:1/b"\nchroot = "/c"', /\.chroot: stands in hosts already/],
	['[contexts.a]\nhosts = "a:1"\ntls = 1', /\.tls: wants a table/],
	['[contexts.a]\nhosts = "a:1"\ntls.cert = 1', /\.tls\.cert: wants a text/],
	[
		'[contexts.a]\nhosts = "a:1"\nauth.user = "b"',
		/\.auth\[0\]\.scheme: wants "digest" or "sasl" or "kerberos"/,
	],
	['[contexts.a]\nhosts = "a:1"\nauth = {scheme = "sasl"}', /\.auth\[0\]\.user: is missing/],
	[
		'[contexts.a]\nhosts = "a:1"\nauth = {scheme = "sasl", user = "u", env = "E", prompt = true}',
		/\.auth\[0\]: takes one of file, env and prompt/,
	],
])('says file, key and reason of %j', async (text, message) => {
	const {config, fault} = makeHome();
	const file = config(text);
	const said = await fault(text.startsWith('default') ? [] : ['a']);
	expect(said).toMatch(message);
	expect(said).not.toContain('hunter2');
	expect(said.startsWith(`config file ${file}: `)).toBe(true);
});

it.each(['password = "hunter2"', 'pw = "hunter2"', 'passwd = "hunter2"', 'user = "b:hunter2"', 'secret = 5'])(
	'refuses %j in the file, and does not repeat it',
	async line => {
		const {config, fault} = makeHome();
		const user = line.startsWith('user') ? '' : 'user = "b"\n';
		config(`[contexts.a]\nhosts = "a:1"\n[[contexts.a.auth]]\nscheme = "digest"\n${user}${line}`);
		const said = await fault(['a']);
		expect(said).toMatch(/contexts\.a\.auth\[0\]\.\w+: .*a password does not stand in this file/);
		expect(said).not.toContain('hunter2');
	},
);

it('opens a sound context in spite of a broken one, and says so', async () => {
	const {config, options, warnings, fault} = makeHome();
	const file = config('[contexts.good]\nhosts = "a:1"\n[contexts.bad]\nhosts = 1\ntheme = 2');
	expect(await options(['good'])).toMatchObject({context: 'good'});
	expect(await warnings(['good'])).toEqual([
		`config file ${file}: bad cannot be opened; zktop contexts says why`,
	]);
	expect((await fault(['bad'])).split('\n')).toEqual([
		`config file ${file}: contexts.bad.hosts[0]: wants a text`,
		'contexts.bad.theme: wants "mono" or "ansi16" or "rich"',
		'(a host of that name: bad:2181)',
	]);
});
