// Who we are: passwords come from a file, the environment or the terminal, never from argv, and are never shown.
import {inspect} from 'node:util';
import {expect, it} from 'vitest';
import {makeHome} from '../reading.ts';

const secret = 'hunter2';
const zoe = {kind: 'digest', user: 'zoe', password: secret};
const host = 'zk1:2181';

it('reads a password from its file, without the end of its line', async () => {
	const {write, options, warnings} = makeHome();
	for (const text of [secret, `${secret}\n`, `${secret}\r\n`]) {
		const argv = [host, '--auth', 'digest:zoe', '--auth-file', write('pw', text)];
		expect((await options(argv)).security.credentials).toEqual([zoe]);
		expect(await warnings(argv)).toEqual([]);
	}
});

it('takes it from $ZKTOP_PASSWORD, else asks', async () => {
	const {options} = makeHome();
	const argv = [host, '--auth', 'sasl:zoe'];
	const sasl = {...zoe, kind: 'sasl-digest-md5'};
	const asked: string[] = [];
	const terminal = {typed: secret, asked: (what: string) => asked.push(what)};
	const env = {ZKTOP_PASSWORD: secret};
	expect((await options(argv, {...terminal, env})).security.credentials).toEqual([sasl]);
	expect(asked).toEqual([]);
	expect((await options(argv, terminal)).security.credentials).toEqual([sasl]);
	expect(asked).toEqual(['password of sasl user zoe']);
});

it('needs no password for Kerberos', async () => {
	const {options} = makeHome();
	expect((await options([host, '--auth', 'kerberos'])).security.credentials).toEqual([
		{kind: 'kerberos', service: 'zookeeper'},
	]);
	expect((await options([host, '--auth', 'kerberos:zk'])).security.credentials).toMatchObject([
		{service: 'zk'},
	]);
});

it('asks nobody for what a verb without a session does not need', async () => {
	const {options} = makeHome();
	expect((await options(['servers', '-c', host, '--auth', 'digest:zoe'])).security.credentials).toEqual([]);
});

it('looks up who we are for an AdminServer when it asks, and asks nobody on the terminal', async () => {
	const {options, write} = makeHome();
	const asked: string[] = [];
	const terminal = {typed: secret, asked: (what: string) => asked.push(what)};
	const found = async (argv: readonly string[], more = {}): Promise<unknown> => {
		const {security} = await options([...argv, '-c', host], {...terminal, ...more});
		expect(inspect(security, {depth: 9})).not.toContain(secret);
		return security.findDigest?.();
	};
	const digest = ['servers', '--auth', 'digest:zoe'];
	expect(await found([...digest, '--auth-file', write('pw', secret)])).toEqual(zoe);
	expect(await found(digest, {env: {ZKTOP_PASSWORD: secret}})).toEqual(zoe);
	expect(await found(digest)).toBeUndefined();
	expect(await found(['servers', '--auth', 'digest:zoe', '--auth-file', 'nowhere'])).toBeUndefined();
	expect(await found(['servers', '--auth', 'sasl:zoe'], {env: {ZKTOP_PASSWORD: secret}})).toBeUndefined();
	expect(await found(['servers'])).toBeUndefined();
	expect(asked).toEqual([]);
	// Who opens a session has been asked already.
	expect(await found(['tree', '/', '--auth', 'digest:zoe'])).toEqual(zoe);
	expect(asked).toEqual(['password of digest user zoe']);
});

it.each([
	[
		['--auth', `digest:zoe:${secret}`],
		/^--auth digest:USER:… has a password in it, .* --auth-file FILE, \$ZKTOP_/,
	],
	[['--auth', `sasl:zoe:${secret}:x`], /^--auth sasl:USER:… has a password in it/],
	[['--auth', `zoe:${secret}`], '--auth wants digest:USER, sasl:USER or kerberos[:SERVICE]'],
	[['--auth', secret], '--auth wants digest:USER, sasl:USER or kerberos[:SERVICE]'],
	[['--auth', 'digest:'], '--auth wants digest:USER, sasl:USER or kerberos[:SERVICE]'],
	[['--auth'], '--auth wants a value'],
	[['--password', secret], /^--password: a password on the command line is seen by everybody/],
	[[`--password=${secret}`], /^--password: a password on the command line/],
	[['--auth', 'digest:a', '--auth', 'digest:b'], /^--auth stands once/],
	[['--auth-file', 'pw'], /^--auth-file holds a password, but whose\?/],
	[
		['--auth', 'digest:zoe'],
		/^the password of digest user zoe is missing, and there is no terminal to ask on: give/,
	],
])('refuses %j without repeating a secret', async (argv, message) => {
	const {fault} = makeHome();
	const said = await fault([host, ...argv]);
	expect(said).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
	expect(said).not.toContain(secret);
});

it('names the file, the reason and the fix', async () => {
	const {write, fault, path} = makeHome();
	const faultOf = async (file: string) => fault([host, '--auth', 'digest:zoe', '--auth-file', file]);
	const what = 'password of digest user zoe in';
	expect(await faultOf('/nowhere/pw')).toBe(
		`${what} /nowhere/pw: there is no such file; name another by --auth-file`,
	);
	expect(await faultOf(path)).toBe(`${what} ${path}: is a folder; name the file in it by --auth-file`);
	const empty = write('empty', '\n');
	expect(await faultOf(empty)).toBe(`${what} ${empty}: is empty; it wants one line, the password alone`);
	const long = write('long', `user\n${secret}\n`);
	expect(await faultOf(long)).toBe(
		`${what} ${long}: has more than one line; it wants one line, the password alone`,
	);
});

it('warns of a file that others can read', async () => {
	const {write, warnings} = makeHome();
	const warningOf = async (mode: number) => {
		const file = write(`pw-${mode}`, secret, mode);
		const said = await warnings([host, '--auth', 'digest:zoe', '--auth-file', file]);
		return said.map(text => text.replaceAll(file, 'FILE'));
	};

	const what = 'password of digest user zoe in FILE can be read by';
	expect(await warningOf(0o600)).toEqual([]);
	expect(await warningOf(0o640)).toEqual([`${what} its group; chmod 600 FILE`]);
	expect(await warningOf(0o644)).toEqual([`${what} everybody on this machine; chmod 600 FILE`]);
});

it('takes identities of a context from their places', async () => {
	const {config, write, options, fault} = makeHome();
	const auth = (places: readonly string[]) =>
		config(
			`[contexts.a]\nhosts = "a:1"\n${places
				.map(place => `[[contexts.a.auth]]\nscheme = "digest"\nuser = "zoe"\n${place}\n`)
				.join('')}`,
		);
	write('.config/zktop/zoe.pw', secret);
	write('zoe.pw', secret);
	const env = {ZOE: secret, ZKTOP_PASSWORD: 'another'};
	auth(['file = "zoe.pw"', 'file = "~/zoe.pw"', 'env = "ZOE"', 'prompt = true']);
	expect((await options(['a'], {env, typed: secret})).security.credentials).toEqual([zoe, zoe, zoe, zoe]);
	auth(['']);
	expect((await options(['a'], {env: {ZKTOP_PASSWORD: secret}})).security.credentials).toEqual([zoe]);
	expect((await options(['a', '--auth-file', write('pw', secret)])).security.credentials).toEqual([zoe]);
	auth(['env = "ZOE"']);
	expect(await fault(['a'])).toBe(
		'context a: the password of digest user zoe is to come from $ZOE, which is not set',
	);
});

it('shows no secret, however the options are printed', async () => {
	const {options} = makeHome();
	const env = {ZKTOP_PASSWORD: secret};
	const read = await options([host, '--auth', 'digest:zoe', '--tls'], {env});
	const {credentials} = read.security;
	for (const value of [read, read.security, credentials, {...read}, [credentials[0]]]) {
		const printed = [inspect(value, {depth: 9, showHidden: true}), JSON.stringify(value)];
		expect(printed.join('\n')).not.toContain(secret);
	}

	expect(inspect(read)).toContain('security: TLS, digest user zoe');
	expect(credentials).toEqual([zoe]);
});
