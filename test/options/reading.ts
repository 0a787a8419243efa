// What the tests of the command line share: a home of their own, and Options or the message of a usage error.
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach} from 'vitest';
import {readOptions, type Options, type Parsed} from '../../source/options.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';

export type Home = {
	readonly path: string;
	/** Writes a file below the home, for its owner alone; gives its path. */
	readonly write: (name: string, text: string | Buffer, mode?: number) => string;
	/** Writes the config file. */
	readonly config: (text: string) => string;
	readonly read: (argv: readonly string[], more?: Surroundings) => Promise<Parsed>;
	/** The options, or what the test did not expect. */
	readonly options: (argv: readonly string[], more?: Surroundings) => Promise<Options>;
	readonly warnings: (argv: readonly string[], more?: Surroundings) => Promise<readonly string[]>;
	/** The message of the usage error. */
	readonly fault: (argv: readonly string[], more?: Surroundings) => Promise<string>;
};

type Surroundings = {
	readonly env?: Readonly<Record<string, string>>;
	/** What is typed when asked; undefined: there is no terminal. */
	readonly typed?: string;
	readonly asked?: (what: string) => void;
};

const folders: TempFolder[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) {
		folder.remove();
	}
});

/** A home that is gone after the test. */
export const makeHome = (): Home => {
	const folder = makeTempFolder('home');
	folders.push(folder);
	const write = (name: string, text: string | Buffer, mode = 0o600): string => {
		const path = join(folder.path, name);
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, text);
		chmodSync(path, mode);
		return path;
	};

	const read: Home['read'] = async (argv, {env = {}, typed, asked} = {}) =>
		readOptions(argv, {HOME: folder.path, LANG: 'C.UTF-8', ...env}, async what => {
			asked?.(what);
			return Promise.resolve(typed);
		});
	const ran = async (argv: readonly string[], more?: Surroundings) => {
		const parsed = await read(argv, more);
		if (parsed.kind !== 'run') {
			throw new Error(`is ${parsed.kind}${parsed.kind === 'usage' ? `: ${parsed.message}` : ''}`);
		}

		return parsed;
	};

	return {
		path: folder.path,
		write,
		config: text => write('.config/zktop/config.toml', text),
		read,
		options: async (argv, more) => (await ran(argv, more)).options,
		warnings: async (argv, more) => (await ran(argv, more)).warnings,
		async fault(argv, more) {
			const parsed = await read(argv, more);
			return parsed.kind === 'usage' ? parsed.message : `no fault: ${parsed.kind}`;
		},
	};
};
