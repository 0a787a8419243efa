// Command line, config file and environment → frozen Options, or a usage error that names the word, the reason and the fix.
import {adminPortsOf} from './options/admin-ports.ts';
import {appearanceOf, type Appearance} from './options/appearance.ts';
import {halfVerbs, hintOf, readCommandLine, type CommandLine} from './options/command-line.ts';
import {readConfig, type Config} from './options/config/file.ts';
import {createContextFinder, lastingOf, type ContextFinder} from './options/context-finder.ts';
import {isRecipe, type RecipeVerb, type Verb} from './options/flags.ts';
import {helpText} from './options/help.ts';
import {readEnvelopeKey} from './options/access/envelope-key.ts';
import {namingContext} from './options/access/context-files.ts';
import {askSecret} from './options/access/prompt.ts';
import type {DemoOptions} from './options/demo.ts';
import type {Finder} from './options/access/secrets.ts';
import {resolveSecurity} from './options/access/security.ts';
import {securityPlacesOf} from './options/access/security-flags.ts';
import type {RecipeSettings} from './options/recipe/recipe.ts';
import {targetOf, type Target} from './options/target.ts';
import {tellingOf, type Telling} from './options/telling.ts';
import {unfinished} from './options/unfinished.ts';
import {UsageError} from './options/usage-error.ts';
import {isSessionless, pathWords, refuseWords} from './options/verb-words.ts';
import {
	bytesOf,
	listOf,
	numberOf,
	pathOf,
	readsOf,
	stringOf,
	zxidOf,
	type Environment,
} from './options/values.ts';
import {watchOf} from './options/watch.ts';
import type {EnvelopeKey} from './zookeeper/envelope.ts';
import type {ConnectString} from './zookeeper/hosts.ts';
import type {Security} from './zookeeper/security.ts';

export type Options = Appearance &
	Telling & {
		readonly verb: Exclude<Verb, 'contexts' | 'demo' | RecipeVerb> | ListingVerb;
		readonly connect: ConnectString;
		/** What the user called the ensemble. */
		readonly name: string;
		/** The context it was opened by. */
		readonly context: string | undefined;
		/** Prints as what it is, without its secrets. */
		readonly security: Security;
		/** AdminServer's port of each host, in order; undefined: not told. */
		readonly adminPorts: readonly (number | undefined)[];
		/** The longest reply that is read. */
		readonly frameLimitBytes: number;
		/** Whether the context lets anything be written. */
		readonly write: 'never' | 'allowed';
		readonly intervalMs: number;
		/** Reads of our session that nobody waits for; Infinity: no limit, undefined: the default. */
		readonly readsPerSecond: number | undefined;
		/** `--locks`, or the words of `zktop locks`. */
		readonly lockPaths: readonly string[];
		/** Opens encrypted data. */
		readonly key: EnvelopeKey | undefined;
		/** The word of `zktop explain`. */
		readonly watchMs: number;
		/** `--since` of `zktop diff`: a zxid as the user writes it. */
		readonly since: string | undefined;
		/** `--with` of `zktop diff`: how the other ensemble is opened. */
		readonly other: Omit<Options, 'other'> | undefined;
		/** The words of `zktop metrics`, the pattern of `zktop find`. */
		readonly names: readonly string[];
		/** Words that are paths, and the first of them; the root where there is none. */
		readonly paths: readonly string[];
		readonly path: string;
	};

/** Of the verbs that coordinate. */
export type RecipeOptions = Pick<
	Options,
	'connect' | 'name' | 'context' | 'security' | 'frameLimitBytes' | 'write'
> &
	RecipeSettings;

/** Of one PATH they read alone what is there; without it they list all there are. */
type ListingVerb = 'elections' | 'registries';

/** The contexts that the running screen can open. */
export type Contexts = ContextFinder<Options>;

export type Parsed =
	| {
			readonly kind: 'run';
			readonly options: Options;
			readonly contexts: Contexts;
			readonly warnings: readonly string[];
	  }
	| {readonly kind: 'recipe'; readonly options: RecipeOptions; readonly warnings: readonly string[]}
	| {readonly kind: 'demo'; readonly options: DemoOptions}
	| {readonly kind: 'contexts'; readonly config: Config; readonly json: boolean}
	| {readonly kind: 'help'; readonly text: string}
	| {readonly kind: 'version'}
	/** `hint`: which help tells more. */
	| {readonly kind: 'usage'; readonly message: string; readonly hint: string; readonly exitCode: 2 | 3};

/** Reads the command line. `ask` asks for a secret; undefined when nobody can be asked. */
export const readOptions = async (
	argv: readonly string[],
	environment: Environment,
	ask: Finder['ask'] = askSecret,
): Promise<Parsed> => {
	const halves = halfVerbs(argv);
	if (halves.length > 0) {
		return unfinished(argv, halves);
	}

	try {
		return await parse(await readCommandLine(argv), environment, ask);
	} catch (error) {
		if (error instanceof UsageError || error instanceof RangeError) {
			return {kind: 'usage', message: error.message, hint: hintOf(argv), exitCode: usageCodeOf(argv)};
		}

		throw error;
	}
};

/** To a monitor 2 means critical, and its own mistakes are unknown. */
const usageCodeOf = ([verb]: readonly string[]): 2 | 3 => (verb === 'check' ? 3 : 2);

const parse = async (line: CommandLine, environment: Environment, ask: Finder['ask']): Promise<Parsed> => {
	const {verb, words, flags} = line;
	if (flags['help'] === true) {
		return {kind: 'help', text: helpText(verb)};
	}

	if (flags['version'] === true) {
		return {kind: 'version'};
	}

	refuseWords(line);
	if (verb === 'contexts') {
		const json = flags['json'] === true;
		return {kind: 'contexts', config: await readConfig(flags, environment), json};
	}

	if (verb === 'demo') {
		return {kind: 'demo', options: (await import('./options/demo.ts')).demoOf(line)};
	}

	const warnings: string[] = [];
	const warn = (message: string): void => {
		warnings.push(message);
	};

	const finder = {environment, ask, warn};
	if (isRecipe(verb) && !listsAll(verb, line)) {
		// Few starts need it.
		const {recipeOf} = await import('./options/recipe/recipe.ts');
		const settings = recipeOf({...line, verb});
		return {kind: 'recipe', options: await connectingOf({...line, words: []}, settings, finder), warnings};
	}

	const options = {
		...(await optionsOf({...line, verb, words}, finder)),
		other: await otherOf({...line, verb}, finder),
	};
	const contexts = createContextFinder({
		flags,
		environment,
		first: options.context,
		settle: async (target, flags, finder) => settle({verb, words: [], flags}, target, finder),
	});
	return {kind: 'run', options: Object.freeze(options), contexts, warnings};
};

const listsAll = (verb: Verb, {words, flags}: CommandLine): verb is ListingVerb =>
	(verb === 'elections' || verb === 'registries') && words.length === 0 && flags['layout'] === undefined;

const connectingOf = async (
	{words, flags}: CommandLine,
	settings: RecipeSettings,
	finder: Finder,
): Promise<RecipeOptions> => {
	const {connect, name, context, warnings} = await targetOf(words, flags, finder.environment);
	warnings.forEach(finder.warn);
	return Object.freeze({
		...settings,
		connect,
		name,
		context: context?.name,
		frameLimitBytes: bytesOf(flags, 'jute-maxbuffer') ?? 64 * 1024 ** 2,
		write: context?.write ?? 'allowed',
		security: await resolveSecurity(securityPlacesOf(flags, context), finder, true),
	});
};

type Connecting = Omit<CommandLine, 'verb' | 'command'> & {readonly verb: Options['verb']};

/** Flags about who we are are meant for the ensemble that they stand with: another one has its context. */
const otherOf = async ({verb, flags}: Connecting, finder: Finder): Promise<Options['other']> => {
	const connect = stringOf(flags, 'with');
	return connect === undefined
		? undefined
		: optionsOf({verb, words: [], flags: {...lastingOf(flags), budget: flags['budget'], connect}}, finder);
};

const optionsOf = async (line: Connecting, finder: Finder): Promise<Options> => {
	const target = await targetOf(line.verb === 'top' ? line.words : [], line.flags, finder.environment);
	target.warnings.forEach(finder.warn);
	return settle(line, target, finder);
};

/** The options for an ensemble; reads what it takes to be let in. */
const settle = async (
	{verb, words, flags}: Connecting,
	{connect, name, context}: Target,
	finder: Finder,
): Promise<Options> => {
	const {environment} = finder;
	const paths = pathWords(verb, words).map(word => pathOf(word));
	const seconds = numberOf(flags, 'interval', [0.2, 60]);
	const locks = listOf(flags, 'locks').map(path => pathOf(path, 'locks'));
	const options = {
		verb,
		connect,
		name,
		context: context?.name,
		adminPorts:
			adminPortsOf(flags, connect.hosts.length) ?? context?.adminPorts ?? connect.hosts.map(() => undefined),
		frameLimitBytes: bytesOf(flags, 'jute-maxbuffer') ?? 64 * 1024 ** 2,
		write: context?.write ?? 'allowed',
		intervalMs: seconds === undefined ? (context?.intervalMs ?? 1000) : seconds * 1000,
		readsPerSecond: readsOf(flags) ?? context?.readsPerSecond,
		lockPaths: [verb === 'locks' ? paths : [], locks, context?.lockPaths ?? []].find(isFilled) ?? [],
		path: paths[0] ?? '/',
		watchMs: watchOf(verb === 'explain' ? words : []),
		paths,
		since: zxidOf(flags),
		other: undefined,
		names: verb === 'find' ? words.slice(0, 1) : verb === 'metrics' ? words : [],
		key: await readEnvelopeKey(stringOf(flags, 'key-file'), finder.warn),
		...appearanceOf(flags, environment, context?.theme),
		...tellingOf(verb, flags, context),
	};
	const {tls, auth} = securityPlacesOf(flags, context);
	// Last, for it may ask.
	const security = await namingContext(context, async () =>
		resolveSecurity({tls, auth}, finder, !isSessionless(verb)),
	);
	return Object.freeze({...options, security});
};

const isFilled = (list: readonly string[]): boolean => list.length > 0;
