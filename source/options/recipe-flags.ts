// The verbs that coordinate, and their flags: a part of the table in flags.ts.
import type {Flag, VerbEntry} from './flag.ts';

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
const sessionTimeout: Flag = {
	name: 'session-timeout',
	type: 'number',
	value: 'SECONDS',
	does: 'asked for, 0.5 to 600; default 10',
};
const follow: Flag = {name: 'follow', type: 'boolean', does: 'go on: one line of JSON a change'};

/** @param connecting Flags of every verb that connects. */
export const recipeVerbs = (connecting: readonly Flag[]): readonly VerbEntry[] => {
	const writing = [...connecting, acl, sessionTimeout] as const;
	return [
		{
			verb: 'lock',
			words: 'PATH -- CMD…',
			does: 'run CMD while we hold the lock',
			flags: [
				...writing,
				{name: 'try', type: 'boolean', does: 'fail at once when it is held'},
				{
					name: 'timeout',
					type: 'number',
					value: 'SECONDS',
					does: 'wait no longer than that; default for ever',
				},
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
};
