// Passwords and passphrases, from a file, the environment or the terminal. They are in no message.
import type {SecretPlace} from '../config/context.ts';
import {readPrivate, type Warn} from './files.ts';
import {UsageError} from '../usage-error.ts';
import type {Environment} from '../values.ts';

/** What secrets are found with. */
export type Finder = {
	readonly environment: Environment;
	/** Asks on the terminal without echo; undefined when there is none, or the user would not say. */
	readonly ask: (question: string) => Promise<string | undefined>;
	readonly warn: Warn;
};

export type Wanted = {
	/** `password of digest user zoe` */
	readonly what: string;
	readonly place: SecretPlace | undefined;
	/** The variable that is looked at where no place is named. */
	readonly variable: string;
	/** The flag that names a file. */
	readonly flag: string;
};

/** The secret; a UsageError that says how to give it when there is none. */
export const findSecret = async (wanted: Wanted, finder: Finder): Promise<string> => {
	const {place} = wanted;
	switch (place?.kind) {
		case 'file':
			return fromFile(place.path, wanted, finder);
		case 'env':
			return fromVariable(place.name, wanted, finder);
		case 'prompt':
			return fromTerminal(wanted, finder);
		case undefined:
			return finder.environment[wanted.variable] === undefined
				? fromTerminal(wanted, finder)
				: fromVariable(wanted.variable, wanted, finder);
	}
};

const fromFile = async (path: string, {what, flag}: Wanted, {warn}: Finder): Promise<string> => {
	const file = {path, what: `${what} in`, namedBy: flag};
	const bytes = await readPrivate(file, warn);
	const secret = bytes.toString('utf8').replace(/\r?\n$/, '');
	if (secret === '' || /[\r\n\0]/.test(secret)) {
		const found = secret === '' ? 'is empty' : 'has more than one line';
		throw new UsageError(`${file.what} ${path}: ${found}; it wants one line, the ${firstWord(what)} alone`);
	}

	return secret;
};

const firstWord = (text: string): string => text.split(' ')[0] ?? '';

const fromVariable = (name: string, {what}: Wanted, {environment}: Finder): string => {
	const value = environment[name] ?? '';
	if (value === '') {
		const state = environment[name] === undefined ? 'is not set' : 'is empty';
		throw new UsageError(`the ${what} is to come from $${name}, which ${state}`);
	}

	return value;
};

const fromTerminal = async ({what, variable, flag}: Wanted, {ask}: Finder): Promise<string> => {
	const secret = await ask(what);
	if (secret === undefined || secret === '') {
		const why = secret === undefined ? 'there is no terminal to ask on' : 'none was typed';
		throw new UsageError(`the ${what} is missing, and ${why}: give it by ${flag} FILE or $${variable}`);
	}

	return secret;
};
