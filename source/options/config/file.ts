// The config file: where it is, and its contexts. Its readers (TOML, zod) are loaded only when there is a file to read.
import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join} from 'node:path';
import type {Context} from './context.ts';
import {UsageError} from '../usage-error.ts';
import {stringOf, type Environment, type Flags} from '../values.ts';

/** What is wrong, as one line: file, key and reason. */
export type ConfigProblem = {
	/** The context it is in; undefined: the file as a whole. */
	readonly context: string | undefined;
	readonly message: string;
};

export type Config = {
	readonly file: string;
	/** Whether there is such a file. */
	readonly found: boolean;
	/** The context of those who name none. */
	readonly preferred: string | undefined;
	readonly contexts: ReadonlyMap<string, Context>;
	readonly problems: readonly ConfigProblem[];
};

/** Reads the file that `--config` or $ZKTOP_CONFIG names, else the user's own, which may be missing. */
export const readConfig = async (flags: Flags, environment: Environment): Promise<Config> => {
	const named = stringOf(flags, 'config') ?? given(environment, 'ZKTOP_CONFIG');
	const home = given(environment, 'HOME') ?? homedir();
	const file = named ?? join(configHome(environment, home), 'zktop', 'config.toml');
	const text = await textOf(file, named !== undefined);
	if (text === undefined) {
		return {file, found: false, preferred: undefined, contexts: new Map(), problems: []};
	}

	const {readContexts} = await import('./reader.ts');
	const {preferred, contexts, problems} = readContexts(text, {folder: dirname(file), home});
	return {
		file,
		found: true,
		preferred,
		contexts,
		problems: problems.map(({context, fault}) => ({context, message: inFile(file) + fault})),
	};
};

const given = (environment: Environment, name: string): string | undefined =>
	environment[name] === '' ? undefined : environment[name];

/** The XDG base directory specification: a relative path is ignored. */
const configHome = (environment: Environment, home: string): string => {
	const xdg = environment['XDG_CONFIG_HOME'] ?? '';
	return isAbsolute(xdg) ? xdg : join(home, '.config');
};

const textOf = async (file: string, required: boolean): Promise<string | undefined> => {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
		if (!required && ['ENOENT', 'ENOTDIR'].includes(code)) {
			return undefined;
		}

		const why = {ENOENT: 'there is no such file', EACCES: 'you may not read it', EISDIR: 'is a folder'}[code];
		throw new UsageError(`config file ${file}: ${why ?? code}`);
	}
};

/** How each message of a problem begins. */
const inFile = (file: string): string => `config file ${file}: `;

/** The message of all problems that stand in the way of this context, or of the file as a whole; the file is named once. */
export const faultOf = ({file, problems}: Config, context?: string): string | undefined => {
	const start = inFile(file);
	const lines = problems
		.filter(problem => problem.context === undefined || problem.context === context)
		.map(({message}) => message.slice(start.length));
	return lines.length === 0 ? undefined : start + lines.join('\n');
};
