// The text of the config file → contexts and what is wrong with it. Loaded only when there is such a file.
import {parse, TomlError} from 'smol-toml';
import {faultsOf, wordingOf} from './faults.ts';
import {contextOf, type Folders} from './places.ts';
import {contextSchema, fileSchema, type ContextShape} from './schema.ts';
import type {Context} from './context.ts';
import {nearest} from '../nearest.ts';

/** Key and reason; the context it is in. */
type Problem = {readonly context: string | undefined; readonly fault: string};

export type Contexts = {
	readonly preferred: string | undefined;
	readonly contexts: ReadonlyMap<string, Context>;
	readonly problems: readonly Problem[];
};

/** Contexts that are sound, and the problems of those that are not. */
export const readContexts = (text: string, folders: Folders): Contexts => {
	const problem = (fault: string, context?: string): Problem => ({context, fault});
	const nothing = {preferred: undefined, contexts: new Map<string, Context>()};
	const document = documentOf(text);
	if (typeof document === 'string') {
		return {...nothing, problems: [problem(document)]};
	}

	const {data, error} = fileSchema.safeParse(document, {error: wordingOf});
	if (data === undefined) {
		return {
			...nothing,
			problems: error.issues.flatMap(issue => faultsOf(issue, [])).map(fault => problem(fault)),
		};
	}

	const read = Object.entries(data.contexts ?? {}).map(([name, raw]) => readContext(name, raw, folders));
	const names = read.map(({name}) => name);
	const {default: preferred} = data;
	const stray = preferred === undefined || names.includes(preferred) ? [] : [strayDefault(preferred, names)];
	return {
		preferred,
		contexts: new Map(read.flatMap(({name, context}) => (context === undefined ? [] : [[name, context]]))),
		problems: [
			...stray.map(fault => problem(fault)),
			...read.flatMap(({name, faults}) => faults.map(fault => problem(fault, name))),
		],
	};
};

/** The document, or what is wrong; the line itself is not repeated, for it may hold a secret. */
const documentOf = (text: string): object | string => {
	try {
		return parse(text);
	} catch (error) {
		if (error instanceof TomlError) {
			const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
			return `line ${error.line}, column ${error.column}: ${reason}`;
		}

		throw error;
	}
};

const strayDefault = (preferred: string, names: readonly string[]): string => {
	const near = nearest(preferred, names);
	return `default: there is no context of that name${near === undefined ? '' : `; did you mean ${near}?`}`;
};

type Read = {readonly name: string; readonly context?: Context; readonly faults: readonly string[]};

const readContext = (name: string, raw: unknown, folders: Folders): Read => {
	const at = ['contexts', name];
	if (!/^[a-z\d][\w.-]*$/i.test(name)) {
		const fault = `contexts.${JSON.stringify(name)}: a context is called by letters, digits, ".", "_" and "-"`;
		return {name, faults: [fault]};
	}

	const {data, error} = contextSchema.safeParse(raw, {error: wordingOf});
	if (data === undefined) {
		return {name, faults: error.issues.flatMap(issue => faultsOf(issue, at))};
	}

	const fault = misfitOf(data);
	return fault === undefined
		? {name, context: contextOf(name, data, folders), faults: []}
		: {name, faults: [`${at.join('.')}.${fault}`]};
};

/** What fits alone but not together. */
const misfitOf = ({hosts, chroot, admin = [], tls}: ContextShape): string | undefined => {
	if (admin.length > 1 && admin.length !== hosts.hosts.length) {
		return `admin: wants one port for all, or one for each of the ${hosts.hosts.length} hosts`;
	}

	if (chroot !== undefined && hosts.chroot !== '/') {
		return 'chroot: stands in hosts already';
	}

	return tls?.pfx !== undefined && (tls.cert ?? tls.key) !== undefined
		? 'tls.pfx: holds certificate and key; leave out cert and key'
		: undefined;
};
