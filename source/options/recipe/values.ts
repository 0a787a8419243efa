// The words and flags of the verbs that coordinate: what they have to look like, and what is said when they do not.
import {parseAcl} from '../../zookeeper/acl.ts';
import type {Library} from '../../zookeeper/layouts.ts';
import type {Acl} from '../../zookeeper/stat.ts';
import type {CommandLine} from '../command-line.ts';
import type {RecipeVerb} from '../flag.ts';
import {UsageError} from '../usage-error.ts';
import {listOf, numberOf, pathOf, stringOf, type Flags} from '../values.ts';

export type Line = CommandLine & {readonly verb: RecipeVerb};

/** The one word there is. */
export const pathIn = ({verb, words: [word, extra]}: Line): string => {
	if (word === undefined) {
		throw new UsageError(`zktop ${verb} takes a PATH, for example: zktop ${verb} ${examples[verb]}`);
	}

	if (extra !== undefined) {
		throw new UsageError(`zktop ${verb} takes one PATH, but there is also "${extra}"${hintOf(verb)}`);
	}

	return pathOf(word);
};

/** A path that something is written to: an unset variable of a script's makes it `/`, and `/zookeeper` is the servers' own. */
export const ownPathIn = (line: Line): string => {
	const path = pathIn(line);
	if (path === '/' || path === '/zookeeper' || path.startsWith('/zookeeper/')) {
		const why = path === '/' ? 'the root is for no recipe' : '/zookeeper is the servers’ own';
		throw new UsageError(
			`zktop ${line.verb} ${path}: ${why}; take a path such as ${examples[line.verb].split(' ')[0] ?? ''}`,
		);
	}

	return path;
};

const listingOnly = ['table', 'interval', 'adminPort', 'scan'];

/** The one PATH of a verb that lists all there are without it. */
export const onePathIn = (line: Line): string => {
	const given = listingOnly.find(flag => line.flags[flag] !== undefined && line.flags[flag] !== false);
	if (given !== undefined) {
		const spelled = given.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`);
		throw new UsageError(
			`--${spelled} is for the list of all: zktop ${line.verb} without a PATH; of one PATH there is JSON alone`,
		);
	}

	return pathIn(line);
};

/** One at least. */
export const pathsIn = (line: Line): readonly string[] =>
	line.words.length === 0 ? [pathIn(line)] : line.words.map(word => pathOf(word));

/** The one word that is a file's name; undefined for `-`. */
export const fileIn = ({verb, words: [file, extra]}: Line): string | undefined => {
	if (file === undefined || extra !== undefined) {
		throw new UsageError(`zktop ${verb} takes one FILE, or -: zktop ${verb} ${examples[verb]}`);
	}

	return file === '-' ? undefined : file;
};

/** The value of a flag that the verb cannot do without. */
export const wantedOf = ({verb, flags}: Line, name: string): string => {
	const value = stringOf(flags, name);
	if (value === undefined) {
		throw new UsageError(`zktop ${verb} wants --${name}: zktop ${verb} ${examples[verb]}`);
	}

	return value;
};

/** What a terminal shows is for reading. */
export const isJsonWanted = ({flags}: Line): boolean => flags['json'] === true || !process.stdout.isTTY;

/** Names between commas, each once. */
export const participantsOf = (line: Line): readonly string[] => {
	const names = wantedOf(line, 'participants').split(',');
	const bad = names.find(name => name === '' || name.includes('/'));
	if (bad !== undefined || new Set(names).size < names.length) {
		const why = bad === undefined ? 'a name comes twice' : `"${bad}" is no name`;
		throw new UsageError(
			`--participants ${names.join(',')}: ${why}; they are names of znodes between commas`,
		);
	}

	return names;
};

const examples: Readonly<Record<RecipeVerb, string>> = {
	lock: '/locks/backup -- ./backup.sh',
	elect: '/elections/scheduler -- ./scheduler',
	elections: '/elections/scheduler',
	register: '/services/web --name a -- ./server',
	registries: '/services/web',
	publish: '/config/app value.json',
	subscribe: '/config/app',
	'tx apply': 'changes.jsonl',
	'tx begin': '/tx/order-17 --participants stock,billing',
	'tx join': "/tx/order-17 --as stock --prepare './reserve' --commit './sell' --abort './release'",
	'tx status': '/tx/order-17',
	transactions: '/tx',
};

const hintOf = (verb: RecipeVerb): string =>
	examples[verb].includes(' -- ') ? '; the command stands behind --' : '';

export const commandIn = ({verb, command}: Line): readonly string[] => {
	if (command.length === 0) {
		throw new UsageError(
			`zktop ${verb} runs a command, which stands behind --: zktop ${verb} ${examples[verb]}`,
		);
	}

	return command;
};

/** A verb that runs nothing. */
export const alone = (line: Line): Line => {
	const [program] = line.command;
	if (program !== undefined) {
		throw new UsageError(`zktop ${line.verb} runs no command, but got "${program}" behind --`);
	}

	return line;
};

export const kindOf = (flags: Flags): 'mutex' | 'read' | 'write' => {
	const [read, write] = [flags['read'] === true, flags['write'] === true];
	if (read && write) {
		throw new UsageError('--read and --write exclude each other');
	}

	return read ? 'read' : write ? 'write' : 'mutex';
};

const libraries: readonly Library[] = ['zktop', 'kazoo', 'curator'];

export const layoutOf = (flags: Flags): Library => {
	const value = stringOf(flags, 'layout') ?? 'zktop';
	const library = libraries.find(name => name === value);
	if (library === undefined) {
		throw new UsageError(`--layout ${value}: there are ${libraries.join(', ')}`);
	}

	return library;
};

export const timeoutOf = (flags: Flags): number | undefined => {
	const seconds = numberOf(flags, 'timeout', [0, 86_400]);
	if (flags['try'] === true && seconds !== undefined) {
		throw new UsageError('--try does not wait, so it takes no --timeout');
	}

	return flags['try'] === true ? 0 : seconds === undefined ? undefined : seconds * 1000;
};

export const nameOf = (flags: Flags): string | undefined => {
	const name = stringOf(flags, 'name');
	if (name !== undefined && Buffer.byteLength(name) > longestNameBytes) {
		throw new UsageError(`--name is longer than ${longestNameBytes} bytes`);
	}

	return name;
};

/** The name of a znode. */
export const memberNameOf = ({flags}: Line): string => {
	const name = nameOf(flags);
	if (name === undefined) {
		throw new UsageError(`zktop register wants a name: zktop register ${examples.register}`);
	}

	if (name.includes('/') || ['.', '..'].includes(name)) {
		throw new UsageError(`--name "${name}" is to be the name of a znode: without /, not "." and not ".."`);
	}

	return name;
};

export const serviceLayoutOf = (flags: Flags): Library => {
	const layout = layoutOf(flags);
	if (layout === 'kazoo') {
		throw new UsageError('--layout kazoo: kazoo registers no services; there are zktop, curator');
	}

	return layout;
};

export const versionOf = (flags: Flags): number | undefined => {
	const version = numberOf(flags, 'expect-version', [0, 2 ** 31 - 1]);
	if (version !== undefined && !Number.isInteger(version)) {
		throw new UsageError(`--expect-version wants a whole number, not ${version}`);
	}

	return version;
};

const longestNameBytes = 1024;

export const aclOf = (flags: Flags): readonly Acl[] | undefined => {
	const entries = listOf(flags, 'acl').map(text => {
		const entry = parseAcl(text);
		if (typeof entry === 'string') {
			throw new UsageError(`--acl: ${entry}`);
		}

		return entry;
	});
	return entries.length === 0 ? undefined : entries;
};
