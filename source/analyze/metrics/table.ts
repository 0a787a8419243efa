// The table of metrics that ZooKeeper 3.4 to 3.10 tells, by name. (S/server/ServerMetrics.java, ZooKeeperServer.dumpMonitorValues)
import {clientsMetrics} from './clients.ts';
import {diskMetrics} from './disk.ts';
import {ensembleMetrics} from './ensemble.ts';
import type {Entry} from './entry.ts';
import {requestsMetrics} from './requests.ts';
import {serverMetrics} from './server.ts';

const entries: ReadonlyMap<string, Entry> = new Map(
	[...serverMetrics, ...requestsMetrics, ...diskMetrics, ...clientsMetrics, ...ensembleMetrics].map(entry => [
		entry[0],
		entry,
	]),
);

/** Sets have a key before their name: a server's id, or a top-level znode. */
const sets: readonly string[] = [
	'learner_handler_qp_size',
	'learner_handler_qp_time_ms',
	'ack_latency',
	'read_per_namespace',
	'write_per_namespace',
	'quota_exceeded_error_per_namespace',
	'quota_count_limit_per_namespace',
	'quota_bytes_limit_per_namespace',
	'quota_count_usage_per_namespace',
	'quota_bytes_usage_per_namespace',
];

/** What the server means by a name; undefined of one that nobody has described. */
export const entryOf = (name: string): Entry | undefined => {
	const entry = entries.get(name);
	if (entry !== undefined) {
		return entry;
	}

	const set = sets.find(set => name.endsWith(`_${set}`));
	return set === undefined ? entryOfOperation(name) : entries.get(set);
};

/** Since 3.10 each kind of request is counted. */
const entryOfOperation = (name: string): Entry | undefined =>
	name.startsWith('op_count_') ? [name, 'counter', 'count', 'requests of this kind'] : undefined;
