// What a verb that coordinates is to do: its words, its flags and the command behind `--`.
import type {Acl} from '../../zookeeper/stat.ts';
import type {Library} from '../../zookeeper/layouts.ts';
import type {RecipeVerb} from '../flag.ts';
import {listOf, numberOf, stringOf} from '../values.ts';
import {
	aclOf,
	alone,
	commandIn,
	fileIn,
	isJsonWanted,
	kindOf,
	layoutOf,
	memberNameOf,
	nameOf,
	participantsOf,
	onePathIn,
	ownPathIn,
	pathIn,
	pathsIn,
	serviceLayoutOf,
	timeoutOf,
	versionOf,
	wantedOf,
	type Line,
} from './values.ts';

type At = {readonly path: string};
/** A program and its arguments. */
type Running = {readonly command: readonly string[]};
/** Undefined: whoever runs it. */
type Named = {readonly name: string | undefined};

export type Recipe =
	| ({
			readonly verb: 'lock';
			readonly kind: 'mutex' | 'read' | 'write';
			readonly layout: Library;
			/** 0: only try. Undefined: for ever. */
			readonly timeoutMs: number | undefined;
	  } & At &
			Named &
			Running)
	| ({readonly verb: 'elect'; readonly layout: Library} & At & Named & Running)
	| ({readonly verb: 'elections'; readonly layout: Library; readonly follow: boolean} & At)
	| ({
			readonly verb: 'register';
			readonly name: string;
			/** As it was written: JSON, or `@` and a file's name. Undefined: none. */
			readonly data: string | undefined;
			readonly layout: Library;
			/** 0: only try. Undefined: for ever. */
			readonly timeoutMs: number | undefined;
	  } & At &
			Running)
	| ({readonly verb: 'registries'; readonly follow: boolean} & At)
	| ({
			readonly verb: 'publish';
			/** Undefined: standard input. */
			readonly file: string | undefined;
			readonly expectVersion: number | undefined;
			readonly allowEmpty: boolean;
			readonly keyFile: string | undefined;
	  } & At)
	| ({
			readonly verb: 'subscribe';
			/** For the shell. Undefined: print. */
			readonly exec: string | undefined;
			readonly keyFiles: readonly string[];
	  } & At)
	/** Undefined: standard input. */
	| {readonly verb: 'tx apply'; readonly file: string | undefined}
	| ({
			readonly verb: 'tx begin';
			readonly participants: readonly string[];
			readonly timeoutMs: number;
			/** A file, or `-`. Undefined: none. */
			readonly payload: string | undefined;
			readonly keyFile: string | undefined;
	  } & At)
	| ({
			readonly verb: 'tx join';
			readonly as: string;
			/** For the shell. */
			readonly commands: Readonly<Record<'prepare' | 'commit' | 'abort', string>>;
			readonly keyFile: string | undefined;
	  } & At)
	| {
			readonly verb: 'tx status' | 'transactions';
			readonly paths: readonly string[];
			readonly json: boolean;
	  };

export type RecipeSettings = {
	readonly recipe: Recipe;
	/** Undefined: as it fits who we are. */
	readonly acl: readonly Acl[] | undefined;
	readonly sessionTimeoutMs: number;
};

/** Reads the rest of a command line whose verb coordinates. */
export const recipeOf = (line: Line): RecipeSettings => ({
	recipe: readers[line.verb](line),
	acl: aclOf(line.flags),
	sessionTimeoutMs: (numberOf(line.flags, 'session-timeout', [0.5, 600]) ?? 10) * 1000,
});

const readers: Readonly<Record<RecipeVerb, (line: Line) => Recipe>> = {
	lock: line => ({
		verb: 'lock',
		path: ownPathIn(line),
		kind: kindOf(line.flags),
		layout: layoutOf(line.flags),
		timeoutMs: timeoutOf(line.flags),
		name: nameOf(line.flags),
		command: commandIn(line),
	}),
	elect: line => ({
		verb: 'elect',
		path: ownPathIn(line),
		layout: layoutOf(line.flags),
		name: nameOf(line.flags),
		command: commandIn(line),
	}),
	elections: line => ({
		verb: 'elections',
		layout: layoutOf(line.flags),
		path: onePathIn(alone(line)),
		follow: line.flags['follow'] === true,
	}),
	register: line => ({
		verb: 'register',
		path: ownPathIn(line),
		name: memberNameOf(line),
		data: stringOf(line.flags, 'data'),
		layout: serviceLayoutOf(line.flags),
		timeoutMs: timeoutOf(line.flags),
		command: commandIn(line),
	}),
	registries: line => ({
		verb: 'registries',
		path: onePathIn(alone(line)),
		follow: line.flags['follow'] === true,
	}),
	publish(line) {
		const [path = '', file, ...extra] = alone(line).words;
		return {
			verb: 'publish',
			path: ownPathIn({...line, words: path === '' ? [] : [path, ...extra]}),
			file: file === '-' ? undefined : file,
			expectVersion: versionOf(line.flags),
			allowEmpty: line.flags['allowEmpty'] === true,
			keyFile: stringOf(line.flags, 'key-file'),
		};
	},
	subscribe: line => ({
		verb: 'subscribe',
		path: pathIn(alone(line)),
		exec: stringOf(line.flags, 'exec'),
		keyFiles: listOf(line.flags, 'key-file'),
	}),
	'tx apply': line => ({verb: 'tx apply', file: fileIn(alone(line))}),
	'tx begin': line => ({
		verb: 'tx begin',
		path: ownPathIn(alone(line)),
		participants: participantsOf(line),
		timeoutMs: timeoutOf(line.flags) ?? 30_000,
		payload: stringOf(line.flags, 'payload'),
		keyFile: stringOf(line.flags, 'key-file'),
	}),
	'tx join': line => ({
		verb: 'tx join',
		path: ownPathIn(alone(line)),
		as: wantedOf(line, 'as'),
		commands: {
			prepare: wantedOf(line, 'prepare'),
			commit: wantedOf(line, 'commit'),
			abort: wantedOf(line, 'abort'),
		},
		keyFile: stringOf(line.flags, 'key-file'),
	}),
	'tx status': line => ({
		verb: 'tx status',
		paths: [pathIn(alone(line))],
		json: isJsonWanted(line),
	}),
	transactions: line => ({
		verb: 'transactions',
		paths: pathsIn(alone(line)),
		json: isJsonWanted(line),
	}),
};
