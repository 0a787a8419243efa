// argv → verb, words and flags, by the table of flags; unknown flags are refused.
import meow from 'meow';
import {entryOf, everywhere, verbs, type Flag, type Verb} from './flags.ts';
import {nearest} from './nearest.ts';
import {UsageError} from './usage-error.ts';
import {keyOf, spelled, type Flags} from './values.ts';

export type CommandLine = {
	readonly verb: Verb;
	readonly words: readonly string[];
	/** Values by camelCase names. */
	readonly flags: Flags;
};

export const readCommandLine = (argv: readonly string[]): CommandLine => {
	const [first, ...rest] = argv;
	const named = verbs.find(({verb}) => verb === first)?.verb;
	const verb = named ?? 'top';
	const known = [...entryOf(verb).flags, ...everywhere];
	refuseBare(argv, known);
	const {unnormalizedFlags, input, flags} = parsed(named === undefined ? argv : rest, known);
	refuseUnknown(verb, unnormalizedFlags, known);
	return {verb, words: input, flags};
};

const parsed = (argv: readonly string[], known: readonly Flag[]) => {
	try {
		return meow({
			importMeta: import.meta,
			argv,
			autoHelp: false,
			autoVersion: false,
			flags: Object.fromEntries(known.map(flag => [keyOf(flag.name), specOf(flag)])),
		});
	} catch (error) {
		const message = error instanceof Error ? error.message : '';
		if (message.includes('can only be set once')) {
			throw new UsageError(message.replace(/^The flag/, 'the flag').replace(/\.$/, ''));
		}

		throw error;
	}
};

type Spec = {type: 'string' | 'number' | 'boolean'; shortFlag?: string; isMultiple?: boolean};

const specOf = ({type, short}: Flag): Spec => ({
	type: type === 'list' ? 'string' : type,
	...(short === undefined ? {} : {shortFlag: short}),
	...(type === 'list' ? {isMultiple: true} : {}),
});

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

const refuseUnknown = (verb: Verb, given: Flags, known: readonly Flag[]): void => {
	const names = known.flatMap(({name, short = name}) => [name, short]);
	const unknown = Object.keys(given)
		.map(spelled)
		.find(name => !names.includes(name));
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
