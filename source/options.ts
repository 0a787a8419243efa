// Command line and environment → frozen Options, or a usage error that names the word, the reason and the fix.
import meow from 'meow';
import {entryOf, everywhere, helpText, verbs, type Flag, type Verb} from './flags.ts';
import {nearest} from './nearest.ts';
import {parseConnectString, type ConnectString} from './zookeeper/hosts.ts';

export const themeNames = ['mono', 'ansi16', 'rich'] as const;

export type Options = {
	readonly verb: Verb;
	readonly connect: ConnectString;
	/** What the user called the ensemble. */
	readonly name: string;
	readonly intervalMs: number;
	/** `--locks`, or the words of `zktop locks`. */
	readonly lockPaths: readonly string[];
	/** The word of `zktop tree`. */
	readonly path: string;
	readonly depth: number;
	readonly theme: (typeof themeNames)[number];
	readonly ascii: boolean;
	readonly follow: boolean;
};

export type Parsed =
	| {readonly kind: 'run'; readonly options: Options}
	| {readonly kind: 'help'; readonly text: string}
	| {readonly kind: 'version'}
	| {readonly kind: 'usage'; readonly message: string};

type Environment = Readonly<Record<string, string | undefined>>;
type Flags = Readonly<Record<string, unknown>>;

class UsageError extends Error {}

/** Reads the command line. */
export const readOptions = (argv: readonly string[], environment: Environment): Parsed => {
	try {
		return parse(argv, environment);
	} catch (error) {
		if (error instanceof UsageError || error instanceof RangeError) {
			return {kind: 'usage', message: error.message};
		}

		throw error;
	}
};

const parse = (argv: readonly string[], environment: Environment): Parsed => {
	const [first, ...rest] = argv;
	const named = verbs.find(({verb}) => verb === first && verb !== 'top')?.verb;
	const verb = named ?? 'top';
	const {flags} = entryOf(verb);
	const known = [...flags, ...everywhere];
	const cli = meow({
		importMeta: import.meta,
		argv: named === undefined ? argv : rest,
		autoHelp: false,
		autoVersion: false,
		flags: Object.fromEntries(known.map(flag => [flag.name, specOf(flag)])),
	});
	refuseUnknown(cli.unnormalizedFlags, known);
	if (cli.flags['help'] === true) {
		return {kind: 'help', text: helpText(verb)};
	}

	return cli.flags['version'] === true
		? {kind: 'version'}
		: {kind: 'run', options: optionsOf(verb, cli.input, cli.flags, environment)};
};

type Spec = {type: 'string' | 'number' | 'boolean'; shortFlag?: string; isMultiple?: boolean};

const specOf = ({type, short}: Flag): Spec => ({
	type: type === 'list' ? 'string' : type,
	...(short === undefined ? {} : {shortFlag: short}),
	...(type === 'list' ? {isMultiple: true} : {}),
});

const refuseUnknown = (given: Flags, known: readonly Flag[]): void => {
	const names = known.flatMap(({name, short = name}) => [name, short]);
	const unknown = Object.keys(given).find(name => !names.includes(name));
	if (unknown !== undefined) {
		const near = nearest(
			unknown,
			names.filter(name => name.length > 1),
		);
		throw new UsageError(`unknown flag --${unknown}${near === undefined ? '' : `; did you mean --${near}?`}`);
	}
};

const optionsOf = (verb: Verb, words: readonly string[], flags: Flags, environment: Environment): Options => {
	const target = targetOf(verb, words, flags, environment);
	const paths = verb === 'tree' || verb === 'locks' ? words.map(pathOf) : [];
	if (verb === 'tree' && paths.length !== 1) {
		throw new UsageError('zktop tree takes one PATH, for example: zktop tree /');
	}

	if ((verb === 'servers' || verb === 'sessions') && words[0] !== undefined) {
		throw new UsageError(
			`zktop ${verb} takes no words, but got "${words[0]}"; the ensemble is named by -c ${words[0]}`,
		);
	}

	return {
		verb,
		connect: parseConnectString(target),
		name: nameOf(target),
		intervalMs: numberOf(flags, 'interval', 1, 0.2, 60) * 1000,
		lockPaths: verb === 'locks' ? paths : listOf(flags, 'locks').map(pathOf),
		path: paths[0] ?? '/',
		depth: wholeOf(numberOf(flags, 'depth', 1, 0, 1000)),
		theme: themeOf(flags, environment),
		ascii: flags['ascii'] === true || !isUtf8(environment),
		follow: flags['follow'] === true,
	};
};

const targetOf = (verb: Verb, words: readonly string[], flags: Flags, environment: Environment): string => {
	const flag = stringOf(flags, 'connect');
	const [word, extra] = verb === 'top' ? words : [];
	if (extra !== undefined) {
		throw new UsageError(
			`one connect string is enough, but there is also "${extra}"; servers are separated by commas`,
		);
	}

	if (word !== undefined && flag !== undefined) {
		throw new UsageError(`the ensemble is named twice: "${word}" and --connect ${flag}`);
	}

	if (word !== undefined && /^[a-z]+$/.test(word)) {
		const near = nearest(
			word,
			verbs.map(({verb}) => verb),
		);
		if (near !== undefined) {
			throw new UsageError(
				`unknown verb "${word}"; did you mean zktop ${near}? (a host of that name: zktop ${word}:2181)`,
			);
		}
	}

	return word ?? flag ?? environment['ZOOKEEPER'] ?? '127.0.0.1:2181';
};

/** An ensemble without a name is called by its first server: `zk1:2181 +2/app`. */
const nameOf = (target: string): string => {
	const {hosts, chroot} = parseConnectString(target);
	const others = hosts.length > 1 ? ` +${hosts.length - 1}` : '';
	return `${hosts[0]?.name ?? ''}${others}${chroot === '/' ? '' : ` ${chroot}`}`;
};

const stringOf = (flags: Flags, name: string): string | undefined => {
	const value = flags[name];
	if (value === '') {
		throw new UsageError(`--${name} wants a value`);
	}

	return typeof value === 'string' ? value : undefined;
};

const listOf = (flags: Flags, name: string): readonly string[] => {
	const value = flags[name];
	return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
};

const numberOf = (flags: Flags, name: string, otherwise: number, lowest: number, highest: number): number => {
	const value = flags[name];
	if (value === undefined) {
		return otherwise;
	}

	if (typeof value !== 'number' || !(value >= lowest && value <= highest)) {
		throw new UsageError(`--${name} wants a number from ${lowest} to ${highest}`);
	}

	return value;
};

const wholeOf = (value: number): number => {
	if (!Number.isInteger(value)) {
		throw new UsageError(`--depth wants a whole number, not ${value}`);
	}

	return value;
};

const pathOf = (path: string): string => {
	if (!path.startsWith('/') || (path !== '/' && path.endsWith('/')) || path.includes('//')) {
		throw new UsageError(
			`"${path}" is not a znode path: it starts with /, does not end with / and has no empty segment`,
		);
	}

	return path;
};

const themeOf = (flags: Flags, environment: Environment): Options['theme'] => {
	const value = stringOf(flags, 'theme');
	const colourless = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
	if (value === undefined) {
		return colourless ? 'mono' : 'ansi16';
	}

	const theme = themeNames.find(name => name === value);
	if (theme === undefined) {
		throw new UsageError(`--theme ${value}: there are ${themeNames.join(', ')}`);
	}

	return theme;
};

/** LC_ALL over LC_CTYPE over LANG, as setlocale(3) has it. */
const isUtf8 = (environment: Environment): boolean =>
	/utf-?8/i.test(
		[environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(
			value => value !== undefined && value !== '',
		) ?? '',
	);
