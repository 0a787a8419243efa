// source/options.ts: which ensemble, and how bad values are refused
import {describe, expect, it} from 'vitest';
import {entryOf, verbs, type Flag, type Verb} from '../../source/options/flags.ts';
import {makeHome} from './reading.ts';

/** The words that a verb cannot do without, flags among them. */
const argvOf = (verb: Verb, ...rest: readonly string[]): readonly string[] => {
	switch (verb) {
		case 'top':
			return rest;
		case 'tree':
		case 'znode':
		case 'usage':
		case 'find':
		case 'growth':
		case 'subscribe':
		case 'transactions':
			return [verb, '/', ...rest];
		case 'publish':
			return [verb, '/a', ...rest];
		case 'diff':
			return [verb, '/a', ...(rest[0] === '--since' ? [] : ['/b']), ...rest];
		case 'tx apply':
			return ['tx', 'apply', '-', ...rest];
		case 'tx begin':
			return ['tx', 'begin', '/a', ...(rest[0] === '--participants' ? [] : ['--participants', 'a']), ...rest];
		case 'tx status':
			return ['tx', 'status', '/', ...rest];
		case 'tx join': {
			const wanted = ['--as', '--prepare', '--commit', '--abort'].filter(flag => flag !== rest[0]);
			return ['tx', 'join', '/a', ...wanted.flatMap(flag => [flag, 'a']), ...rest];
		}

		case 'register':
			return [verb, '/a', ...(rest[0] === '--name' ? [] : ['--name', 'a']), ...rest, '--', 'true'];
		case 'lock':
		case 'elect':
			return [verb, '/a', ...rest, '--', 'true'];
		default:
			return [verb, ...rest];
	}
};
const every = verbs.flatMap(({verb, flags}) => flags.map(flag => [verb, flag] as const));
const ofType = (...types: ReadonlyArray<Flag['type']>) =>
	every.filter(([, {type}]) => types.includes(type)).map(([verb, {name}]) => [verb, name] as const);

describe('every flag', () => {
	it.each(ofType('string', 'number', 'list'))(
		'that has a value wants one: zktop %s --%s',
		async (verb, name) => {
			expect(await makeHome().fault(argvOf(verb, `--${name}`))).toBe(`--${name} wants a value`);
		},
	);

	it.each(ofType('number'))('that is a number refuses what is none: zktop %s --%s', async (verb, name) => {
		for (const value of ['x', '-1', '9999999999', 'NaN', 'Infinity']) {
			expect(await makeHome().fault(argvOf(verb, `--${name}`, value))).toMatch(
				new RegExp(`^--${name} wants a number from \\S+ to \\S+$`),
			);
		}
	});

	it.each(ofType('boolean'))('that has no value is one alone: zktop %s --%s', async (verb, name) => {
		expect(['run', 'recipe', 'contexts', 'demo']).toContain(
			(await makeHome().read(argvOf(verb, `--${name}`))).kind,
		);
	});

	it.each(verbs.map(({verb}) => verb))('of zktop %s is in its help, with what it does', async verb => {
		const parsed = await makeHome().read(argvOf(verb, '--help'));
		const lines = parsed.kind === 'help' ? parsed.text.split('\n') : [];
		for (const {name, does} of entryOf(verb).flags) {
			expect(lines.filter(line => line.includes(`--${name} `) && line.endsWith(` ${does}`))).toHaveLength(1);
		}
	});
});

describe('a flag that does not exist', () => {
	it.each([
		[['--intervl', '2'], 'unknown flag --intervl; did you mean --interval?'],
		[['servers', '--jsn'], 'unknown flag --jsn; did you mean --json?'],
		[['tree', '/', '--dept=1'], 'unknown flag --dept; did you mean --depth?'],
		[['--nothing-like-it'], 'unknown flag --nothing-like-it'],
		[['-x'], 'unknown flag -x'],
		[['servers', '--theme', 'mono'], '--theme is a flag of zktop, but not of zktop servers'],
		[['--depth', '2'], '--depth is a flag of zktop tree, but not of zktop'],
	])('is refused with the nearest one: %j', async (argv, message) => {
		expect(await makeHome().fault(argv)).toBe(message);
	});
});

it.each([
	[['lock', '/a', '--nme', 'a'], 'zktop lock --help lists its flags'],
	[['tx', 'join', '/a'], 'zktop tx join --help lists its flags'],
	[['leader', '/a', '/b'], 'zktop elections --help lists its flags'],
	[['--intervl', '2'], 'zktop --help lists verbs and flags'],
	[['tre', '/'], 'zktop --help lists verbs and flags'],
])('a refusal says which help tells more: %j', async (argv, hint) => {
	expect(await makeHome().read(argv)).toMatchObject({kind: 'usage', hint});
});

it.each(['subscribe', 'tx join'] as const)('the key of %s opens, and that of publish encrypts', verb => {
	const does = (of: Verb) => entryOf(of).flags.find(({name}) => name === 'key-file')?.does;
	expect(does(verb)).toMatch(/^opens \(decrypts\)/);
	expect(does('publish')).toMatch(/^encrypts/);
});

describe('a word that is no verb', () => {
	it.each([
		['tre', '/', 'unknown verb "tre"; did you mean zktop tree?'],
		['sesions', '/locks', 'unknown verb "sesions"; did you mean zktop sessions?'],
	])('is refused with the nearest one: %s %s', async (word, extra, message) => {
		expect(await makeHome().fault([word, extra])).toBe(message);
	});

	it('is a host when a port says so', async () => {
		expect(await makeHome().options(['lock:2181'])).toMatchObject({verb: 'top', name: 'lock:2181'});
	});

	it('is told where the help is when it asks for it', async () => {
		expect(await makeHome().fault(['help'])).toBe(
			'zktop --help lists verbs and flags (a host of that name: help:2181)',
		);
	});
});

it('the screen has a verb too', async () => {
	expect(await makeHome().options(['top', 'zk1'])).toMatchObject({verb: 'top', name: 'zk1:2181'});
	expect(await makeHome().options(['top', '--interval', '2'])).toMatchObject({verb: 'top', intervalMs: 2000});
});

describe('a verb of two words', () => {
	it.each([[['tx']], [['tx', 'foo']], [['tx', '-c', 'zk1', 'apply']]])(
		'says what may come second: %j',
		async argv => {
			expect(await makeHome().fault(argv)).toMatch(/^tx wants apply, begin, join or status: /);
		},
	);

	it.each(['--help', '-h'])('has a help of its own with %s: all of them', async flag => {
		const parsed = await makeHome().read(['tx', flag]);
		const text = parsed.kind === 'help' ? parsed.text : '';
		expect(text.match(/^zktop tx \w+/gm)).toEqual(
			['apply', 'begin', 'join', 'status'].map(second => `zktop tx ${second}`),
		);
	});
});

describe('a path to write to', () => {
	const argvAt = (verb: Verb, path: string): readonly string[] =>
		argvOf(verb).map(word => (word === '/a' ? path : word));

	it.each(['lock', 'elect', 'register', 'publish', 'tx begin', 'tx join'] as const)(
		'is not the root and not the servers’ own: zktop %s',
		async verb => {
			const {fault} = makeHome();
			expect(await fault(argvAt(verb, '/'))).toMatch(
				new RegExp(`^zktop ${verb} /: the root is for no recipe; take a path such as /\\w+/`),
			);
			for (const path of ['/zookeeper', '/zookeeper/config']) {
				expect(await fault(argvAt(verb, path))).toContain(
					`zktop ${verb} ${path}: /zookeeper is the servers’ own`,
				);
			}

			expect((await makeHome().read(argvAt(verb, '/zookeepers'))).kind).toBe('recipe');
		},
	);
});

describe('paths of locks', () => {
	it.each([
		[['--locks', 'a'], '--locks: "a" is not a znode path', 'did you mean /a?'],
		[['--locks', '/a/'], '--locks: "/a/" is not a znode path', 'did you mean /a?'],
		[['--locks', '/ok', '--locks', 'a//b'], '--locks: "a//b" is not a znode path', 'did you mean /a/b?'],
		[['locks', '/a/../b'], '"/a/../b" is not a znode path', 'did you mean /a/b?'],
		[['tree', './a'], '"./a" is not a znode path', 'did you mean /a?'],
	])('that are none are refused with flag, reason and fix: %j', async (argv, start, end) => {
		const fault = await makeHome().fault(argv);
		expect(fault.startsWith(start)).toBe(true);
		expect(fault.endsWith(end)).toBe(true);
	});

	it('may be several, of flags or words', async () => {
		expect(await makeHome().options(['--locks', '/a', '--locks=/b/c'])).toMatchObject({
			lockPaths: ['/a', '/b/c'],
		});
		expect(await makeHome().options(['locks', '/a', '/b'])).toMatchObject({lockPaths: ['/a', '/b']});
		expect(await makeHome().options(['locks'])).toMatchObject({lockPaths: []});
		expect(await makeHome().options(['tree', '/', '--depth', '3'])).toMatchObject({path: '/', depth: 3});
	});
});

describe('a connect string', () => {
	it('may have IPv6 addresses in brackets, several hosts, a default port and a chroot', async () => {
		const {connect, name} = await makeHome().options(['[::1]:2182,[2001:db8::7],zk3/app/one']);
		expect(connect).toEqual({
			chroot: '/app/one',
			hosts: [
				{name: '[::1]:2182', host: '::1', port: 2182},
				{name: '[2001:db8::7]:2181', host: '2001:db8::7', port: 2181},
				{name: 'zk3:2181', host: 'zk3', port: 2181},
			],
		});
		expect(name).toBe('[::1]:2182 +2 /app/one');
	});

	it('names each server once', async () => {
		expect((await makeHome().options(['zk1,zk1:2181,zk2'])).connect.hosts.map(({name}) => name)).toEqual([
			'zk1:2181',
			'zk2:2181',
		]);
	});

	it.each([
		['::1:2181', /^"::1:2181" is not host:port; an IPv6 address is written in brackets: \[::1\]:2181$/],
		['zk1:99999', /^"zk1:99999": a port lies between 1 and 65535$/],
		['zk1:2181/app/', /^"\/app\/" is not a znode path/],
		['[zk1]:2181', /is not an IPv6 address$/],
		[',', /names no server/],
		['', /names no server/],
	])('%j is refused with its reason', async (word, message) => {
		expect(await makeHome().fault([word])).toMatch(message);
	});

	it('comes from the environment only when nothing names the ensemble', async () => {
		const env = {ZOOKEEPER: 'zk9:1,bad port'};
		expect(await makeHome().fault(['servers'], {env})).toMatch(/"bad port" is not host:port/);
		expect(await makeHome().options(['servers', '-c', 'zk1:1'], {env})).toMatchObject({name: 'zk1:1'});
	});
});

it.each([
	['0.2', 200],
	['60', 60_000],
	['1.5', 1500],
])('--interval %s is %i ms', async (seconds, intervalMs) => {
	expect(await makeHome().options(['--interval', seconds])).toMatchObject({intervalMs});
	expect(await makeHome().options([`--interval=${seconds}`])).toMatchObject({intervalMs});
});
