// The one table of verbs and flags: parsing, help and completion derive from it.

export type FlagType = 'string' | 'number' | 'boolean' | 'list';

export type Flag = {
	readonly name: string;
	readonly short?: string;
	readonly type: FlagType;
	/** What stands for its value in the help. */
	readonly value?: string;
	readonly does: string;
};

export type Verb = 'top' | 'servers' | 'tree' | 'locks' | 'sessions';

export type VerbEntry = {
	readonly verb: Verb;
	/** The words after the verb, as in the help. */
	readonly words: string;
	readonly does: string;
	readonly flags: readonly Flag[];
};

const connect: Flag = {
	name: 'connect',
	short: 'c',
	type: 'string',
	value: 'HOST:PORT,…[/CHROOT]',
	does: 'the ensemble; else $ZOOKEEPER, else 127.0.0.1:2181',
};
const interval: Flag = {
	name: 'interval',
	type: 'number',
	value: 'SECONDS',
	does: 'polling interval, 0.2 to 60; default 1',
};
const json: Flag = {
	name: 'json',
	type: 'boolean',
	does: 'print JSON (the default where the output is no terminal)',
};
const follow: Flag = {name: 'follow', type: 'boolean', does: 'go on: one line of JSON a tick'};
const twin = [connect, interval, json, follow] as const;

export const verbs: readonly VerbEntry[] = [
	{
		verb: 'top',
		words: '[HOST:PORT,…[/CHROOT]]',
		does: 'the screen: tree, servers, locks and sessions',
		flags: [
			connect,
			interval,
			{
				name: 'locks',
				type: 'list',
				value: '/PATH',
				does: 'look for locks only below this path; may be repeated',
			},
			{name: 'theme', type: 'string', value: 'mono|ansi16|rich', does: 'default ansi16; mono with NO_COLOR'},
			{name: 'ascii', type: 'boolean', does: 'draw with ASCII only; default where the locale is not UTF-8'},
		],
	},
	{verb: 'servers', words: '', does: 'condition and figures of each server, as JSON', flags: twin},
	{
		verb: 'tree',
		words: 'PATH',
		does: 'znodes below PATH, as JSON',
		flags: [connect, json, {name: 'depth', type: 'number', value: 'N', does: 'levels below PATH; default 1'}],
	},
	{verb: 'locks', words: '[PATH…]', does: 'locks with holders and waiters, as JSON', flags: twin},
	{verb: 'sessions', words: '', does: 'sessions of all servers, busiest first, as JSON', flags: twin},
];

export const everywhere: readonly Flag[] = [
	{name: 'help', short: 'h', type: 'boolean', does: 'this help'},
	{name: 'version', short: 'v', type: 'boolean', does: 'the version'},
];

/** The entry of a verb. */
export const entryOf = (verb: Verb): VerbEntry => {
	const entry = verbs.find(entry => entry.verb === verb);
	if (entry === undefined) {
		throw new Error(`no verb ${verb}`);
	}

	return entry;
};

const flagLine = ({name, short, value, does}: Flag): string => {
	const spelled = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
	return `  ${spelled.padEnd(36)} ${does}`;
};

/** The help of one verb, or of all. */
export const helpText = (verb: Verb): string => {
	const {words, does, flags} = entryOf(verb);
	const usage = `zktop${verb === 'top' ? '' : ` ${verb}`}${words === '' ? '' : ` ${words}`} [flags]`;
	const others =
		verb === 'top'
			? [
					'',
					'Verbs',
					...verbs
						.filter(entry => entry.verb !== 'top')
						.map(entry => `  zktop ${`${entry.verb} ${entry.words}`.padEnd(20)} ${entry.does}`),
				]
			: [];
	return [usage, `  ${does}`, ...others, '', 'Flags', ...[...flags, ...everywhere].map(flagLine)].join('\n');
};
