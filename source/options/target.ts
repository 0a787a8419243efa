// Which ensemble: the word or --connect (a context's name or a connect string), else the default context, else $ZOOKEEPER.
import {parseConnectString, type ConnectString} from '../zookeeper/hosts.ts';
import {faultOf, readConfig, type Config} from './config/file.ts';
import type {Context} from './config/context.ts';
import {verbs} from './flags.ts';
import {nearest} from './nearest.ts';
import {UsageError} from './usage-error.ts';
import {stringOf, type Environment, type Flags} from './values.ts';

export type Target = {
	readonly connect: ConnectString;
	/** What the user calls the ensemble. */
	readonly name: string;
	readonly context: Context | undefined;
	/** Problems of other contexts. */
	readonly warnings: readonly string[];
};

/** @param words Those that name the ensemble: of the screen. */
export const targetOf = async (
	words: readonly string[],
	flags: Flags,
	environment: Environment,
): Promise<Target> => {
	const named = namedBy(words, flags);
	// What has a colon, a comma, a slash or a bracket is no name: no file stands between the user and the servers.
	if (named !== undefined && !/^[\w.-]+$/.test(named)) {
		return spelledOut(named);
	}

	const config = await readConfig(flags, environment);
	const name = named ?? config.preferred;
	const fault = faultOf(config, name);
	if (fault !== undefined) {
		throw new UsageError(`${fault}${named === undefined ? '' : `\n(a host of that name: ${named}:2181)`}`);
	}

	const context = name === undefined ? undefined : config.contexts.get(name);
	if (context !== undefined) {
		return {connect: context.connect, name: context.name, context, warnings: messagesOf(config)};
	}

	refuseMistyped(words[0], named, config);
	return {...spelledOut(named ?? environment['ZOOKEEPER'] ?? '127.0.0.1:2181'), warnings: messagesOf(config)};
};

/** A context by its name alone; else a UsageError that says what is in the way, or which one was meant. */
export const contextNamed = async (name: string, flags: Flags, environment: Environment): Promise<Target> => {
	const config = await readConfig(flags, environment);
	const fault = faultOf(config, name);
	if (fault !== undefined) {
		throw new UsageError(fault);
	}

	const context = config.contexts.get(name);
	if (context !== undefined) {
		return {connect: context.connect, name, context, warnings: []};
	}

	const near = nearest(name, [...config.contexts.keys()]);
	const where = config.found ? `in ${config.file}` : `, for there is no config file ${config.file}`;
	const fix = near === undefined ? '' : `; did you mean ${near}?`;
	throw new UsageError(`there is no context "${name}"${config.found ? ' ' : ''}${where}${fix}`);
};

/** That contexts which nobody asked for are broken. */
const messagesOf = ({file, problems}: Config): readonly string[] => {
	const broken = [...new Set(problems.map(({context}) => context ?? ''))];
	return broken.length === 0
		? []
		: [`config file ${file}: ${broken.join(', ')} cannot be opened; zktop contexts says why`];
};

const namedBy = ([word, extra]: readonly string[], flags: Flags): string | undefined => {
	const flag = stringOf(flags, 'connect');
	if (extra !== undefined) {
		refuseMistypedVerb(word);
		throw new UsageError(
			`one connect string is enough, but there is also "${extra}"; servers are separated by commas`,
		);
	}

	if (word !== undefined && flag !== undefined) {
		refuseMistypedVerb(word);
		throw new UsageError(`the ensemble is named twice: "${word}" and --connect ${flag}`);
	}

	return word ?? flag;
};

/** What is followed by another word was meant for a verb. */
const refuseMistypedVerb = (word = ''): void => {
	const near = nearest(word, verbNames);
	if (near !== undefined) {
		throw new UsageError(`unknown verb "${word}"; did you mean zktop ${near}?`);
	}
};

const verbNames: readonly string[] = verbs.map(({verb}) => verb);

/** A word that is nearly a verb's or a context's is no host. */
const refuseMistyped = (word: string | undefined, named: string | undefined, {contexts}: Config): void => {
	if (named === undefined) {
		return;
	}

	if (word === 'help') {
		throw new UsageError('zktop --help lists verbs and flags (a host of that name: help:2181)');
	}

	const verbsMeant = word !== undefined && /^[a-z]+$/.test(word) ? verbNames : [];
	const near = nearest(named, [...verbsMeant, ...contexts.keys()]);
	if (near !== undefined) {
		const [what, spelled] = word === undefined ? ['context', near] : ['verb or context', `zktop ${near}`];
		throw new UsageError(
			`unknown ${what} "${named}"; did you mean ${spelled}? (a host of that name: ${named}:2181)`,
		);
	}
};

const spelledOut = (text: string): Target => {
	const connect = parseConnectString(text);
	return {connect, name: nameOf(connect), context: undefined, warnings: []};
};

/** An ensemble without a name is called by its first server: `zk1:2181 +2/app`. */
const nameOf = ({hosts, chroot}: ConnectString): string => {
	const others = hosts.length > 1 ? ` +${hosts.length - 1}` : '';
	return `${hosts[0]?.name ?? ''}${others}${chroot === '/' ? '' : ` ${chroot}`}`;
};
