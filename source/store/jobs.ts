// Long work that the user has asked for: what is wished for is in the view, what it has brought comes with the samples.
import type {Change, Changes} from '../collect/jobs/changes.ts';
import type {Usage} from '../collect/jobs/usage.ts';
import type {JobArrival, JobWish} from '../collect/jobs/job.ts';
import type {Event} from './events.ts';
import type {Mode, State} from './state.ts';

/** What was brought last. */
export const reduceJob = (job: State['job'], event: Event): State['job'] =>
	event.type === 'sampled'
		? event.sample.arrivals.reduce<State['job']>(
				(last, arrival) => (arrival.of === 'job' && arrival.brought.kind !== 'scan' ? arrival : last),
				job,
			)
		: job;

/** The work that is shown, or covered by something else. */
export const wishIn = (mode: Mode): JobWish | undefined =>
	mode.kind === 'job'
		? mode.wish
		: mode.kind === 'diff' && mode.of.kind === 'pair'
			? mode.of.wish
			: 'back' in mode
				? wishIn(mode.back)
				: undefined;

/** What it has brought so far; undefined before it began. */
export const broughtBy = ({job}: Pick<State, 'job'>, wish: JobWish): JobArrival | undefined =>
	job?.id === wish.id &&
	(wish.kind !== 'usage' || (job.brought.kind === 'usage' && job.brought.at === wish.at))
		? job
		: undefined;

export type JobRow = {
	/** Undefined: it is no znode, but several together. */
	readonly path: string | undefined;
	readonly name: string;
	/** Of usage: with all below it. */
	readonly znodes?: number;
	readonly bytes: number;
};

/** The rows of a usage, biggest first, of what was found, in the order in which it was, or of what has changed, by path. */
export const jobRows = (job: JobArrival | undefined): readonly JobRow[] => {
	if (job === undefined) {
		return [];
	}

	const {brought} = job;
	switch (brought.kind) {
		case 'find':
			return brought.found.map(({path, stat}) => ({path, name: path, bytes: stat.dataBytes}));
		case 'changes':
			return changeRows(brought.changes);
		case 'usage':
			return usageRows(brought.usage);
		case 'pair':
		case 'scan':
			return [];
	}
};

const signs: Readonly<Record<Change['what'], string>> = {
	created: '+',
	changed: '~',
	'lost-child': '− a child of',
};

/** By path, so that what belongs together stands together. */
const changeRows = ({list}: Changes): readonly JobRow[] =>
	list
		.toSorted((a, b) => (a.path < b.path ? -1 : 1))
		.map(({what, path, stat}) => ({path, name: `${signs[what]} ${path}`, bytes: stat.dataBytes}));

const usageRows = (usage: Usage | undefined): readonly JobRow[] => {
	const {below = [], leaves} = usage ?? {};
	const rest: JobRow | undefined = leaves && {path: undefined, name: 'children without children', ...leaves};
	return [...below, ...(rest === undefined || rest.znodes === 0 ? [] : [rest])];
};
