// What may stand behind a verb, and which verbs open no session.
import type {CommandLine} from './command-line.ts';
import {isRecipe, type Verb} from './flags.ts';
import {UsageError} from './usage-error.ts';

/** Refuses words and commands that a verb has no use for. */
export const refuseWords = ({verb, words: [word, extra], command: [program]}: CommandLine): void => {
	if (program !== undefined && !isRecipe(verb)) {
		throw new UsageError(
			`zktop ${verb === 'top' ? '' : `${verb} `}runs no command, but got "${program}" behind --`,
		);
	}

	if (verb === 'tree' && (word === undefined || extra !== undefined)) {
		throw new UsageError('zktop tree takes one PATH, for example: zktop tree /');
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

/** They open no session. */
export const isSessionless = (verb: Verb): boolean =>
	'servers metrics sessions clients namespaces sources findings explain check'.split(' ').includes(verb);
