// argv → verb, words and flags, by the table of flags; unknown flags are refused.
import {entryOf, everywhere, verbs, type Flag, type Verb} from './flags.ts';
import {nearest} from './nearest.ts';
import {UsageError} from './usage-error.ts';
import type {Parts} from './parser.ts';
import type {Flags} from './values.ts';

export type CommandLine = {
	readonly verb: Verb;
	readonly words: readonly string[];
	/** Values by camelCase names. */
	readonly flags: Flags;
};

export const readCommandLine = async (argv: readonly string[]): Promise<CommandLine> => {
	const [first, ...rest] = argv;
	const named = verbs.find(({verb}) => verb === first)?.verb;
	const verb = named ?? 'top';
	const known = [...entryOf(verb).flags, ...everywhere];
	refuseBare(argv, known);
	const {words, flags, given} = await parsed(named === undefined ? argv : rest, known);
	refuseUnknown(verb, given, known);
	return {verb, words, flags};
};

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
