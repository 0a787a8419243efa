// What a verb that coordinates is to do: its words, its flags and the command behind `--`.
import type {Acl} from '../zookeeper/stat.ts';
import {parseAcl} from '../zookeeper/acl.ts';
import type {Library} from '../zookeeper/layouts.ts';
import type {CommandLine} from './command-line.ts';
import type {RecipeVerb} from './flag.ts';
import {UsageError} from './usage-error.ts';
import {listOf, numberOf, pathOf, stringOf, type Flags} from './values.ts';

type At = {readonly path: string};
/** A program and its arguments. */
type Running = {readonly command: readonly string[]};
/** Undefined: whoever runs it. */
type Named = {readonly name: string | undefined};

export type Recipe =
	| ({
			readonly verb: 'lock';
			readonly kind: 'mutex' | 'read' | 'write';
			readonly layout: Library;
			/** 0: only try. Undefined: for ever. */
			readonly timeoutMs: number | undefined;
	  } & At &
			Named &
			Running)
	| ({readonly verb: 'elect'; readonly layout: Library} & At & Named & Running)
	| ({readonly verb: 'elections'; readonly layout: Library; readonly follow: boolean} & At);

export type RecipeSettings = {
	readonly recipe: Recipe;
	/** Undefined: as it fits who we are. */
	readonly acl: readonly Acl[] | undefined;
	readonly sessionTimeoutMs: number;
};

type Line = CommandLine & {readonly verb: RecipeVerb};

/** Reads the rest of a command line whose verb coordinates. */
export const recipeOf = (line: Line): RecipeSettings => ({
	recipe: readers[line.verb](line),
	acl: aclOf(line.flags),
	sessionTimeoutMs: (numberOf(line.flags, 'session-timeout', [0.5, 600]) ?? 10) * 1000,
});

const readers: Readonly<Record<RecipeVerb, (line: Line) => Recipe>> = {
	lock: line => ({
		verb: 'lock',
		path: pathIn(line),
		kind: kindOf(line.flags),
		layout: layoutOf(line.flags),
		timeoutMs: timeoutOf(line.flags),
		name: nameOf(line.flags),
		command: commandIn(line),
	}),
	elect: line => ({
		verb: 'elect',
		path: pathIn(line),
		layout: layoutOf(line.flags),
		name: nameOf(line.flags),
		command: commandIn(line),
	}),
	elections: line => ({
		verb: 'elections',
		path: pathIn(alone(line)),
		layout: layoutOf(line.flags),
		follow: line.flags['follow'] === true,
	}),
};

/** The one word there is. */
const pathIn = ({verb, words: [word, extra]}: Line): string => {
	if (word === undefined) {
		throw new UsageError(`zktop ${verb} takes a PATH, for example: zktop ${verb} ${examples[verb]}`);
	}

	if (extra !== undefined) {
		throw new UsageError(`zktop ${verb} takes one PATH, but there is also "${extra}"${hintOf(verb)}`);
	}

	return pathOf(word);
};

const examples: Readonly<Record<RecipeVerb, string>> = {
	lock: '/locks/backup -- ./backup.sh',
	elect: '/elections/scheduler -- ./scheduler',
	elections: '/elections/scheduler',
};

const hintOf = (verb: RecipeVerb): string =>
	examples[verb].includes(' -- ') ? '; the command stands behind --' : '';

const commandIn = ({verb, command}: Line): readonly string[] => {
	if (command.length === 0) {
		throw new UsageError(
			`zktop ${verb} runs a command, which stands behind --: zktop ${verb} ${examples[verb]}`,
		);
	}

	return command;
};

/** A verb that runs nothing. */
const alone = (line: Line): Line => {
	const [program] = line.command;
	if (program !== undefined) {
		throw new UsageError(`zktop ${line.verb} runs no command, but got "${program}" behind --`);
	}

	return line;
};

const kindOf = (flags: Flags): 'mutex' | 'read' | 'write' => {
	const [read, write] = [flags['read'] === true, flags['write'] === true];
	if (read && write) {
		throw new UsageError('--read and --write exclude each other');
	}

	return read ? 'read' : write ? 'write' : 'mutex';
};

const libraries: readonly Library[] = ['zktop', 'kazoo', 'curator'];

const layoutOf = (flags: Flags): Library => {
	const value = stringOf(flags, 'layout') ?? 'zktop';
	const library = libraries.find(name => name === value);
	if (library === undefined) {
		throw new UsageError(`--layout ${value}: there are ${libraries.join(', ')}`);
	}

	return library;
};

const timeoutOf = (flags: Flags): number | undefined => {
	const seconds = numberOf(flags, 'timeout', [0, 86_400]);
	if (flags['try'] === true && seconds !== undefined) {
		throw new UsageError('--try does not wait, so it takes no --timeout');
	}

	return flags['try'] === true ? 0 : seconds === undefined ? undefined : seconds * 1000;
};

const nameOf = (flags: Flags): string | undefined => {
	const name = stringOf(flags, 'name');
	if (name !== undefined && Buffer.byteLength(name) > longestNameBytes) {
		throw new UsageError(`--name is longer than ${longestNameBytes} bytes`);
	}

	return name;
};

const longestNameBytes = 1024;

const aclOf = (flags: Flags): readonly Acl[] | undefined => {
	const entries = listOf(flags, 'acl').map(text => {
		const entry = parseAcl(text);
		if (typeof entry === 'string') {
			throw new UsageError(`--acl: ${entry}`);
		}

		return entry;
	});
	return entries.length === 0 ? undefined : entries;
};
