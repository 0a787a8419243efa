// What a scan of the tree has found, where no server tells of locks: what is wished for is in the view, what was brought comes with the samples.
import {withinPath} from '../analyze/tree-rows.ts';
import type {JobArrival, JobWish, Progress} from '../collect/jobs/job.ts';
import type {Scanned} from '../collect/jobs/scan.ts';
import type {Sample} from '../collect/sample.ts';

export type ScanWish = Extract<JobWish, {kind: 'scan'}>;

/** How far the newest scan has come, and what is known by scans. */
export type ScanState = {
	readonly id: string;
	readonly state: JobArrival['state'];
	readonly progress: Progress;
	readonly found: Scanned;
	/** What scans before found: it stands in for what this one has not come to, in the end for what it did not look through. */
	readonly earlier: Scanned | undefined;
	/** When that was told, our clock. */
	readonly at: number;
};

export const nothingScanned: Scanned = {lines: [], ephemerals: [], passedOver: 0, unseen: 0};

/** The scan after a sample. */
export const reduceScan = (before: ScanState | undefined, {arrivals, at}: Sample): ScanState | undefined =>
	arrivals.reduce<ScanState | undefined>(
		(scan, arrival) => (arrival.of === 'job' ? afterArrival(scan, arrival, at) : scan),
		before,
	);

const afterArrival = (
	before: ScanState | undefined,
	{id, state, progress, brought}: JobArrival,
	at: number,
): ScanState | undefined => {
	if (brought.kind !== 'scan') {
		return before;
	}

	const isSame = before?.id === id;
	const found = brought.found ?? (isSame ? before.found : nothingScanned);
	const earlier = isSame ? before.earlier : before && known(before);
	return {
		id,
		state,
		progress,
		found,
		earlier: state === 'done' ? elsewhere(earlier, brought.under) : earlier,
		at,
	};
};

/** All that scans have found: what is newer counts. */
const known = ({found, earlier}: ScanState): Scanned => {
	if (earlier === undefined) {
		return found;
	}

	const parents = new Set(found.lines.map(({parent}) => parent));
	const paths = new Set(found.ephemerals.map(({path}) => path));
	return {
		...found,
		lines: [...found.lines, ...earlier.lines.filter(({parent}) => !parents.has(parent))],
		ephemerals: [...found.ephemerals, ...earlier.ephemerals.filter(({path}) => !paths.has(path))],
	};
};

/** What of it lies below none of the paths; undefined: nothing. */
const elsewhere = (earlier: Scanned | undefined, under: readonly string[]): Scanned | undefined => {
	const isElsewhere = (path: string): boolean => !under.some(root => withinPath(path, root));
	const lines = earlier?.lines.filter(({parent}) => isElsewhere(parent)) ?? [];
	const ephemerals = earlier?.ephemerals.filter(({path}) => isElsewhere(path)) ?? [];
	return lines.length + ephemerals.length === 0 ? undefined : {...nothingScanned, lines, ephemerals};
};
