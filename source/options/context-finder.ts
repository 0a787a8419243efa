// The other ensembles of a run: contexts found by their names, the file read anew each time.
import {faultOf, readConfig} from './config/file.ts';
import {contextNamed, type Target} from './target.ts';
import type {Finder} from './access/secrets.ts';
import {UsageError} from './usage-error.ts';
import {keyOf, type Environment, type Flags} from './values.ts';

export type ContextNames = {
	readonly file: string;
	/** Whether there is such a file. */
	readonly found: boolean;
	/** Those that can be opened. */
	readonly sound: readonly string[];
	readonly broken: readonly string[];
	/** What is wrong with the file as a whole. */
	readonly fault: string | undefined;
};

export type Found<O> =
	| {readonly kind: 'found'; readonly options: O; readonly warnings: readonly string[]}
	| {readonly kind: 'fault'; readonly message: string};

export type ContextFinder<O> = {
	readonly names: () => Promise<ContextNames>;
	/** @param ask Asks for a secret on the terminal; empty when the user would not say. */
	readonly find: (name: string, ask: (question: string) => Promise<string>) => Promise<Found<O>>;
};

export type FinderOptions<O> = {
	/** Of the command line. */
	readonly flags: Flags;
	readonly environment: Environment;
	/** The context that the command line opened: the flags are about it. */
	readonly first: string | undefined;
	readonly settle: (target: Target, flags: Flags, finder: Finder) => Promise<O>;
};

/** Flags about the user's terminal and file; all others are about the ensemble that they were given for. */
const lasting = ['config', 'interval', 'theme', 'ascii'];

/** Finds contexts as the command line does. */
export const createContextFinder = <O>(options: FinderOptions<O>): ContextFinder<O> => {
	const {flags, environment, first, settle} = options;
	return {
		names: async () => namesIn(flags, environment),
		async find(name, ask) {
			const warnings: string[] = [];
			const given = name === first ? flags : lastingOf(flags);
			const finder: Finder = {
				environment,
				ask: async what => typed(name, what, ask),
				warn: message => {
					warnings.push(message);
				},
			};
			try {
				const target = await contextNamed(name, given, environment);
				return {kind: 'found', options: await settle(target, given, finder), warnings};
			} catch (error) {
				return {kind: 'fault', message: faultIn(error)};
			}
		},
	};
};

/** What of the flags holds for another ensemble, too. */
export const lastingOf = (flags: Flags): Flags => {
	const kept = new Set(lasting.map(keyOf));
	return Object.fromEntries(Object.entries(flags).filter(([key]) => kept.has(key)));
};

const typed = async (name: string, what: string, ask: (question: string) => Promise<string>) => {
	const secret = await ask(`${name}: ${what}`);
	if (secret === '') {
		throw new UsageError(`${name} is not opened: the ${what} was not typed`);
	}

	return secret;
};

/** What the user can mend; all else is a defect. */
const faultIn = (error: unknown): string => {
	if (error instanceof UsageError || error instanceof RangeError) {
		return error.message;
	}

	throw error;
};

const namesIn = async (flags: Flags, environment: Environment): Promise<ContextNames> => {
	try {
		const config = await readConfig(flags, environment);
		const {file, found, contexts, problems} = config;
		const broken = new Set(problems.flatMap(({context}) => context ?? []));
		return {file, found, sound: [...contexts.keys()], broken: [...broken], fault: faultOf(config)};
	} catch (error) {
		return {file: '', found: false, sound: [], broken: [], fault: faultIn(error)};
	}
};
