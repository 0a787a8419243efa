// What goes to disk and comes from it: log, snapshots, start.
import type {Entry} from './entry.ts';

export const diskMetrics: readonly Entry[] = [
	['fsynctime', 'summary', 'ms', 'one fsync of the transaction log'],
	['snapshottime', 'summary', 'ms', 'writing a snapshot'],
	['dbinittime', 'summary', 'ms', 'loading snapshot and log at the start'],
	['startup_txns_loaded', 'summary', 'count', 'transactions loaded at the start'],
	['startup_txns_load_time', 'summary', 'ms', 'loading them'],
	['startup_snap_load_time', 'summary', 'ms', 'loading the snapshot at the start'],
	[
		'sync_processor_queue_and_flush_time_ms',
		'summary',
		'ms',
		'a write from the SyncRequestProcessor’s queue to disk',
	],
	['sync_processor_queue_size', 'summary', 'count', 'length of that queue, sampled'],
	['sync_processor_request_queued', 'counter', 'count', 'requests put into it'],
	['sync_processor_queue_time_ms', 'summary', 'ms', 'wait in it'],
	['sync_processor_queue_flush_time_ms', 'summary', 'ms', 'flush to disk'],
	['sync_process_time', 'summary', 'ms', 'a request in the SyncRequestProcessor'],
	['sync_processor_batch_size', 'summary', 'count', 'transactions of one fsync'],
	['snapshot_error_count', 'counter', 'count', 'snapshots by the AdminServer that failed'],
	['snapshot_rate_limited_count', 'counter', 'count', 'snapshots by the AdminServer refused: too often'],
	['restore_time', 'summary', 'ms', 'restoring by the AdminServer'],
	['restore_error_count', 'counter', 'count', 'restorations that failed'],
	['restore_rate_limited_count', 'counter', 'count', 'restorations refused: too often'],
];
