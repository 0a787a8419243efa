// What a drill is: an incident that unfolds, a question, and where zktop shows the answer.
import type {Stage} from '../stage.ts';

export type Drill = {
	readonly name: string;
	/** What somebody reports who does not know why. */
	readonly story: string;
	readonly question: string;
	readonly hints: readonly string[];
	/** What was wrong, and the keys that show it. */
	readonly solution: string;
	/** Makes the incident; goes on until the play is over. */
	readonly unfold: (stage: Stage) => Promise<void>;
};
