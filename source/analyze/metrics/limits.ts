// Which thresholds of the findings a metric is compared with: what a chart of it shows as lines.
import type {LimitName, Limits} from '../rules/limits.ts';

const named: Readonly<Partial<Record<string, readonly LimitName[]>>> = {
	fsyncMs: ['fsync-ms'],
	fsynctime: ['fsync-ms'],
	max_fsynctime: ['fsync-worst-ms'],
	readMs: ['latency-ms'],
	readlatency: ['latency-ms'],
	writeMs: ['latency-ms'],
	updatelatency: ['latency-ms'],
	outstanding: ['outstanding-requests', 'outstanding-bad-requests'],
	outstanding_requests: ['outstanding-requests', 'outstanding-bad-requests'],
};

/** The numbers in force for a metric. */
export const limitsOfMetric = (name: string, limits: Limits): readonly number[] =>
	(named[name] ?? []).map(limit => limits[limit]);
