// Runs a verb that coordinates in this process: its exit code and what it printed.
import {coordinate} from '../../source/commands/coordinate.ts';
import {readOptions} from '../../source/options.ts';
import {heard, type Heard} from './heard.ts';

export const runRecipe = async (argv: readonly string[]): Promise<Heard> => {
	const parsed = await readOptions(argv, {HOME: '/nowhere'});
	if (parsed.kind !== 'recipe') {
		throw new Error(parsed.kind === 'usage' ? parsed.message : parsed.kind);
	}

	return heard(async () => coordinate(parsed.options));
};
