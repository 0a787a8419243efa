// What may stand behind a verb, and which verbs open no session.
import type {CommandLine} from './command-line.ts';
import {isRecipe, type Verb} from './flags.ts';
import {UsageError} from './usage-error.ts';

/** They take one path. */
const ones: ReadonlyMap<Verb, string> = new Map([
	['tree', 'one PATH'],
	['znode', 'one PATH'],
	['usage', 'one PATH'],
]);

/** The words of a verb that are paths. */
export const pathWords = (verb: Verb, words: readonly string[]): readonly string[] =>
	verb === 'find'
		? words.slice(1)
		: ones.has(verb) || ['locks', 'groups', 'growth', 'diff'].includes(verb)
			? words
			: [];

/** Refuses words and commands that a verb has no use for. */
export const refuseWords = ({
	verb,
	words: [word, extra, more],
	command: [program],
	flags,
}: CommandLine): void => {
	if (program !== undefined && !isRecipe(verb)) {
		throw new UsageError(
			`zktop ${verb === 'top' ? '' : `${verb} `}runs no command, but got "${program}" behind --`,
		);
	}

	const takes = ones.get(verb);
	if (takes !== undefined && (word === undefined || extra !== undefined)) {
		throw new UsageError(`zktop ${verb} takes ${takes}, for example: zktop ${verb} /`);
	}

	if (verb === 'find' && (word === undefined || more !== undefined)) {
		throw new UsageError(
			'zktop find takes a PATTERN and maybe a PATH, for example: zktop find "*lock*" /apps',
		);
	}

	if (verb === 'diff') {
		refuseUnlikePaths([word, extra, more], flags);
	}

	if (verb === 'growth' && word === undefined) {
		throw new UsageError('zktop growth takes one PATH or more, for example: zktop growth /jobs');
	}

	if (word !== undefined && isSessionless(verb) && verb !== 'metrics' && verb !== 'explain') {
		throw new UsageError(
			`zktop ${verb} takes no words, but got "${word}"; the ensemble is named by -c ${word}`,
		);
	}

	if (word !== undefined && verb === 'contexts') {
		throw new UsageError(
			`zktop contexts takes no words, but got "${word}"; a context is opened by zktop ${word}`,
		);
	}
};

/** Two values; a subtree and a moment; a subtree here, and the one at the same or another place elsewhere. */
const refuseUnlikePaths = (words: ReadonlyArray<string | undefined>, flags: CommandLine['flags']): void => {
	const count = words.filter(word => word !== undefined).length;
	const [since, other] = [flags['since'] !== undefined, flags['with'] !== undefined];
	if (since && other) {
		throw new UsageError('--since is about transactions of one ensemble: --with another one there are none');
	}

	if (!(since ? [1] : other ? [1, 2] : [2]).includes(count)) {
		throw new UsageError(
			'zktop diff takes two PATHs, or one with --since or --with, for example: zktop diff /a /b, zktop diff /a --since 5a:12f3c, zktop diff /a --with staging',
		);
	}
};

/** They open no session. */
export const isSessionless = (verb: Verb): boolean =>
	'servers metrics sessions clients namespaces sources findings explain check'.split(' ').includes(verb);
