// Runs a verb that looks in this process: its exit code and what it printed.
import {vi} from 'vitest';
import {readOptions, type Options} from '../../source/options.ts';

export type VerbRun = {readonly code: number; readonly text: string};

export const runVerb = async (
	verb: (options: Options) => Promise<number>,
	argv: readonly string[],
): Promise<VerbRun> => {
	const parsed = await readOptions(argv, {HOME: '/nowhere'});
	if (parsed.kind !== 'run') {
		throw new Error(parsed.kind === 'usage' ? parsed.message : parsed.kind);
	}

	let text = '';
	const spy = vi.spyOn(process.stdout, 'write').mockImplementation(piece => {
		text += String(piece);
		return true;
	});
	try {
		return {code: await verb(parsed.options), text};
	} finally {
		spy.mockRestore();
	}
};
