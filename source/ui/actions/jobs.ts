// What keys do with long work: its price, its beginning, its rows, its end.
import type {JobWish} from '../../collect/jobs/job.ts';
import type {Event} from '../../store/events.ts';
import {broughtBy, jobRows, type JobRow} from '../../store/jobs.ts';
import {cursorPath, parentPath} from '../../store/selectors.ts';
import type {Context, Target} from './actions.ts';
import {refuse, type Refusal} from '../refusal.ts';

/** `u`: the price of counting what is below the cursor. */
export const askUsage = ({state}: Context): Event | Refusal => {
	const path = cursorPath(state);
	return state.view.focus === 'tree'
		? {
				type: 'job-wished',
				wish: {id: `usage ${path}`, kind: 'usage', path, at: path, going: false},
				cursor: 0,
			}
		: refuse('usage is counted below a znode; tab goes to the tree');
};

/** The handler of a key of a job. */
const onJob =
	(act: (wish: JobWish, rows: readonly JobRow[], cursor: number, context: Context) => Event | Refusal) =>
	(context: Context): Event | Refusal => {
		const {mode} = context.state.view;
		if (mode.kind !== 'job') {
			return {type: 'closed'};
		}

		const rows = jobRows(broughtBy(context.state, mode.wish));
		return act(mode.wish, rows, Math.min(mode.cursor, Math.max(0, rows.length - 1)), context);
	};

/** Moves to the row that `target` names. */
export const moveInJob = (target: Target) =>
	onJob((wish, rows, at, {layout}) => {
		const height = layout.kind === 'job' ? Math.max(1, layout.box.height - 3) : 1;
		const last = Math.max(0, rows.length - 1);
		return {type: 'job-wished', wish, cursor: Math.max(0, Math.min(last, target(at, last, height)))};
	});

/** Begins, goes on, or goes into a row. */
export const enterJob = onJob((wish, rows, at, {state}) => {
	const job = broughtBy(state, wish);
	if (wish.kind === 'scan') {
		return {type: 'scan-wished', wish: {...wish, going: true}};
	}

	if (!wish.going && job?.state !== 'done') {
		return {type: 'job-wished', wish: {...wish, going: true}, cursor: at};
	}

	const path = rows[at]?.path;
	if (path === undefined) {
		return refuse('nothing to go into');
	}

	return wish.kind === 'usage'
		? {type: 'job-wished', wish: {...wish, at: path}, cursor: 0}
		: {type: 'went-to', place: {kind: 'znode', path}};
});

/** Up to where it came from. */
export const leaveRow = onJob(wish =>
	wish.kind === 'usage' && wish.at !== wish.path
		? {type: 'job-wished', wish: {...wish, at: parentPath(wish.at)}, cursor: 0}
		: refuse('this is where it began; esc closes'),
);

/** Shows the row in the tree. */
export const showInTree = onJob((_, rows, at) => {
	const path = rows[at]?.path;
	return path === undefined ? refuse('no znode to show') : {type: 'went-to', place: {kind: 'znode', path}};
});

/** Stops what goes, closes what stands still. */
export const stopJob = onJob((wish, _, cursor, {state}) =>
	wish.going && broughtBy(state, wish)?.state !== 'done'
		? {type: 'job-wished', wish: {...wish, going: false}, cursor}
		: {type: 'closed'},
);
