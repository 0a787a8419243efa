// The verbs that coordinate, and their flags: a part of the table in flags.ts.
import type {Flag, VerbEntry} from '../flag.ts';

const layout = (of: string): Flag => ({
	name: 'layout',
	type: 'string',
	value: 'zktop|kazoo|curator',
	does: `whose ${of} to share PATH with; default zktop`,
});
/** Of the verbs that list what sessions hold. */
export const scan: Flag = {
	name: 'scan',
	type: 'boolean',
	does: 'where dump is off: look for them in the tree, within the budget',
};
const acl: Flag = {
	name: 'acl',
	type: 'list',
	value: 'SCHEME:ID:PERMS',
	does: 'who may do what with the znodes; default: us alone with --auth, else all',
};
const name: Flag = {name: 'name', type: 'string', value: 'NAME', does: 'who we are; default user@host:pid'};
const tryFlag: Flag = {name: 'try', type: 'boolean', does: 'fail at once when somebody has it'};
const timeout: Flag = {
	name: 'timeout',
	type: 'number',
	value: 'SECONDS',
	does: 'wait no longer than that; default for ever',
};
const keyFile: Flag = {
	name: 'key-file',
	type: 'string',
	value: 'FILE',
	does: 'encrypts the value (AES-256-GCM): 32 bytes, as they are, hex or base64',
};
const openingKeyFile: Flag = {
	...keyFile,
	does: 'opens (decrypts) it: the key of whoever encrypted it, as it is, hex or base64',
};
const json: Flag = {
	name: 'json',
	type: 'boolean',
	does: 'print JSON (the default where the output is no terminal)',
};
const sessionTimeout: Flag = {
	name: 'session-timeout',
	type: 'number',
	value: 'SECONDS',
	does: 'asked for, 0.5 to 600; default 10',
};
const follow: Flag = {
	name: 'follow',
	type: 'boolean',
	does: 'go on: one line of JSON a change; without PATH one a tick',
};

type Flags = {
	readonly connecting: readonly Flag[];
	readonly writing: readonly Flag[];
	/** Of those that list all there are, where they are given no PATH. */
	readonly listing: readonly Flag[];
};

const contending = ({writing, listing}: Flags): readonly VerbEntry[] => [
	{
		verb: 'lock',
		words: 'PATH -- CMD…',
		does: 'run CMD while we hold the lock',
		flags: [
			...writing,
			tryFlag,
			timeout,
			{name: 'read', type: 'boolean', does: 'share it with other readers'},
			{name: 'write', type: 'boolean', does: 'exclude readers and writers'},
			layout('locks'),
			name,
		],
	},
	{
		verb: 'elect',
		words: 'PATH -- CMD…',
		does: 'run CMD while we lead',
		flags: [...writing, layout('elections'), name],
	},
	{
		verb: 'elections',
		alias: 'leader',
		words: '[PATH]',
		does: 'who leads and who is next, at PATH or everywhere, as JSON or a table',
		flags: [...listing, follow, scan, layout('elections')],
	},
];

const registering = ({writing, listing}: Flags): readonly VerbEntry[] => [
	{
		verb: 'register',
		words: 'PATH --name NAME -- CMD…',
		does: 'be registered while CMD runs',
		flags: [
			...writing,
			{name: 'name', type: 'string', value: 'NAME', does: 'the znode below PATH'},
			{name: 'data', type: 'string', value: 'JSON|@FILE', does: 'what others read of it'},
			layout('services'),
			tryFlag,
			timeout,
		],
	},
	{
		verb: 'registries',
		alias: 'services',
		words: '[PATH]',
		does: 'who is registered, at PATH or everywhere, as JSON or a table',
		flags: [...listing, follow, scan],
	},
];

const publishing = ({connecting, writing}: Flags): readonly VerbEntry[] => [
	{
		verb: 'publish',
		words: 'PATH [FILE|-]',
		does: 'publish a value to all subscribers',
		flags: [
			...writing,
			{
				name: 'expect-version',
				type: 'number',
				value: 'N',
				does: 'only over this version of the value',
			},
			{name: 'allow-empty', type: 'boolean', does: 'the value may be empty'},
			keyFile,
		],
	},
	{
		verb: 'subscribe',
		words: 'PATH',
		does: 'each new value, as JSON',
		flags: [
			...connecting,
			{
				name: 'exec',
				type: 'string',
				value: 'CMD',
				does: 'run CMD (by sh) for each, with the value on its stdin',
			},
			{...openingKeyFile, type: 'list', does: 'opens (decrypts) the values; may be repeated'},
		],
	},
];

const deciding = ({connecting, writing}: Flags): readonly VerbEntry[] => [
	{
		verb: 'tx apply',
		words: 'FILE|-',
		does: 'make all changes of FILE (lines of JSON) or none',
		flags: writing,
	},
	{
		verb: 'tx begin',
		words: 'PATH --participants A,B,…',
		does: 'begin a two-phase commit, or go on with it, until it is decided',
		flags: [
			...writing,
			{name: 'participants', type: 'string', value: 'A,B,…', does: 'whose votes it takes'},
			{
				name: 'timeout',
				type: 'number',
				value: 'SECONDS',
				does: 'abort when a vote is missing by then; default 30',
			},
			{name: 'payload', type: 'string', value: 'FILE|-', does: 'what the participants’ commands get'},
			keyFile,
		],
	},
	joining({writing}),
	{
		verb: 'tx status',
		words: 'PATH',
		does: 'who has voted what, and who is missing',
		flags: [...connecting, json],
	},
	{
		verb: 'transactions',
		words: 'PATH…',
		does: 'the same of all transactions at or right below PATH',
		flags: [...connecting, json],
	},
];

const joining = ({writing}: Pick<Flags, 'writing'>): VerbEntry => ({
	verb: 'tx join',
	words: 'PATH --as NAME',
	does: 'take part in a two-phase commit',
	flags: [
		...writing,
		{name: 'as', type: 'string', value: 'NAME', does: 'which participant we are'},
		{name: 'prepare', type: 'string', value: 'CMD', does: 'can we? (by sh) 0 votes for it'},
		{name: 'commit', type: 'string', value: 'CMD', does: 'run when it is decided so'},
		{name: 'abort', type: 'string', value: 'CMD', does: 'run when it is decided not to'},
		openingKeyFile,
	],
});

/**
 * @param connecting Flags of every verb that connects.
 * @param listing Flags of those that list all there are.
 */
export const recipeVerbs = (connecting: readonly Flag[], listing: readonly Flag[]): readonly VerbEntry[] => {
	const flags = {connecting, writing: [...connecting, acl, sessionTimeout], listing};
	return [...contending(flags), ...registering(flags), ...publishing(flags), ...deciding(flags)];
};
