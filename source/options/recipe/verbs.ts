// The verbs that coordinate, and their flags: a part of the table in flags.ts.
import type {Flag, VerbEntry} from '../flag.ts';

const layout = (of: string): Flag => ({
	name: 'layout',
	type: 'string',
	value: 'zktop|kazoo|curator',
	does: `whose ${of} to share PATH with; default zktop`,
});
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
const sessionTimeout: Flag = {
	name: 'session-timeout',
	type: 'number',
	value: 'SECONDS',
	does: 'asked for, 0.5 to 600; default 10',
};
const follow: Flag = {name: 'follow', type: 'boolean', does: 'go on: one line of JSON a change'};

type Flags = {readonly connecting: readonly Flag[]; readonly writing: readonly Flag[]};

const contending = ({connecting, writing}: Flags): readonly VerbEntry[] => [
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
		words: 'PATH',
		does: 'who leads and who would be next, as JSON',
		flags: [...connecting, follow, layout('elections')],
	},
];

const registering = ({connecting, writing}: Flags): readonly VerbEntry[] => [
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
		words: 'PATH',
		does: 'who is registered, as JSON',
		flags: [...connecting, follow],
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
			keyFile,
		],
	},
];

/** @param connecting Flags of every verb that connects. */
export const recipeVerbs = (connecting: readonly Flag[]): readonly VerbEntry[] => {
	const flags = {connecting, writing: [...connecting, acl, sessionTimeout]};
	return [...contending(flags), ...registering(flags), ...publishing(flags)];
};
