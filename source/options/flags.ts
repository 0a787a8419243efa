// The one table of verbs and flags: parsing, help and completion derive from it.
import type {Flag, RecipeVerb, Verb, VerbEntry} from './flag.ts';
import {config, connecting} from './connecting-flags.ts';
import {recipeVerbs, scan} from './recipe/verbs.ts';

export {connecting} from './connecting-flags.ts';
export type {Flag, FlagType, RecipeVerb, Verb, VerbEntry} from './flag.ts';

const interval: Flag = {
	name: 'interval',
	type: 'number',
	value: 'SECONDS',
	does: 'polling interval, 0.2 to 60; default 1',
};
const budget: Flag = {
	name: 'budget',
	type: 'string',
	value: 'READS|none',
	does: 'reads a second that nobody waits for; default 2000',
};
const json: Flag = {
	name: 'json',
	type: 'boolean',
	does: 'print JSON (the default where the output is no terminal)',
};
const follow: Flag = {name: 'follow', type: 'boolean', does: 'go on: one line of JSON a tick'};
const keyFile: Flag = {
	name: 'key-file',
	type: 'string',
	value: 'FILE',
	does: 'opens what publish and tx have encrypted with it',
};
const table: Flag = {name: 'table', type: 'boolean', does: 'print a table for people'};

const theme: Flag = {
	name: 'theme',
	type: 'string',
	value: 'mono|ansi16|rich',
	does: 'default ansi16; mono with NO_COLOR',
};
const ascii: Flag = {
	name: 'ascii',
	type: 'boolean',
	does: 'draw with ASCII only; default where the locale is not UTF-8',
};

const twin: readonly Flag[] = [...connecting, interval, json, follow];

/** They ask no AdminServer, unless they list what all servers tell. */
const coordinating = recipeVerbs(
	connecting.filter(({name}) => name !== 'admin-port'),
	[...connecting, interval, json, table],
);

export const verbs: readonly VerbEntry[] = [
	{
		verb: 'top',
		words: '[CONTEXT|HOST:PORT,…[/CHROOT]]',
		does: 'the screen: tree, servers, locks and sessions',
		flags: [
			...connecting,
			interval,
			budget,
			{
				name: 'locks',
				type: 'list',
				value: '/PATH',
				does: 'look for locks only below this path; may be repeated',
			},
			keyFile,
			theme,
			ascii,
		],
	},
	{
		verb: 'servers',
		words: '',
		does: 'condition and figures of each server, as JSON or a table',
		flags: [...twin, table],
	},
	{
		verb: 'metrics',
		words: '[NAME…]',
		does: 'every metric of each server, or those that NAME is in, as JSON',
		flags: [...twin, table],
	},
	{
		verb: 'tree',
		words: 'PATH',
		does: 'znodes below PATH, as JSON',
		flags: [
			...connecting,
			json,
			table,
			budget,
			{name: 'depth', type: 'number', value: 'N', does: 'levels below PATH; default 1'},
		],
	},
	{
		verb: 'znode',
		words: 'PATH',
		does: 'data of a znode as recognised, its stat and who may do what, as JSON',
		flags: [...connecting, json, table, keyFile],
	},
	{
		verb: 'usage',
		words: 'PATH',
		does: 'znodes and bytes of each subtree, biggest first, as JSON',
		flags: [...connecting, json, table, budget],
	},
	{
		verb: 'find',
		words: 'PATTERN [PATH]',
		does: 'znodes below PATH whose names are like PATTERN (* and ?), as JSON',
		flags: [...connecting, json, table, budget],
	},
	{
		verb: 'diff',
		words: 'PATH [PATH]',
		does: 'two values, changes --since ZXID, or PATH --with that of NAME, as JSON',
		flags: [
			...connecting,
			json,
			table,
			budget,
			{name: 'since', type: 'string', value: 'ZXID', does: 'changes since that transaction'},
			{
				name: 'with',
				type: 'string',
				value: 'NAME',
				does: 'the subtree against the one of that context, or of servers',
			},
		],
	},
	{
		verb: 'growth',
		words: 'PATH…',
		does: 'children created and deleted a minute, and when that comes to an end, as JSON',
		flags: [...connecting, interval, json, table],
	},
	{
		verb: 'locks',
		words: '[PATH…]',
		does: 'locks with holders and waiters, as JSON or a table',
		flags: [...twin, table, budget, scan],
	},
	{
		verb: 'groups',
		words: '[PATH…]',
		does: 'elections, registries, semaphores, barriers; at PATH queues and counters, too',
		flags: [...twin, table, budget, scan],
	},
	{
		verb: 'sessions',
		words: '',
		does: 'sessions of all servers, busiest first, as JSON or a table',
		flags: [...twin, table],
	},
	{
		verb: 'clients',
		words: '',
		does: 'clients by address, busiest first, with their operations and limits, as JSON',
		flags: [...twin, table],
	},
	{
		verb: 'namespaces',
		words: '',
		does: 'reads and writes of each top-level znode, as JSON',
		flags: [...twin, table],
	},
	{
		verb: 'sources',
		words: '',
		does: 'where each fact comes from and what would open the rest, as JSON',
		flags: twin,
	},
	{
		verb: 'findings',
		words: '',
		does: 'what is wrong, since when and by what evidence, as JSON',
		flags: [
			...twin,
			table,
			{name: 'rules', type: 'boolean', does: 'print all rules and thresholds instead; asks no server'},
		],
	},
	{
		verb: 'explain',
		words: '[TIME]',
		does: 'watch for TIME (60s, 5m; default 10s), then tell what has changed, as JSON',
		flags: [...connecting, interval, json, table],
	},
	{
		verb: 'check',
		words: '',
		does: 'the same as a monitoring plugin: 0 ok, 1 warning, 2 critical, 3 unknown',
		flags: [
			...connecting,
			interval,
			{name: 'ignore', type: 'list', value: 'RULE', does: 'leave this rule out; may be repeated'},
		],
	},
	{verb: 'contexts', words: '', does: 'the ensembles of the config file', flags: [config, json]},
	{
		verb: 'demo',
		words: '',
		does: 'an ensemble to try zktop on, and drills',
		flags: [
			{name: 'servers', type: 'number', value: 'N', does: '1 to 5; default 3'},
			{name: 'drill', type: 'string', value: 'NAME', does: 'practise an incident'},
			{name: 'list-drills', type: 'boolean', does: 'the drills and what they ask'},
			{name: 'script', type: 'string', value: 'FILE', does: 'make the faults of this file, a line each'},
			{name: 'fault', type: 'list', value: "'TIME FAULT TARGET'", does: 'make this fault; may be repeated'},
			{name: 'load', type: 'number', value: 'FACTOR', does: 'how busy it is, 0.1 to 50; default 1'},
			{name: 'seed', type: 'number', value: 'N', does: 'other chances; default 1'},
			{
				name: 'port',
				type: 'number',
				value: 'PORT',
				does: 'first client port, the others follow; default any',
			},
			{name: 'serve', type: 'boolean', does: 'no screen: for other clients, until a signal'},
			interval,
			theme,
			ascii,
		],
	},
	...coordinating,
];

export const everywhere: readonly Flag[] = [
	{name: 'help', short: 'h', type: 'boolean', does: 'this help'},
	{name: 'version', short: 'v', type: 'boolean', does: 'the version'},
];

/** Whether a verb coordinates. */
export const isRecipe = (verb: Verb): verb is RecipeVerb => coordinating.some(entry => entry.verb === verb);

/** The entry of a verb. */
export const entryOf = (verb: Verb): VerbEntry => {
	const entry = verbs.find(entry => entry.verb === verb);
	if (entry === undefined) {
		throw new Error(`no verb ${verb}`);
	}

	return entry;
};
