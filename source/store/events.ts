// What can happen: facts, in the past tense. Keys and the poller make them, the reducers answer them.
import type {Remembered} from '../analyze/membership.ts';
import type {Sample} from '../collect/sample.ts';
import type {Effect, Pane, Tab, Table} from './state.ts';

export type Event =
	| {readonly type: 'sampled'; readonly sample: Sample}
	/** An earlier run was told these members. */
	| {readonly type: 'members-remembered'; readonly remembered: Remembered}
	| {readonly type: 'resized'; readonly columns: number; readonly rows: number}
	| {readonly type: 'focused'; readonly pane: Pane}
	| {readonly type: 'tab-chosen'; readonly tab: Tab}
	| {readonly type: 'moved'; readonly table: Table; readonly to: string; readonly top: number}
	| {readonly type: 'expanded'; readonly path: string}
	| {readonly type: 'collapsed'; readonly path: string}
	/** The tree was opened down to a path and the cursor put there. */
	| {readonly type: 'revealed'; readonly path: string}
	| {readonly type: 'zoomed'; readonly pane: Pane}
	| {readonly type: 'card-opened'; readonly path: string}
	| {readonly type: 'scrolled'; readonly top: number}
	| {readonly type: 'form-switched'}
	| {readonly type: 'help-opened'}
	| {readonly type: 'sources-opened'}
	| {readonly type: 'filter-opened'; readonly table: Table}
	| {readonly type: 'filter-typed'; readonly text: string}
	| {readonly type: 'filter-kept'}
	| {readonly type: 'filter-cleared'; readonly table: Table}
	/** One step back: card, help, prompt, zoom. */
	| {readonly type: 'closed'}
	| {readonly type: 'paused'}
	| {readonly type: 'resumed'}
	| {readonly type: 'noticed'; readonly text: string; readonly at: number}
	| {readonly type: 'wanted'; readonly effect: Effect['kind']}
	| {readonly type: 'effects-drained'};
