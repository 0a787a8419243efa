// The figures that zktop makes itself: the first ones to look at, and free of what zktop costs.
import type {Metric} from './entry.ts';

/** Most telling first. */
export const figureMetrics: readonly Metric[] = [
	{
		name: 'requestsPerSecond',
		kind: 'rate',
		unit: 'count',
		meaning: 'packets received, without zktop’s own',
		combine: 'sum',
	},
	{
		name: 'writeMs',
		kind: 'mean',
		unit: 'ms',
		meaning: 'a write of this server’s clients, from receipt to answer',
		combine: 'worst',
	},
	{
		name: 'outstanding',
		kind: 'gauge',
		unit: 'count',
		meaning: 'requests that wait for their answer',
		combine: 'worst',
	},
	{
		name: 'connections',
		kind: 'gauge',
		unit: 'count',
		meaning: 'client connections, without zktop’s own',
		combine: 'sum',
	},
	{
		name: 'readMs',
		kind: 'mean',
		unit: 'ms',
		meaning: 'a request without a transaction, from receipt to answer',
		combine: 'worst',
	},
	{name: 'fsyncMs', kind: 'mean', unit: 'ms', meaning: 'one fsync of the transaction log', combine: 'worst'},
	{name: 'znodes', kind: 'gauge', unit: 'count', meaning: 'znodes of the whole tree', combine: 'worst'},
	{
		name: 'watches',
		kind: 'gauge',
		unit: 'count',
		meaning: 'watches on this server, without zktop’s own',
		combine: 'worst',
	},
	{
		name: 'dataBytes',
		kind: 'gauge',
		unit: 'bytes',
		meaning: 'length of all paths and data',
		combine: 'worst',
	},
	{
		name: 'answerMs',
		kind: 'gauge',
		unit: 'ms',
		meaning: 'how long it took to answer zktop',
		combine: 'worst',
	},
];
