// The flags of `zktop demo`.
import type {CommandLine} from './command-line.ts';
import {readScript, type DemoStep} from './demo-script.ts';
import {UsageError} from './usage-error.ts';
import {listOf, numberOf, stringOf} from './values.ts';

export type DemoOptions = {
	readonly servers: number;
	/** The first client port, the others follow; 0: any free ones. */
	readonly port: number;
	readonly seed: number;
	readonly load: number;
	/** Without a screen. */
	readonly serve: boolean;
	readonly drill: string | undefined;
	readonly listDrills: boolean;
	/** The faults that it makes by itself, in the order of their times. */
	readonly script: readonly DemoStep[];
	readonly intervalS: number;
	/** What the screen takes, as it was written. */
	readonly passed: readonly string[];
};

const mostServers = 5;
const mostLoad = 50;
const lastPort = 65_000;
const lastSeed = 2 ** 31 - 1;

/** Reads them; throws a UsageError. */
export const demoOf = ({flags, words}: Pick<CommandLine, 'flags' | 'words'>): DemoOptions => {
	const [word] = words;
	if (word !== undefined) {
		throw new UsageError(`zktop demo takes no words, but got "${word}"; a drill is named by --drill ${word}`);
	}

	const theme = stringOf(flags, 'theme');
	const servers = wholeOf(flags, 'servers', [1, mostServers]) ?? 3;
	return {
		servers,
		port: wholeOf(flags, 'port', [1, lastPort]) ?? 0,
		seed: wholeOf(flags, 'seed', [0, lastSeed]) ?? 1,
		load: numberOf(flags, 'load', [0.1, mostLoad]) ?? 1,
		serve: flags['serve'] === true,
		drill: stringOf(flags, 'drill'),
		listDrills: flags['listDrills'] === true,
		script: readScript(stringOf(flags, 'script'), listOf(flags, 'fault'), servers),
		intervalS: numberOf(flags, 'interval', [0.2, 60]) ?? 1,
		passed: [
			...(theme === undefined ? [] : ['--theme', theme]),
			...(flags['ascii'] === true ? ['--ascii'] : []),
		],
	};
};

const wholeOf = (
	flags: CommandLine['flags'],
	name: string,
	range: readonly [number, number],
): number | undefined => {
	const value = numberOf(flags, name, range);
	if (value !== undefined && !Number.isInteger(value)) {
		throw new UsageError(`--${name} wants a whole number, not ${value}`);
	}

	return value;
};
