// Runs a verb that looks in this process: its exit code and what it printed.
import {vi} from 'vitest';
import {readOptions, type Options} from '../../source/options.ts';
import {heard} from './heard.ts';

/** `text`: its stdout. */
export type VerbRun = {readonly code: number; readonly text: string; readonly stderr: string};

export const runVerb = async (
	verb: (options: Options) => Promise<number>,
	argv: readonly string[],
): Promise<VerbRun> => {
	const parsed = await readOptions(argv, {HOME: '/nowhere'});
	if (parsed.kind !== 'run') {
		throw new Error(parsed.kind === 'usage' ? parsed.message : parsed.kind);
	}

	const {code, stdout: text, stderr} = await heard(async () => verb(parsed.options));
	return {code, text, stderr};
};

/** Of tests that may have to run a verb again. */
export const patient = {timeout: 120_000} as const;

/** The same again until the run is as it should be: on a machine that is busy a server may not have answered all in time. */
export const runVerbUntil = async (
	verb: (options: Options) => Promise<number>,
	argv: readonly string[],
	check: (run: VerbRun) => void,
): Promise<void> => {
	await vi.waitFor(
		async () => {
			check(await runVerb(verb, argv));
		},
		{timeout: 60_000},
	);
};
