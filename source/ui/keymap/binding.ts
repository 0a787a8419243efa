// What a row of the table of keys is.
import type {Event} from '../../store/events.ts';
import type {Mode} from '../../store/state.ts';
import type {Context} from '../actions/actions.ts';
import type {Refusal} from '../prompt/commands.ts';

export type Binding = {
	readonly id: string;
	/** Key names as `keyNames` gives them. */
	readonly keys: readonly string[];
	/** How the keys are written in footer, help and README. */
	readonly label: string;
	/** `metrics`: the zoomed servers, before the keys of the screen. */
	readonly mode: Exclude<Mode['kind'], 'zoomed'> | 'metrics' | 'everywhere';
	readonly does: string;
	/** One word in the footer. */
	readonly hint?: string;
	readonly run: (context: Context) => Event | Refusal;
};
