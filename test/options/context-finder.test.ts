// The contexts that the running screen opens: what comes from the file, what from the flags, and what is in the way.
import {describe, expect, it} from 'vitest';
import type {Contexts, Options} from '../../source/options.ts';
import {makeHome, type Home} from './reading.ts';

const two = `
[contexts.east]
hosts = ["zk1:2181", "zk2:2181"]
locks = "/east"
theme = "rich"
interval = 5
[contexts.west]
hosts = "zk8:2181,zk9:2181/app"
admin = 8080
locks = ["/west"]
theme = "mono"
interval = 3
write = "never"
tls = {insecure = true}
`;

const contextsOf = async (home: Home, argv: readonly string[]): Promise<Contexts> => {
	const parsed = await home.read(argv);
	if (parsed.kind !== 'run') {
		throw new Error(`is ${parsed.kind}`);
	}

	return parsed.contexts;
};

type Ask = Parameters<Contexts['find']>[1];

const silent: Ask = async () => Promise.resolve('');

const found = async (contexts: Contexts, name: string, ask = silent): Promise<Options> => {
	const result = await contexts.find(name, ask);
	if (result.kind === 'fault') {
		throw new Error(result.message);
	}

	return result.options;
};

const fault = async (contexts: Contexts, name: string, ask = silent): Promise<string> => {
	const result = await contexts.find(name, ask);
	return result.kind === 'fault' ? result.message : 'no fault';
};

describe('another context', () => {
	it('is what the file says', async () => {
		const home = makeHome();
		home.config(two);
		const west = await found(await contextsOf(home, ['east']), 'west');
		expect(west).toMatchObject({
			name: 'west',
			context: 'west',
			connect: {hosts: [{name: 'zk8:2181'}, {name: 'zk9:2181'}], chroot: '/app'},
			adminPorts: [8080, 8080],
			lockPaths: ['/west'],
			theme: 'mono',
			intervalMs: 3000,
			write: 'never',
			security: {tls: {insecure: true}, credentials: []},
		});
	});

	it('gets none of the flags that were about the first one, but those about the user', async () => {
		const home = makeHome();
		home.config(two);
		const about = [
			'--locks',
			'/flag',
			'--admin-port',
			'9999',
			'--servername',
			'zk',
			'--jute-maxbuffer',
			'1m',
		];
		const mine = ['--theme', 'ansi16', '--ascii', '--interval', '0.5'];
		const contexts = await contextsOf(home, ['east', ...about, ...mine]);
		expect(await found(contexts, 'west')).toMatchObject({
			adminPorts: [8080, 8080],
			lockPaths: ['/west'],
			frameLimitBytes: 64 * 1024 * 1024,
			security: {tls: {servername: undefined}},
			theme: 'ansi16',
			ascii: true,
			intervalMs: 500,
		});
		// The first one has them again.
		expect(await found(contexts, 'east')).toMatchObject({
			adminPorts: [9999, 9999],
			lockPaths: ['/flag'],
			frameLimitBytes: 1024 * 1024,
			security: {tls: {servername: 'zk'}},
		});
	});

	it('gets none of the flags of an ensemble that was spelled out', async () => {
		const home = makeHome();
		home.config(two);
		const contexts = await contextsOf(home, ['other:2181', '--locks', '/flag', '--tls']);
		expect(await found(contexts, 'east')).toMatchObject({lockPaths: ['/east'], security: {tls: undefined}});
	});

	it('is read from the file as it is now, the one that --config names', async () => {
		const home = makeHome();
		const file = home.write('mine.toml', two);
		const contexts = await contextsOf(home, ['east', '--config', file]);
		expect((await contexts.names()).sound).toEqual(['east', 'west']);
		home.write('mine.toml', '[contexts.new]\nhosts = "new:2181"');
		expect((await found(contexts, 'new')).connect.hosts).toMatchObject([{name: 'new:2181'}]);
		expect(await fault(contexts, 'east')).toBe(`there is no context "east" in ${file}`);
	});
});

describe('what is in the way of a context', () => {
	it.each([
		[
			'nothing of that name',
			two,
			'wst',
			/^there is no context "wst" in \S+config\.toml; did you mean west\?$/,
		],
		['a host', two, 'zk1:2181', /^there is no context "zk1:2181" in \S+config\.toml$/],
		[
			'a broken context',
			`${two}nonsense = 1\n`,
			'west',
			/config\.toml: contexts\.west\.nonsense: unknown key$/,
		],
		['a broken file', '[contexts', 'west', /config\.toml: line 1, column \d+: /],
		[
			'a missing file with the secret',
			`${two}[[contexts.east.auth]]\nscheme = "digest"\nuser = "zoe"\nfile = "zoe.pass"\n`,
			'east',
			/^context east: password of digest user zoe in \S+zoe\.pass: there is no such file/,
		],
		[
			'a certificate that cannot be read',
			`${two}[contexts.east.tls]\nca = "ca.pem"\n`,
			'east',
			/^context east: CA file \S+ca\.pem: there is no such file/,
		],
	])('is said: %s', async (_, text, name, message) => {
		const home = makeHome();
		home.config('[contexts.first]\nhosts = "zk1:2181"');
		const contexts = await contextsOf(home, ['first']);
		home.config(text);
		expect(await fault(contexts, name)).toMatch(message);
	});

	it('does not name the context where a flag named the file', async () => {
		const home = makeHome();
		home.config(`${two}[contexts.east.tls]\nca = "ca.pem"\n`);
		const said = await home.fault(['east', '--ca', '/nowhere/ca.pem']);
		expect(said).toBe('CA file /nowhere/ca.pem: there is no such file; name another by --ca');
	});

	it('is said where there is no file at all', async () => {
		const contexts = await contextsOf(makeHome(), ['zk1:2181']);
		expect(await fault(contexts, 'west')).toMatch(
			/^there is no context "west", for there is no config file \S+$/,
		);
		expect(await contexts.names()).toMatchObject({found: false, sound: [], broken: [], fault: undefined});
	});

	it('does not hide the others', async () => {
		const home = makeHome();
		home.config(`${two}nonsense = 1\n`);
		const contexts = await contextsOf(home, ['east']);
		expect(await contexts.names()).toMatchObject({sound: ['east'], broken: ['west'], fault: undefined});
		home.config('[contexts');
		const names = await contexts.names();
		expect(names).toMatchObject({found: true, sound: []});
		expect(names.fault).toMatch(/line 1/);
	});
});

describe('a secret', () => {
	const asks =
		'[contexts.safe]\nhosts = "zk1"\n[[contexts.safe.auth]]\nscheme = "digest"\nuser = "zoe"\nprompt = true\n';

	it('is asked for by the name of the context', async () => {
		const home = makeHome();
		home.config(asks);
		const questions: string[] = [];
		const contexts = await contextsOf(home, ['zk1:2181']);
		const {security} = await found(contexts, 'safe', async question => {
			questions.push(question);
			return Promise.resolve('hunter2');
		});
		expect(questions).toEqual(['safe: password of digest user zoe']);
		expect(security.credentials).toMatchObject([{user: 'zoe', password: 'hunter2'}]);
		expect(JSON.stringify(security)).not.toContain('hunter');
	});

	it('that is not said keeps the context shut', async () => {
		const home = makeHome();
		home.config(asks);
		expect(await fault(await contextsOf(home, ['zk1:2181']), 'safe')).toBe(
			'safe is not opened: the password of digest user zoe was not typed',
		);
	});

	it('in a file that others can read is a warning', async () => {
		const home = makeHome();
		home.config(asks.replace('prompt = true', 'file = "pass"'));
		const path = home.write('.config/zktop/pass', 'hunter2', 0o644);
		const result = await (await contextsOf(home, ['zk1:2181'])).find('safe', silent);
		expect(result).toMatchObject({kind: 'found', warnings: [expect.stringContaining(path)]});
	});
});
