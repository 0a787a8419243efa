// What a scan of the tree has found, where no server tells of locks: what is wished for is in the view, what was brought comes with the samples.
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
	/** What the scan before found: it stands in for what this one has not come to. */
	readonly earlier: Scanned | undefined;
	/** When that was told, our clock. */
	readonly at: number;
};

export const nothingScanned: Scanned = {lines: [], ephemerals: [], passedOver: 0};

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
	const earlier = isSame ? before.earlier : before?.found;
	return {id, state, progress, found, earlier: state === 'done' ? undefined : earlier, at};
};
