// What every verb that coordinates works with.
import type {Recipe} from '../../options/recipe/recipe.ts';
import type {WritingClient} from '../../recipes/session.ts';
import type {Acl} from '../../zookeeper/stat.ts';
import type {Signals} from './signals.ts';

export type Scene<Verb extends Recipe['verb'] = Recipe['verb']> = {
	readonly client: WritingClient;
	readonly recipe: Extract<Recipe, {verb: Verb}>;
	/** Of znodes that we make. */
	readonly acl: readonly Acl[];
	readonly signals: Signals;
};

/** A message of ours, beside the output of the program we run. */
export const say = (message: string): void => {
	process.stderr.write(`zktop: ${message}\n`);
};
