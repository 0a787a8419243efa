// Runs a verb that coordinates in this process: its exit code and what it printed.
import {vi} from 'vitest';
import {coordinate} from '../../source/commands/coordinate.ts';
import {readOptions} from '../../source/options.ts';

export type RecipeRun = {readonly code: number; readonly stdout: string; readonly stderr: string};

export const runRecipe = async (argv: readonly string[]): Promise<RecipeRun> => {
	const parsed = await readOptions(argv, {HOME: '/nowhere'});
	if (parsed.kind !== 'recipe') {
		throw new Error(parsed.kind === 'usage' ? parsed.message : parsed.kind);
	}

	const said = {stdout: '', stderr: ''};
	const spies = (['stdout', 'stderr'] as const).map(name =>
		vi.spyOn(process[name], 'write').mockImplementation(piece => {
			said[name] += String(piece);
			return true;
		}),
	);
	try {
		return {code: await coordinate(parsed.options), ...said};
	} finally {
		for (const spy of spies) {
			spy.mockRestore();
		}
	}
};
