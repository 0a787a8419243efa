// argv → verb, words and flags, by the table of flags; unknown flags are refused.
import {entryOf, everywhere, verbs, type Flag, type Verb, type VerbEntry} from './flags.ts';
import {nearest} from './nearest.ts';
import {UsageError} from './usage-error.ts';
import type {Parts} from './parser.ts';
import type {Flags} from './values.ts';

export type CommandLine = {
	readonly verb: Verb;
	readonly words: readonly string[];
	/** Values by camelCase names. */
	readonly flags: Flags;
	/** What stands behind `--`: a command and its arguments. */
	readonly command: readonly string[];
};

export const readCommandLine = async (line: readonly string[]): Promise<CommandLine> => {
	const cut = line.indexOf('--');
	const argv = cut === -1 ? line : line.slice(0, cut);
	const command = cut === -1 ? [] : line.slice(cut + 1);
	const entry = verbOf(argv);
	const {verb} = entry ?? entryOf('top');
	const known = [...entryOf(verb).flags, ...everywhere];
	refuseBare(argv, known);
	const rest = entry === undefined ? argv : argv.slice(entry.verb.split(' ').length);
	const {words, flags, given} = await parsed(rest, known);
	refuseUnknown(verb, given, known);
	return {verb, words, flags, command};
};

/** Which help tells more to whom a command line was refused. */
export const hintOf = (line: readonly string[]): string => {
	const entry = verbOf(line);
	return entry === undefined || entry.verb === 'top'
		? 'zktop --help lists verbs and flags'
		: `zktop ${entry.verb} --help lists its flags`;
};

/** The verbs of two words of which there is only the first one; none where a verb is complete. */
export const halfVerbs = (argv: readonly string[]): readonly VerbEntry[] =>
	verbOf(argv) === undefined ? verbs.filter(({verb}) => verb.startsWith(`${argv[0] ?? ''} `)) : [];

/** By its name of one or two words, or by its other name. */
const verbOf = ([first = '', second = '']: readonly string[]): VerbEntry | undefined =>
	verbs.find(({verb, alias}) => [verb, alias].includes(first) || verb === `${first} ${second}`);

/** Words alone need no parser, and loading it takes longer than all else that is done with a command line. */
const parsed = async (argv: readonly string[], known: readonly Flag[]): Promise<Parts> =>
	argv.some(word => word.startsWith('-'))
		? (await import('./parser.ts')).parse(argv, known)
		: {words: argv, flags: {}, given: []};

/** meow leaves out a repeatable flag and a number that have no value. */
const refuseBare = (argv: readonly string[], known: readonly Flag[]): void => {
	const bare = known.find(
		({name, type}) =>
			(type === 'list' || type === 'number') &&
			argv.some((word, index) => word === `--${name}` && /^(-[^\d]|$)/.test(argv[index + 1] ?? '')),
	);
	if (bare !== undefined) {
		throw new UsageError(`--${bare.name} wants a value`);
	}
};

const refuseUnknown = (verb: Verb, given: readonly string[], known: readonly Flag[]): void => {
	const names = known.flatMap(({name, short = name}) => [name, short]);
	const unknown = given.find(name => !names.includes(name));
	if (unknown === undefined) {
		return;
	}

	if (/^(pass(word)?|secret|auth-password)$/.test(unknown)) {
		throw new UsageError(
			`--${unknown}: a password on the command line is seen by everybody on this machine; give it by --auth-file FILE, ` +
				'$ZKTOP_PASSWORD or when asked',
		);
	}

	const written = unknown.length === 1 ? `-${unknown}` : `--${unknown}`;
	const owner = verbs.find(({flags}) => flags.some(({name}) => name === unknown))?.verb;
	if (owner !== undefined) {
		throw new UsageError(`${written} is a flag of ${spelledVerb(owner)}, but not of ${spelledVerb(verb)}`);
	}

	const near = nearest(
		unknown,
		names.filter(name => name.length > 1),
	);
	throw new UsageError(`unknown flag ${written}${near === undefined ? '' : `; did you mean --${near}?`}`);
};

const spelledVerb = (verb: Verb): string => (verb === 'top' ? 'zktop' : `zktop ${verb}`);
